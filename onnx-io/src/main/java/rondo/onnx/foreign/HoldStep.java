package rondo.onnx.foreign;

import java.util.List;
import rondo.onnx.operator.Size;

/** Puts into a slot what stood in none: a constant, or lengths of axes. */
record HoldStep(Operand operand, List<Size> sizes, Slot out) implements Step {
  @Override
  public Runnable forward(Run run) {
    run.put(out, operand.tensor(run));
    return () -> {};
  }

  @Override
  public List<View> reads() {
    return operand.view().stream().toList();
  }

  @Override
  public List<Slot> writes() {
    return List.of(out);
  }

  @Override
  public void write(Writing w) {
    w.put(out, operand.write(w), sizes);
  }
}
