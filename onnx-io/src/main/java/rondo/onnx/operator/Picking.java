package rondo.onnx.operator;

import java.util.Arrays;

/**
 * Which element of an operand each element of a result is, said axis by axis: element (i, j, ...)
 * of the result stands at {@code offsets[0][i] + offsets[1][j] + ...} of the operand. What is
 * {@link #NOWHERE} on any axis is left as it is.
 *
 * <p>Elements that stand side by side in both are moved together, whatever the axes.
 */
final class Picking {
  static final int NOWHERE = -1;

  /** Picks nothing. */
  static final Picking NOTHING = new Picking(new int[][] {{}});

  private final int[][] offsets; // of the axes around the runs
  private final int run;

  Picking(int[][] offsets) {
    int side = 1;
    int base = 0;
    int axes = offsets.length;
    while (axes > 0 && straight(offsets[axes - 1], side)) {
      axes--;
      base += offsets[axes][0];
      side *= offsets[axes].length;
    }
    this.run = side;
    this.offsets = axes == 0 ? new int[][] {{0}} : Arrays.copyOf(offsets, axes);
    this.offsets[this.offsets.length - 1] = moved(this.offsets[this.offsets.length - 1], base);
  }

  private static boolean straight(int[] axis, int step) {
    for (int i = 0; i < axis.length; i++) {
      if (axis[i] == NOWHERE || axis[i] != axis[0] + i * step) {
        return false;
      }
    }
    return axis.length > 0;
  }

  private static int[] moved(int[] axis, int base) {
    return base == 0
        ? axis
        : Arrays.stream(axis).map(o -> o == NOWHERE ? NOWHERE : o + base).toArray();
  }

  /** An axis that is gone along from its begin to its end. */
  static int[] along(int length, int stride) {
    int[] axis = new int[length];
    for (int i = 0; i < length; i++) {
      axis[i] = i * stride;
    }
    return axis;
  }

  /** result[i] = operand[of i], of arrays with so many places an element. */
  void copy(Object operand, Object result, int width) {
    if (operand instanceof float[] from && run == 1) {
      float[] to = (float[]) result;
      walk(
          0,
          0,
          0,
          (at, axis, place) -> {
            for (int i = 0; i < axis.length; i++) {
              if (axis[i] != NOWHERE) {
                to[place + i] = from[at + axis[i]];
              }
            }
          });
    } else {
      walk(
          0,
          0,
          0,
          (at, axis, place) -> {
            for (int i = 0; i < axis.length; i++) {
              if (axis[i] != NOWHERE) {
                int begin = (at + axis[i]) * width;
                System.arraycopy(operand, begin, result, (place + i * run) * width, run * width);
              }
            }
          });
    }
  }

  /** dOperand[of i] += dResult[i]. */
  void add(float[] dResult, float[] dOperand) {
    walk(
        0,
        0,
        0,
        (at, axis, place) -> {
          for (int i = 0; i < axis.length; i++) {
            if (axis[i] != NOWHERE) {
              int begin = at + axis[i];
              for (int k = 0; k < run; k++) {
                dOperand[begin + k] += dResult[place + i * run + k];
              }
            }
          }
        });
  }

  /** The last of the axes around the runs. */
  private interface Row {
    void go(int at, int[] axis, int place);
  }

  private int walk(int axis, int at, int place, Row row) {
    int[] here = offsets[axis];
    if (axis == offsets.length - 1) {
      row.go(at, here, place);
      return place + here.length * run;
    }
    int next = place;
    for (int offset : here) {
      next = offset == NOWHERE ? next + size(axis + 1) : walk(axis + 1, at + offset, next, row);
    }
    return next;
  }

  private int size(int from) {
    int size = run;
    for (int k = from; k < offsets.length; k++) {
      size *= offsets[k].length;
    }
    return size;
  }
}
