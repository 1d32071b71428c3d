package rondo.onnx.foreign;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import rondo.core.graph.Attr;
import rondo.core.graph.Graph;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.onnx.operator.Size;
import rondo.onnx.operator.Softmax;

/**
 * Scores of the places of a memory, before a softmax over them: those past a source's length are
 * made as low as can be, so that no example looks at the padding of another.
 *
 * @param time the axis of the places
 * @param batch the axis of the examples
 * @param lengths [batch] of 64-bit integers
 */
record MaskStep(View x, int time, int batch, View lengths, Slot out) implements Step {
  private static final float LEAST = -Float.MAX_VALUE;

  /** Steps in which every softmax over the places of a memory sees no padding. */
  static List<Step> into(Reading reading, Size time, Size batch, View lengths) {
    List<Step> all = new ArrayList<>();
    for (Step step : reading.steps()) {
      if (step instanceof InterpretedStep s
          && s.operator() instanceof Softmax softmax
          && s.operands().get(0) instanceof Operand.Seen seen) {
        View x = seen.seen();
        int t = softmax.words().axis(softmax.axis(), x.rank());
        int b = x.sizes().indexOf(batch);
        boolean alone = !softmax.flat() || t == x.rank() - 1;
        if (alone && b >= 0 && b != t && x.size(t).equals(time)) {
          Slot slot = reading.slot(x.slot().type(), x.slot().learns());
          all.add(new MaskStep(x, t, b, lengths, slot));
          Operand masked = new Operand.Seen(View.of(slot, x.sizes()));
          all.add(new InterpretedStep(s.node(), softmax, List.of(masked), s.outs(), s.sizes()));
          continue;
        }
      }
      all.add(step);
    }
    return all;
  }

  @Override
  public Runnable forward(Run run) {
    Tensor.Floats seen = (Tensor.Floats) run.tensor(x);
    long[] each = run.wholes(lengths, lengths.order());
    List<Integer> dims = seen.dims();
    float[] y = seen.data().clone();
    clear(dims, each, y, LEAST);
    run.put(out, Block.of(y));
    return () -> back(run, dims, each);
  }

  private void back(Run run, List<Integer> dims, long[] each) {
    if (run.has(out)) {
      float[] d = run.gradient(out).exact().clone();
      clear(dims, each, d, 0);
      run.add(x, x.order(), Block.of(d));
    }
  }

  private void clear(List<Integer> dims, long[] each, float[] values, float to) {
    int places = dims.get(time);
    int rows = dims.get(batch);
    int perPlace = after(dims, time);
    int perRow = after(dims, batch);
    for (int i = 0; i < values.length; i++) {
      if (i / perPlace % places >= each[i / perRow % rows]) {
        values[i] = to;
      }
    }
  }

  private static int after(List<Integer> dims, int axis) {
    return dims.subList(axis + 1, dims.size()).stream().reduce(1, Math::multiplyExact);
  }

  @Override
  public List<View> reads() {
    return List.of(x, lengths);
  }

  @Override
  public List<Slot> writes() {
    return List.of(out);
  }

  @Override
  public void write(Writing w) {
    Graph g = w.graph();
    Value there = w.grouped(x, x.axes());
    Value n = along(g, w.grouped(lengths, lengths.axes()), batch);
    Value alive = g.op("Less", along(g, places(g, there, time), time), n);
    w.put(out, g.op("Where", alive, there, g.scalar(LEAST)), x.sizes());
  }

  /** 0, 1, … for the places along an axis. */
  static Value places(Graph g, Value x, int axis) {
    Map<String, Attr> one = Map.of("start", Attr.of(axis), "end", Attr.of(axis + 1));
    return g.op("Range", g.scalar(0), g.op("Squeeze", g.op("Shape", one, x)), g.scalar(1));
  }

  /** Values of one axis as those of this axis of many. */
  private Value along(Graph g, Value values, int axis) {
    List<Long> shape = new ArrayList<>(Collections.nCopies(x.rank(), 1L));
    shape.set(axis, -1L);
    return g.op("Reshape", values, g.ints(shape.stream().mapToLong(n -> n).toArray()));
  }
}
