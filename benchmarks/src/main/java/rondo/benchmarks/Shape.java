package rondo.benchmarks;

import java.util.Arrays;
import java.util.List;

/** The size of a recurrent layer at work: B examples of T steps, I numbers in, H units. */
record Shape(int batch, int time, int input, int hidden, boolean bidirectional) {
  private static final String BOTH = ",both";

  /** Those that are always measured: from characters and tags to a large language model. */
  static final List<Shape> ALL =
      List.of(
          new Shape(32, 30, 100, 128, false),
          new Shape(32, 30, 128, 256, false),
          new Shape(64, 30, 256, 512, false),
          new Shape(32, 50, 512, 1024, false),
          new Shape(1, 30, 100, 128, false),
          new Shape(10, 25, 128, 200, true));

  /** Reads {@code batch,time,input,hidden}, with {@code ,both} behind where it reads both ways. */
  static Shape parse(String text) {
    boolean both = text.endsWith(BOTH);
    String sizes = both ? text.substring(0, text.length() - BOTH.length()) : text;
    try {
      int[] n = Arrays.stream(sizes.split(",")).mapToInt(Integer::parseInt).toArray();
      if (n.length == 4 && Arrays.stream(n).allMatch(i -> i > 0)) {
        return new Shape(n[0], n[1], n[2], n[3], both);
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException(
        "a shape is batch,time,input,hidden, such as 32,30,100,128, and ,both for both directions, not '"
            + text
            + "'");
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return batch + "," + time + "," + input + "," + hidden + (bidirectional ? BOTH : "");
  }
}
