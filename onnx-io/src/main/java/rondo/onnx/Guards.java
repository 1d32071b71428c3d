package rondo.onnx;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import rondo.core.graph.Tensor;
import rondo.engine.graph.GraphInputs;

/**
 * Refuses what ONNX Runtime does not survive: it aborts the process on an empty batch, no time
 * steps, or an empty array of strings; and what it reads otherwise than it was written: its Java
 * hands strings over in Java's own form of UTF-8, where NUL and characters beyond U+FFFF are
 * others.
 */
final class Guards {
  /** The names of each input's dimensions, as far as the file gives them. */
  private final Map<String, List<String>> dims;

  Guards(Map<String, List<String>> dims) {
    this.dims = Map.copyOf(dims);
  }

  void check(Map<String, Tensor> inputs) {
    inputs.forEach(
        (name, tensor) -> {
          if (tensor.dims().contains(0)) {
            throw new IllegalArgumentException(
                "input '%s' is empty, its dims are %s; run a batch of at least one example and step"
                    .formatted(name, tensor.dims()));
          }
          if (tensor instanceof Tensor.Strings strings) {
            for (String each : strings.data()) {
              text(name, each);
            }
          }
        });
    inputs.forEach(
        (name, tensor) -> {
          boolean lengths =
              name.equals(GraphInputs.LENGTHS) || name.endsWith("/" + GraphInputs.LENGTHS);
          if (lengths && tensor instanceof Tensor.Ints ints) {
            lengths(name, ints, inputs);
          }
        });
  }

  private static void text(String name, String text) {
    if (text.isEmpty() && name.equals(GraphInputs.TEXT)) {
      throw new IllegalArgumentException(
          "input '%s' has an empty string; leave it out".formatted(name));
    }
    if (!OrtTensors.plain(text).equals(text)) {
      throw new IllegalArgumentException(
          "input '%s' has a character that ONNX Runtime's Java garbles, NUL or one beyond U+FFFF; put U+FFFD in its place"
              .formatted(name));
    }
  }

  private void lengths(String name, Tensor.Ints lengths, Map<String, Tensor> inputs) {
    int time = time(name, inputs);
    for (long each : lengths.data()) {
      if (each < 0 || each > time) {
        throw new IllegalArgumentException(
            "input '%s' has a length of %d where there are %d steps".formatted(name, each, time));
      }
    }
  }

  /**
   * The steps of what has examples [T,B,…] of some lengths [B]. Where the file does not name its
   * dimensions so, at least nothing is longer than the longest dimension of a column beside them.
   */
  private int time(String lengths, Map<String, Tensor> inputs) {
    String stem = lengths.substring(0, lengths.length() - GraphInputs.LENGTHS.length());
    String batch = dim(lengths, 0);
    int named = 0;
    int longest = 0;
    for (Map.Entry<String, Tensor> each : inputs.entrySet()) {
      String column = each.getKey();
      List<Integer> there = each.getValue().dims();
      boolean beside = column.startsWith(stem) && column.indexOf('/', stem.length()) < 0;
      if (!batch.isEmpty() && batch.equals(dim(column, 1))) {
        named = Math.max(named, there.get(0));
      } else if (beside && there.size() > 1) {
        longest = Math.max(longest, Collections.max(there));
      }
    }
    int time = named == 0 ? longest : named;
    return time == 0 ? Integer.MAX_VALUE : time;
  }

  private String dim(String input, int axis) {
    List<String> names = dims.getOrDefault(input, List.of());
    return axis < names.size() ? names.get(axis) : "";
  }
}
