package rondo.onnx.operator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.OpId;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.onnx.operator.Operators.Applied;
import rondo.onnx.operator.Operators.Maker;

/**
 * What gives what it is given, of any type; a dropout in use does.
 *
 * @param masked whether a second result tells that nothing was dropped
 */
record Same(boolean masked) implements Operator {
  static Map<String, Maker> makers() {
    return Map.of("Identity", words -> of(words.only()), "Dropout", Same::dropout);
  }

  /** An operator that has nothing to do. */
  static Applied of(NodeWords words) {
    return new Applied(new Same(false), words.operand(0));
  }

  private static Applied dropout(NodeWords words) {
    words.only("ratio", "seed");
    boolean training =
        words
            .constant(2, "training_mode")
            .map(
                t -> !(t instanceof Tensor.Ints i) || Arrays.stream(i.data()).anyMatch(x -> x != 0))
            .orElse(false);
    if (training) {
      throw words.refused("training_mode must be false; export the model for use");
    }
    boolean masked = !words.node().output(1).none();
    if (masked && words.opset() < 12) {
      throw words.refused("in use its mask means something since version 12; leave it out");
    }
    return new Applied(new Same(masked), words.operand(0));
  }

  @Override
  public List<List<Size>> sizes(List<List<Size>> operands, Supplier<Size> fresh) {
    return Collections.nCopies(masked ? 2 : 1, operands.get(0));
  }

  @Override
  public Computed compute(List<Tensor> operands, Room room) {
    Tensor x = operands.get(0);
    List<Tensor> results = new ArrayList<>(List.of(x));
    if (masked) {
      long[] all = room.longs(x.dims());
      Arrays.fill(all, 1);
      results.add(new Tensor.Ints(x.dims(), all, ElementType.BOOL));
    }
    return new Computed(results, d -> List.of(d.get(0)));
  }

  @Override
  public List<Value> write(Graph graph, List<Value> operands) {
    Value x = operands.get(0);
    return masked
        ? graph.node(OpId.onnx("Dropout"), 2, Map.of(), x)
        : List.of(graph.op("Identity", x));
  }
}
