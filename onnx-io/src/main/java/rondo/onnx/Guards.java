package rondo.onnx;

import java.util.List;
import java.util.Map;
import rondo.core.graph.Tensor;
import rondo.engine.graph.GraphInputs;

/**
 * Refuses what ONNX Runtime does not survive: it aborts the process on an empty batch, no time
 * steps, or an empty array of strings.
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

  private void lengths(String name, Tensor.Ints lengths, Map<String, Tensor> inputs) {
    String stem = name.substring(0, name.length() - GraphInputs.LENGTHS.length());
    int time = Integer.MAX_VALUE;
    for (Map.Entry<String, Tensor> each : inputs.entrySet()) {
      String column = each.getKey();
      boolean beside = column.startsWith(stem) && column.indexOf('/', stem.length()) < 0;
      if (beside && each.getValue().dims().size() > 1) {
        time = Math.min(time, time(dim(name, 0), column, each.getValue()));
      }
    }
    for (long each : lengths.data()) {
      if (each < 0 || each > time) {
        throw new IllegalArgumentException(
            "input '%s' has a length of %d where there are %d steps".formatted(name, each, time));
      }
    }
  }

  /** The steps of a column: its first dimension, or the second where the first is the batch. */
  private int time(String batch, String column, Tensor tensor) {
    String first = dim(column, 0);
    int a = tensor.dims().get(0);
    int b = tensor.dims().get(1);
    return first.isEmpty() ? Math.max(a, b) : first.equals(batch) ? b : a;
  }

  private String dim(String input, int axis) {
    List<String> names = dims.getOrDefault(input, List.of());
    return axis < names.size() ? names.get(axis) : "";
  }
}
