package rondo.onnx.foreign;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rondo.core.ModelFormatException;
import rondo.core.ShapeException;
import rondo.core.graph.Node;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.onnx.operator.Operator;
import rondo.onnx.operator.Room;
import rondo.onnx.operator.Size;

/**
 * An operator that is computed as it stands.
 *
 * @param node what the file said
 * @param sizes how long the axes of the results are, checked where it is known, bound where not
 */
record InterpretedStep(
    Node node, Operator operator, List<Operand> operands, List<Slot> outs, List<List<Size>> sizes)
    implements Step {

  @Override
  public Runnable forward(Run run) {
    List<Tensor> in = new ArrayList<>();
    operands.forEach(o -> in.add(o.tensor(run)));
    Operator.Computed done;
    try {
      done = operator.compute(in, Room.inUse());
    } catch (ShapeException | ModelFormatException e) {
      String said = String.valueOf(e.getMessage());
      throw new ShapeException("%s", said.startsWith(node.who()) ? said : node.who() + ": " + said);
    }
    for (int i = 0; i < outs.size(); i++) {
      Tensor result = done.results().get(i);
      run.bind(sizes.get(i), result.dims(), node.who());
      run.put(outs.get(i), result);
    }
    return () -> back(run, done);
  }

  private void back(Run run, Operator.Computed done) {
    if (outs.stream().noneMatch(s -> s.learns() && run.has(s))) {
      return;
    }
    List<float[]> gradients = new ArrayList<>();
    for (int i = 0; i < done.results().size(); i++) {
      boolean floats = i < outs.size() && outs.get(i).floats();
      gradients.add(floats ? run.gradient(outs.get(i)).exact() : none(done.results().get(i)));
    }
    List<float[]> d = done.back().apply(gradients);
    for (int i = 0; i < operands.size(); i++) {
      Optional<View> read = operands.get(i).view();
      if (read.isPresent() && d.get(i).length > 0) {
        run.add(read.get(), read.get().order(), Block.of(d.get(i)));
      }
    }
  }

  private static float[] none(Tensor result) {
    return result instanceof Tensor.Floats f ? new float[f.data().length] : Operator.Back.NONE;
  }

  @Override
  public List<View> reads() {
    return operands.stream().flatMap(o -> o.view().stream()).toList();
  }

  @Override
  public List<Slot> writes() {
    return outs;
  }

  @Override
  public void write(Writing w) {
    List<Value> in = new ArrayList<>();
    operands.forEach(o -> in.add(o.write(w)));
    List<Value> made = operator.write(w.graph(), in);
    for (int i = 0; i < outs.size(); i++) {
      w.put(outs.get(i), made.get(i), sizes.get(i));
    }
  }
}
