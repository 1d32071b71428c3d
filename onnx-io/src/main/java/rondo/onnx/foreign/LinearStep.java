package rondo.onnx.foreign;

import java.util.ArrayList;
import java.util.List;
import rondo.core.Matrix;
import rondo.engine.layer.Linear;
import rondo.onnx.operator.Size;

/**
 * y = x Wᵀ + b along the last axis of a view.
 *
 * @param places the other atoms, in the order in which they lie in memory
 */
record LinearStep(Linear layer, View x, List<Atom> places, Slot out) implements Step {
  @Override
  public Runnable forward(Run run) {
    Matrix in = run.ordered(x, order()).rows(layer.ports().in());
    run.put(out, Block.of(layer.apply(in, run.pass())));
    return () -> {
      if (run.has(out)) {
        Matrix dy = run.gradient(out).rows(layer.ports().out());
        run.add(x, order(), Block.of(layer.back(dy, in, run.pass())));
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

  /** Before any product: the vectors lie together. */
  private List<Atom> order() {
    List<Atom> all = new ArrayList<>(places);
    all.addAll(x.axes().get(x.rank() - 1));
    return all;
  }

  @Override
  public void write(Writing w) {
    List<List<Atom>> groups = new ArrayList<>();
    places.forEach(a -> groups.add(List.of(a)));
    groups.add(x.axes().get(x.rank() - 1));
    List<Size> sizes = new ArrayList<>(places.stream().map(Atom::size).toList());
    sizes.add(Size.of(layer.ports().out()));
    w.put(out, layer.apply(w.graph(), w.grouped(x, groups)), sizes);
  }
}
