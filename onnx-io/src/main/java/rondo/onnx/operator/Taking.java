package rondo.onnx.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;

/** The operands of an operator, gathered while it is made of a node. */
final class Taking {
  private final NodeWords words;
  private final List<Value> operands = new ArrayList<>();

  Taking(NodeWords words) {
    this.words = words;
  }

  /** Takes the node's input at a place, which must be there, as the next operand. */
  Taking input(int input) {
    operands.add(words.operand(input));
    return this;
  }

  /** Whole numbers of an input that must be there; an operand only where they are not known. */
  Given wholes(String called, int input) {
    Value v = words.operand(input);
    Optional<Tensor> constant = words.constants().apply(v);
    if (constant.isEmpty()) {
      operands.add(v);
    }
    return new Given(called, constant.map(t -> words.longs(t, called)), operands.size() - 1);
  }

  /** The same of an attribute or an input, or nothing where the node has neither. */
  Optional<Given> maybe(String called, int input) {
    Optional<long[]> said =
        words.wholes(called).map(a -> a.stream().mapToLong(Long::longValue).toArray());
    if (said.isPresent()) {
      return Optional.of(new Given(called, said, -1));
    }
    return words.node().input(input).none() ? Optional.empty() : Optional.of(wholes(called, input));
  }

  Operators.Applied by(Operator operator) {
    return new Operators.Applied(operator, operands);
  }
}
