package rondo.onnx.operator;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import rondo.core.graph.Graph;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;

/**
 * Whole numbers that say how an operator moves: those of a constant, or of an operand in use.
 *
 * @param operand which of the operands holds them where they are not known
 */
record Given(String called, Optional<long[]> known, int operand) {
  private static final int MOST_AXES = 64;

  long[] in(List<Tensor> operands, NodeWords words) {
    return known.orElseGet(() -> words.longs(operands.get(operand), called));
  }

  /** How many there are; must be known, since it is a number of axes. */
  int count(List<List<Size>> operands, NodeWords words) {
    if (known.isPresent() && known.get().length <= MOST_AXES) {
      return known.get().length;
    }
    if (known.isPresent()) {
      throw words.refused("%s has %d axes", called, known.get().length);
    }
    List<Size> dims = operands.get(operand);
    if (dims.size() != 1 || !dims.get(0).known() || dims.get(0).number() > MOST_AXES) {
      throw words.refused(
          "%s must be a list whose length is known, is computed in use with dims %s", called, dims);
    }
    return (int) dims.get(0).number();
  }

  Value write(Graph graph, List<Value> operands) {
    return known.map(graph::ints).orElseGet(() -> operands.get(operand));
  }

  static Value write(Optional<Given> given, Graph graph, List<Value> operands) {
    return given.map(g -> g.write(graph, operands)).orElse(Value.NONE);
  }

  @Override
  public String toString() {
    return called + known.map(k -> " " + Arrays.toString(k)).orElse("");
  }
}
