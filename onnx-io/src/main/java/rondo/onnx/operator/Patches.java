package rondo.onnx.operator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a kernel sees at all its places on channels of two axes: a matrix [K,P] of the K values that
 * it looks at and its P places, row by row.
 *
 * @param lengths of the two axes
 * @param kernel how many values it has along each
 * @param places how many places it has along each
 */
record Patches(
    int channels,
    List<Integer> lengths,
    List<Integer> kernel,
    List<Integer> places,
    List<Window> windows) {
  /** The axis before the only one. */
  private static final Window STILL = new Window(1, 1, Window.Fit.SAID, 0, 0);

  /** A single axis is the second of two. */
  static Patches of(
      int channels,
      List<Integer> lengths,
      List<Integer> kernel,
      List<Integer> places,
      List<Window> windows) {
    return new Patches(
        channels, two(lengths, 1), two(kernel, 1), two(places, 1), two(windows, STILL));
  }

  private static <T> List<T> two(List<T> axes, T first) {
    List<T> both = new ArrayList<>(Collections.nCopies(2 - axes.size(), first));
    both.addAll(axes);
    return both;
  }

  /** K. */
  int seen() {
    return channels * kernel.get(0) * kernel.get(1);
  }

  /** P. */
  int count() {
    return places.get(0) * places.get(1);
  }

  /** How many values a channel has. */
  int area() {
    return lengths.get(0) * lengths.get(1);
  }

  /**
   * Where each value that is seen stands among the channels, which begin there, and where in the
   * matrix; zeros around them are left out.
   */
  void each(int begin, Walk.Pair pair) {
    int to = 0;
    for (int c = 0; c < channels; c++) {
      for (int i = 0; i < kernel.get(0); i++) {
        for (int j = 0; j < kernel.get(1); j++) {
          row(begin + c * area(), i, j, to, pair);
          to += count();
        }
      }
    }
  }

  /** What the value i, j of the kernel sees. */
  private void row(int begin, int i, int j, int to, Walk.Pair pair) {
    int width = lengths.get(1);
    int columns = places.get(1);
    int down = windows.get(0).stride();
    int across = windows.get(1).stride();
    int top = first(0, i);
    int left = first(1, j);
    for (int p = 0; p < places.get(0); p++) {
      int y = top + p * down;
      if (y < 0 || y >= lengths.get(0)) {
        continue;
      }
      for (int q = 0; q < columns; q++) {
        int x = left + q * across;
        if (x >= 0 && x < width) {
          pair.at(begin + y * width + x, to + p * columns + q);
        }
      }
    }
  }

  private int first(int axis, int value) {
    Window window = windows.get(axis);
    return window.start(lengths.get(axis), kernel.get(axis)) + value * window.dilation();
  }
}
