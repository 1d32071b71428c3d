package rondo.onnx.operator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import rondo.core.graph.Tensor;

/** An operator each of whose result's elements is one of an operand's, or a filler. */
interface Move extends Operator {
  /** The dims of the result; checks the operands. */
  List<Integer> dims(List<Tensor> operands);

  /** Where its elements are found in the operand, as {@link Picking} takes it. */
  int[][] offsets(List<Tensor> operands, List<Integer> dims);

  /** Which of the operands is moved. */
  default int moved() {
    return 0;
  }

  /** What stands where nothing is picked; zeros where it is not said. */
  default Optional<Tensor> filler() {
    return Optional.empty();
  }

  @Override
  default Computed compute(List<Tensor> operands, Room room) {
    Tensor x = operands.get(moved());
    List<Integer> dims = dims(operands);
    int count = room.grant(dims);
    Object result = Elements.fresh(x, count);
    filler().ifPresent(value -> Elements.fill(result, value));
    Picking picking = count == 0 ? Picking.NOTHING : new Picking(offsets(operands, dims));
    picking.copy(Elements.array(x), result, Elements.width(x));
    Tensor y = Elements.tensor(x, dims, result);
    return x instanceof Tensor.Floats
        ? new Computed(List.of(y), d -> gradients(operands, picking, d.get(0)))
        : Computed.fixed(y, operands.size());
  }

  private List<float[]> gradients(List<Tensor> operands, Picking picking, float[] dy) {
    float[] dx = new float[Elements.count(operands.get(moved()))];
    picking.add(dy, dx); // dx[of i] += dy[i]
    return only(moved(), dx, operands.size());
  }

  /** One operand's gradient, among operands that have none. */
  static List<float[]> only(int operand, float[] gradient, int operands) {
    List<float[]> all = new ArrayList<>(Collections.nCopies(operands, Back.NONE));
    all.set(operand, gradient);
    return all;
  }
}
