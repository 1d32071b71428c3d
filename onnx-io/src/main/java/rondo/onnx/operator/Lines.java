package rondo.onnx.operator;

import java.util.List;

/**
 * The lines of a tensor along one axis, or along several neighbours taken as one.
 *
 * @param outer how many blocks of lines there are
 * @param length how long a line is
 * @param inner how many lines stand side by side in a block, which is how far its values are apart
 */
record Lines(int outer, int length, int inner) {
  /** What to do at a line, by where it begins. */
  interface Line {
    void at(int start);
  }

  static Lines along(int axis, List<Integer> dims) {
    return new Lines(
        Elements.count(dims, 0, axis), dims.get(axis), Elements.count(dims, axis + 1, dims.size()));
  }

  /** All axes from one on as one. */
  static Lines from(int axis, List<Integer> dims) {
    return new Lines(Elements.count(dims, 0, axis), Elements.count(dims, axis, dims.size()), 1);
  }

  void each(Line line) {
    for (int o = 0; o < outer; o++) {
      for (int i = 0; i < inner; i++) {
        line.at(o * length * inner + i);
      }
    }
  }
}
