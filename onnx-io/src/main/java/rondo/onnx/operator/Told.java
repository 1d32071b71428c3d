package rondo.onnx.operator;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.onnx.operator.Operators.Applied;
import rondo.onnx.operator.Operators.Maker;

/** What is true or not of each value: of a truth value that it is none, of a float that it is. */
record Told(NodeWords words) implements Operator {
  static Map<String, Maker> makers() {
    return Map.of("Not", Told::of, "IsNaN", Told::of);
  }

  private static Applied of(NodeWords words) {
    return new Applied(new Told(words.only().alone()), words.operand(0));
  }

  @Override
  public List<List<Size>> sizes(List<List<Size>> operands, Supplier<Size> fresh) {
    return operands;
  }

  @Override
  public Computed compute(List<Tensor> operands, Room room) {
    Tensor x = operands.get(0);
    boolean not = words.node().op().name().equals("Not");
    if (x.type().whole() != not || not && x.type() != ElementType.BOOL) {
      throw words.unfit(x);
    }
    double[] values = Numbers.doubles(x).orElseThrow(() -> words.unfit(x));
    long[] y = room.longs(x.dims());
    for (int i = 0; i < y.length; i++) {
      y[i] = (not ? values[i] == 0 : Double.isNaN(values[i])) ? 1 : 0;
    }
    return Computed.fixed(new Tensor.Ints(x.dims(), y, ElementType.BOOL), 1);
  }

  @Override
  public List<Value> write(Graph graph, List<Value> operands) {
    return List.of(graph.op(words.node().op().name(), operands.get(0)));
  }
}
