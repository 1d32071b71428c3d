package rondo.onnx.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import rondo.core.graph.Graph;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.onnx.operator.Operators.Applied;
import rondo.onnx.operator.Operators.Maker;

/**
 * A function of two values applied to any number of operands, one after the other.
 *
 * @param share by what the result is multiplied in the end, as for a mean
 */
record Folded(Broadcasted pair, float share) implements Operator {
  static Map<String, Maker> makers() {
    return Map.of(
        "Sum", words -> of(words.only(), Formula.ADD),
        "Mean", words -> of(words.only(), Formula.ADD),
        "Max", words -> of(words.only(), Formula.MAX),
        "Min", words -> of(words.only(), Formula.MIN));
  }

  private static Applied of(NodeWords words, Formula formula) {
    List<Value> operands = new ArrayList<>();
    for (int i = 0; i < Math.max(1, words.node().inputs().size()); i++) {
      operands.add(words.operand(i));
    }
    boolean mean = words.node().op().name().equals("Mean");
    Broadcasted pair = new Broadcasted(words, formula);
    return new Applied(new Folded(pair, mean ? 1f / operands.size() : 1), operands);
  }

  @Override
  public List<List<Size>> sizes(List<List<Size>> operands, Supplier<Size> fresh) {
    List<Size> all = operands.get(0);
    for (List<Size> each : operands.subList(1, operands.size())) {
      all = pair.words().broadcast(all, each, fresh);
    }
    return List.of(all);
  }

  @Override
  public Computed compute(List<Tensor> operands, Room room) {
    Tensor result = operands.get(0);
    List<Back> backs = new ArrayList<>();
    for (Tensor each : operands.subList(1, operands.size())) {
      Computed next = pair.compute(List.of(result, each), room);
      result = next.result();
      backs.add(0, next.back());
    }
    if (share != 1) {
      scale(result);
    }
    return new Computed(List.of(result), gradients -> back(backs, gradients.get(0)));
  }

  /** The result of a pair is nobody else's. */
  private void scale(Tensor result) {
    if (result instanceof Tensor.Floats t) {
      scale(t.data());
    } else if (result instanceof Tensor.Doubles t) {
      for (int i = 0; i < t.data().length; i++) {
        t.data()[i] *= share;
      }
    } else {
      throw pair.words().unfit(result);
    }
  }

  private void scale(float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] *= share;
    }
  }

  private List<float[]> back(List<Back> backs, float[] d) {
    if (share != 1) {
      scale(d);
    }
    List<float[]> all = new ArrayList<>();
    float[] left = d;
    for (Back each : backs) {
      List<float[]> both = each.apply(List.of(left));
      left = both.get(0);
      all.add(0, both.get(1));
    }
    all.add(0, left);
    return all;
  }

  @Override
  public List<Value> write(Graph graph, List<Value> operands) {
    String name = pair.words().node().op().name();
    return List.of(graph.op(name, operands.toArray(Value[]::new)));
  }
}
