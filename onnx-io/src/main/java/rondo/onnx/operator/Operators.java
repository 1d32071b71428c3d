package rondo.onnx.operator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rondo.core.graph.OpId;
import rondo.core.graph.Value;

/** The standard operators that are computed as they stand, by name. */
public final class Operators {
  /** Makes an operator of what a node says, or refuses it in a sentence. */
  public interface Maker {
    Applied make(NodeWords words);
  }

  /** An operator and its operands, constants that it holds left out. */
  public record Applied(Operator operator, List<Value> operands) {
    Applied(Operator operator, Value... operands) {
      this(operator, List.of(operands));
    }
  }

  private static final Map<String, Maker> MAKERS = makers();

  private Operators() {}

  private static Map<String, Maker> makers() {
    Map<String, Maker> all = new HashMap<>();
    all.putAll(Moves.makers());
    all.putAll(Same.makers());
    all.putAll(Pointwise.makers());
    all.putAll(Clip.makers());
    all.putAll(Broadcasted.makers());
    all.putAll(Folded.makers());
    all.putAll(Compared.makers());
    all.putAll(Told.makers());
    all.putAll(Where.makers());
    all.putAll(Reduction.makers());
    all.putAll(Extreme.makers());
    all.putAll(CumSum.makers());
    all.putAll(Softmax.makers());
    all.putAll(Normalised.makers());
    all.putAll(Batched.makers());
    all.putAll(MatMul.makers());
    all.putAll(Gemm.makers());
    all.putAll(Einsum.makers());
    all.putAll(Conv.makers());
    all.putAll(Pool.makers());
    return Map.copyOf(all);
  }

  /** Whether an operator of this name is computed here. */
  public static boolean know(OpId op) {
    return op.domain().isEmpty() && MAKERS.containsKey(op.name());
  }

  /** The operator that a node applies; nothing where it is not among these. */
  public static Optional<Applied> of(NodeWords words) {
    return know(words.node().op())
        ? Optional.ofNullable(MAKERS.get(words.node().op().name())).map(m -> m.make(words))
        : Optional.empty();
  }
}
