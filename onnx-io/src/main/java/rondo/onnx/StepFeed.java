package rondo.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import rondo.core.Carried;
import rondo.core.Demand;
import rondo.core.Inputs;
import rondo.core.Matrix;
import rondo.core.Sequence;
import rondo.core.State;
import rondo.core.graph.ElementType;
import rondo.core.graph.InputWires.ColumnWires;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.core.graph.Wires;
import rondo.engine.graph.GraphInputs;

/** What a step reads, as values of the wires between which it is written. */
final class StepFeed {
  private StepFeed() {}

  /**
   * Tokens, and what a model carries.
   *
   * @param carried its rows stand as a graph's do: row r is about example r mod B
   */
  static SortedMap<String, Tensor> of(
      Drawn.Step step, Demand demand, Inputs tokens, Carried carried) {
    SortedMap<String, Tensor> values = GraphInputs.feed(demand.tokens(), tokens);
    SortedMap<String, Tensor> fed = new TreeMap<>();
    fed.put(step.tokens().lengths().name(), Proof.output(values, GraphInputs.LENGTHS));
    step.tokens()
        .columns()
        .forEach((name, wire) -> fed.put(value(wire).name(), Proof.output(values, name)));
    for (int i = 0; i < carried.state().parts().size(); i++) {
      Matrix part = carried.state().part(i);
      fed.put(step.carried().state().get(i).name(), floats(part, part.rows(), part.cols()));
    }
    for (int i = 0; i < carried.memory().size(); i++) {
      Sequence memory = carried.memory().get(i);
      Wires wires = step.carried().memory().get(i);
      fed.put(
          wires.sequence().name(),
          floats(memory.rows(), memory.time(), memory.batch(), memory.width()));
      long[] lengths = Arrays.stream(memory.lengths()).asLongStream().toArray();
      fed.put(
          wires.lengths().name(),
          new Tensor.Ints(List.of(lengths.length), lengths, ElementType.INT32));
    }
    return fed;
  }

  private static Value value(ColumnWires wires) {
    if (wires instanceof ColumnWires.Ids ids) {
      return ids.ids();
    }
    if (wires instanceof ColumnWires.Reals reals) {
      return reals.values();
    }
    throw new IllegalStateException("a step reads no column of sequences");
  }

  private static Tensor floats(Matrix m, Integer... dims) {
    float[] data = Arrays.copyOfRange(m.data(), m.offset(), m.offset() + m.size());
    return new Tensor.Floats(List.of(dims), data);
  }

  /** Two rows for each example, as hypotheses are: row r is about example r mod B. */
  static Carried twice(Carried carried) {
    int B = carried.owner().length;
    int[] owner = new int[2 * B];
    Arrays.setAll(owner, r -> carried.owner()[r % B]);
    List<Matrix> parts = new ArrayList<>();
    for (Matrix part : carried.state().parts()) {
      Matrix both = Matrix.zeros(2 * B, part.cols());
      both.rows(0, B).set(part);
      both.rows(B, B).set(part);
      parts.add(both);
    }
    return new Carried(new State(parts), carried.memory(), owner);
  }
}
