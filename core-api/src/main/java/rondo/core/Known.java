package rondo.core;

/** How many words there are, and how many of them a model has never seen. */
public record Known(long words, long unknown) {
  public Known {
    if (unknown < 0 || unknown > words) {
      throw new IllegalArgumentException(unknown + " of " + words + " words cannot be unknown");
    }
  }

  /** The share that is unknown, from 0 to 1. */
  public double rate() {
    return words == 0 ? 0 : (double) unknown / words;
  }
}
