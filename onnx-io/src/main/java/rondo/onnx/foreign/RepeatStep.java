package rondo.onnx.foreign;

import java.util.List;
import rondo.core.graph.Graph;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.onnx.operator.Size;

/**
 * The same rows for every example.
 *
 * @param rows one after the other
 * @param count how many
 * @param out [count, batch, width]
 */
record RepeatStep(float[] rows, int count, Size batch, Slot out) implements Step {
  @Override
  public Runnable forward(Run run) {
    int B = run.length(batch);
    int width = rows.length / count;
    Block to = Block.taken(run.pass(), count * B * width);
    for (int i = 0; i < count * B; i++) {
      System.arraycopy(rows, i / B * width, to.data(), to.offset() + i * width, width);
    }
    run.put(out, to);
    return () -> {};
  }

  @Override
  public List<View> reads() {
    return List.of();
  }

  @Override
  public List<Slot> writes() {
    return List.of(out);
  }

  @Override
  public void write(Writing w) {
    Graph g = w.graph();
    int width = rows.length / count;
    Value one = g.constant(w.fresh(), new Tensor.Floats(List.of(count, 1, width), rows));
    List<Size> sizes = List.of(Size.of(count), batch, Size.of(width));
    w.put(out, g.op("Expand", one, w.sizes(sizes)), sizes);
  }
}
