package rondo.tasks.search;

/**
 * How likely a model finds what was written. Those of several texts add up.
 *
 * @param logProbability natural
 * @param ids written, ends among them
 */
public record Likelihood(double logProbability, long ids) {
  /** Of nothing. */
  public static final Likelihood NONE = new Likelihood(0, 0);

  public Likelihood and(Likelihood more) {
    return new Likelihood(logProbability + more.logProbability, ids + more.ids);
  }

  public boolean none() {
    return ids == 0;
  }

  /** Among how many equally likely ids the model would have been as unsure, on average. */
  public double perplexity() {
    return none() ? 1 : Math.exp(-logProbability / ids);
  }
}
