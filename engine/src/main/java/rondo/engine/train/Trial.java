package rondo.engine.train;

/** What a training will take, as its data and some of its steps tell. */
public record Trial(Reading reading, Memory memory, Time time) {
  /**
   * What there is to read.
   *
   * @param examples to train on
   * @param dev examples to evaluate on
   * @param tokens that are scored in an epoch
   * @param sourceTokens that are read first, such as those of a text to translate
   * @param longest sequence, in tokens
   */
  public record Reading(int examples, int dev, long tokens, long sourceTokens, long longest) {}

  /**
   * Bytes, beside those of the data and of Java itself.
   *
   * @param optimizer what it remembers, averages, and the best weights so far
   * @param gradients of the parts of a step
   * @param activations of the largest step there is, measured
   */
  public record Memory(long weights, long optimizer, long gradients, long activations) {
    public long all() {
      return weights + optimizer + gradients + activations;
    }
  }

  /**
   * Steps and seconds. All seconds are a guess: a training goes faster once Java knows its code,
   * and slower when others use the machine.
   *
   * @param epochs at most
   * @param steps in all, if nothing ends it early
   * @param tried steps that the guess is made from
   * @param epochSeconds of an epoch with its evaluations
   * @param seconds of all of it, if nothing but a limit in time ends it early
   */
  public record Time(
      int epochs,
      long stepsAnEpoch,
      long steps,
      int tried,
      double tokensPerSecond,
      double epochSeconds,
      double seconds) {}
}
