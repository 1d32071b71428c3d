package rondo.onnx.operator;

import java.util.List;
import java.util.function.Supplier;
import rondo.core.graph.Graph;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;

/**
 * A standard operator as it is computed where no layer takes its place. Made by {@link Operators}
 * of a node, whose attributes and constant parameters (axes, bounds, paddings) it holds, whichever
 * version of the operator said them in whichever way; what is left are its operands.
 */
public interface Operator {
  /**
   * How long the axes of the results are, of operands of these sizes.
   *
   * @param fresh a new unknown, for an axis whose length depends on values
   */
  List<List<Size>> sizes(List<List<Size>> operands, Supplier<Size> fresh);

  /** The results, in memory that {@code room} grants. */
  Computed compute(List<Tensor> operands, Room room);

  /** Appends nodes that compute the same, of the versions that {@link Graph} writes (17). */
  List<Value> write(Graph graph, List<Value> operands);

  /** Results, and the way back. */
  record Computed(List<Tensor> results, Back back) {
    public Computed {
      results = List.copyOf(results);
    }

    /** One result that says nothing about the gradient of what it was made of. */
    static Computed fixed(Tensor result, int operands) {
      return new Computed(List.of(result), d -> java.util.Collections.nCopies(operands, Back.NONE));
    }

    Tensor result() {
      return results.get(0);
    }
  }

  /** The way back. */
  interface Back {
    /** No gradient: of operands that are no floats, and of those that it cannot flow through. */
    float[] NONE = new float[0];

    /**
     * The operands' gradients, each in the shape of its operand or {@link #NONE}, from the results'
     * gradients, each in the shape of its result ({@link #NONE} where it is no float). It is asked
     * once, and may answer with the arrays that it is given; no array is answered twice.
     */
    List<float[]> apply(List<float[]> gradients);
  }
}
