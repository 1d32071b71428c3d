package rondo.onnx.foreign;

import java.util.Set;
import rondo.core.graph.Node;
import rondo.core.graph.Tensor;

/** What is zero whatever is fed, however long an exporter wrote it. */
final class Zeros {
  private static final Set<String> KEEPING =
      Set.of(
          "Expand",
          "Slice",
          "Squeeze",
          "Unsqueeze",
          "Transpose",
          "Reshape",
          "Identity",
          "Cast",
          "CastLike",
          "Tile",
          "Gather",
          "Split",
          "Mul");

  private Zeros() {}

  static boolean all(Tensor t) {
    if (t instanceof Tensor.Floats f) {
      for (float each : f.data()) {
        if (each != 0) {
          return false;
        }
      }
      return f.data().length > 0;
    }
    return false;
  }

  /** Whether a node's results are zeros because of what it reads. */
  static boolean made(Node node, Reading reading) {
    if (!node.op().domain().isEmpty() || node.inputs().isEmpty()) {
      return false;
    }
    return switch (node.op().name()) {
      case "ConstantOfShape" ->
          node.attribute("value", rondo.core.graph.Attr.Constant.class)
              .map(a -> all(a.value()))
              .orElse(true);
      case "Concat" -> node.inputs().stream().allMatch(v -> !v.none() && reading.zero(v));
      default ->
          KEEPING.contains(node.op().name())
              && !node.input(0).none()
              && reading.zero(node.input(0));
    };
  }
}
