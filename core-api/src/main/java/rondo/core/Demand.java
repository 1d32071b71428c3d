package rondo.core;

/**
 * What a task will feed a network, and what it wants scored.
 *
 * @param source the columns of what is encoded first, or {@link Schema#NONE}
 * @param tokens the columns of what is scored
 * @param outputs how many scores each place gets
 */
public record Demand(Schema source, Schema tokens, Wanted wanted, int outputs) {
  /** Which places are scored. */
  public enum Wanted {
    /** Every token: taggers, language models, time series. */
    EACH_TOKEN,
    /** The sequence as a whole, as one place. */
    WHOLE_SEQUENCE,
    /** What follows each token, given a source. */
    NEXT_TOKEN
  }
}
