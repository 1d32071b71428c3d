package rondo.seq2seq;

import java.util.ArrayList;
import java.util.List;
import rondo.core.Kernels;
import rondo.core.Matrix;
import rondo.core.Pass;
import rondo.core.State;
import rondo.core.Weights;
import rondo.core.graph.Graph;
import rondo.core.graph.Value;
import rondo.engine.layer.Columns;
import rondo.engine.layer.Linear;

/**
 * From what an encoder said last to the state that a decoder starts from: s = tanh(W said + b), for
 * all parts of the state in one product. What a cell says is the first part of any cell's state, so
 * the two need not be alike.
 */
final class Bridge {
  private final Linear linear;
  private final List<Integer> widths; // of the parts

  Bridge(int said, List<Integer> state, Weights weights) {
    widths = List.copyOf(state);
    linear = new Linear(said, state.stream().mapToInt(w -> w).sum(), weights);
  }

  /** The parts side by side. */
  Matrix apply(Matrix said, Pass pass) {
    Matrix s = linear.apply(said, pass);
    pass.kernels().tanh(s.data(), s.offset(), s.size());
    return s;
  }

  /** Each part in memory of its own. */
  State parts(Matrix s, Pass pass) {
    List<Matrix> parts = new ArrayList<>();
    int at = 0;
    for (int width : widths) {
      parts.add(Columns.cut(pass, s, at, width));
      at += width;
    }
    return new State(parts);
  }

  /** The way back of {@link #apply} and {@link #parts}. */
  Matrix back(State dstart, Matrix s, Matrix said, Pass pass) {
    Kernels k = pass.kernels();
    State d = dstart.or(widths, s.rows(), pass);
    Matrix ds = Columns.join(pass, d.parts().toArray(new Matrix[0]));
    k.tanhBack(s.data(), s.offset(), ds.data(), ds.offset(), s.size()); // dz = ds (1 - s²)
    return linear.back(ds, said, pass);
  }

  /** The parts, [B,.] each, of what was said [B,V]. */
  List<Value> write(Graph g, Value said) {
    Value s = g.op("Tanh", linear.apply(g, said));
    List<Value> parts = new ArrayList<>();
    int at = 0;
    for (int width : widths) {
      parts.add(g.op("Slice", s, g.ints(at), g.ints(at + width), g.ints(1)));
      at += width;
    }
    return parts;
  }
}
