package rondo.onnx.operator;

import java.util.List;

/** What a tensor sums up to where it was made by repeating a smaller one. */
final class Sums {
  private Sums() {}

  /** The gradient of what was read as if it had these dims; the given array where it has them. */
  static float[] to(List<Integer> own, List<Integer> dims, float[] d) {
    return own.equals(dims)
        ? d
        : over(
            new Walk(dims, Elements.strides(dims), Strides.repeated(own, dims)),
            d,
            Elements.count(own, 0, own.size()));
  }

  /** The sums of what a walk through values and sums puts onto each other. */
  static float[] over(Walk walk, float[] values, int size) {
    float[] sums = new float[size];
    int length = walk.length();
    int sv = walk.step(0);
    int ss = walk.step(1);
    walk.rows(
        at -> {
          int v = at[0];
          int s = at[1];
          if (ss == 0) {
            double sum = 0;
            for (int n = 0; n < length; n++) {
              sum += values[v + n * sv];
            }
            sums[s] += (float) sum;
          } else {
            for (int n = 0; n < length; n++) {
              sums[s + n * ss] += values[v + n * sv];
            }
          }
        });
    return sums;
  }
}
