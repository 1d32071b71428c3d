package rondo.onnx.foreign;

import java.util.List;

/** What a view shows, in memory of its own. */
record CopyStep(View x, Slot out) implements Step {
  @Override
  public Runnable forward(Run run) {
    run.put(out, run.ordered(x, x.order()));
    return () -> {
      if (run.has(out)) {
        run.add(x, x.order(), run.gradient(out));
      }
    };
  }

  @Override
  public List<View> reads() {
    return List.of(x);
  }

  @Override
  public List<Slot> writes() {
    return List.of(out);
  }

  @Override
  public void write(Writing w) {
    w.put(out, w.grouped(x, x.axes()), x.sizes());
  }
}
