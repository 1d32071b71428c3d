package rondo.engine.train;

import java.util.List;
import java.util.Map;
import rondo.core.Batch;
import rondo.core.Carried;
import rondo.core.Demand;
import rondo.core.Flow;
import rondo.core.Init;
import rondo.core.Inputs;
import rondo.core.Layer;
import rondo.core.Matrix;
import rondo.core.Network;
import rondo.core.NetworkSpec;
import rondo.core.Param;
import rondo.core.Pass;
import rondo.core.Ports;
import rondo.core.Schema;
import rondo.core.Scores;
import rondo.core.Sequence;
import rondo.core.Settings;
import rondo.core.State;
import rondo.core.Trace;
import rondo.core.Weights;
import rondo.core.graph.Graph;
import rondo.core.graph.InputWires;
import rondo.core.graph.Wires;

/**
 * An embedding, h[t] = tanh(x[t] Wᵀ + h[t-1] Rᵀ + b), a linear head: small, recurrent, with a noise
 * of its own, and an embedding of which steps touch few rows.
 */
final class TinyNetwork implements Network {
  static final int D = 6;
  static final int H = 12;

  private final NetworkSpec spec;
  private final Param e; // V x D
  private final Param w; // H x D
  private final Param r; // H x H
  private final Param b; // 1 x H
  private final Head head;
  private final float drop; // of the hidden vectors

  TinyNetwork(int vocabulary, int outputs, float drop, Weights weights) {
    Schema tokens = Schema.of(Map.of("id", new Schema.Kind.Ids(vocabulary)));
    Demand demand = new Demand(Schema.NONE, tokens, Demand.Wanted.EACH_TOKEN, outputs);
    this.spec = new NetworkSpec("tiny", demand, Settings.NONE);
    this.drop = drop;
    this.e = weights.in("features").matrix("E", vocabulary, D, Init.uniform(0.5));
    this.w = weights.in("cell").matrix("W", H, D, Init.uniform(0.4));
    this.r = weights.in("cell").matrix("R", H, H, Init.uniform(0.4));
    this.b = weights.in("cell").matrix("b", 1, H, Init.ZEROS);
    this.head = new Head(outputs, weights.in("head"));
  }

  @Override
  public Trace forward(Batch batch, State start, Pass pass) {
    return run(batch.tokens(), start, pass);
  }

  private Trace run(Inputs tokens, State start, Pass pass) {
    int time = tokens.time();
    int batch = tokens.batch();
    int[] ids = tokens.ids("id");
    int[] lengths = tokens.lengths();
    Matrix x = pass.take(time * batch, D);
    for (int i = 0; i < ids.length; i++) {
      x.rows(i, 1).set(e.value().rows(ids[i], 1));
    }
    Matrix[] h = new Matrix[time + 1]; // h[t] is the state after t steps
    Matrix y = pass.zeros(time * batch, H);
    Matrix mask = pass.take(time * batch, H);
    h[0] = start.none() ? pass.zeros(batch, H) : start.part(0);
    for (int t = 0; t < time; t++) {
      Matrix a = pass.zeros(batch, H);
      pass.kernels().abt(x.rows(t * batch, batch), w.value(), a);
      pass.kernels().abt(h[t], r.value(), a);
      pass.kernels().bias(a, b.value());
      pass.kernels().tanh(a.data(), a.offset(), a.size());
      for (int row = 0; row < batch; row++) {
        for (int j = 0; j < H; j++) {
          boolean alive = t < lengths[row];
          int at = (t * batch + row) * H + j;
          boolean dropped = drop > 0 && pass.noise("drop").uniform(at) < drop;
          mask.data()[mask.offset() + at] = alive && !dropped ? 1 / (1 - drop) : 0;
          a.data()[a.at(row) + j] = alive ? a.get(row, j) : h[t].get(row, j);
          y.data()[y.offset() + at] = a.get(row, j) * mask.data()[mask.offset() + at];
        }
      }
      h[t + 1] = a;
    }
    Flow out = new Flow(new Sequence(time, y, lengths), State.of(h[time]));
    return new Trace(
        out,
        d -> {
          Matrix dy = d.like(out, pass).sequence().rows();
          Matrix dh = d.like(out, pass).state().part(0).copy();
          Matrix dx = pass.zeros(time * batch, D);
          for (int t = time - 1; t >= 0; t--) {
            Matrix da = pass.zeros(batch, H);
            Matrix before = pass.zeros(batch, H);
            for (int row = 0; row < batch; row++) {
              for (int j = 0; j < H; j++) {
                int at = (t * batch + row) * H + j;
                float sum =
                    dh.get(row, j) + dy.data()[dy.offset() + at] * mask.data()[mask.offset() + at];
                float out1 = h[t + 1].get(row, j);
                if (t < lengths[row]) {
                  da.data()[da.at(row) + j] = sum * (1 - out1 * out1);
                } else {
                  before.data()[before.at(row) + j] = dh.get(row, j);
                }
              }
            }
            pass.kernels().atb(da, x.rows(t * batch, batch), pass.gradient(w));
            pass.kernels().atb(da, h[t], pass.gradient(r));
            pass.kernels().sums(da, pass.gradient(b));
            pass.kernels().ab(da, w.value(), dx.rows(t * batch, batch));
            pass.kernels().ab(da, r.value(), before);
            dh = before;
          }
          for (int i = 0; i < ids.length; i++) {
            if (i / batch < lengths[i % batch]) {
              pass.rows(e).add(ids[i], dx.data(), dx.at(i));
            }
          }
          return new Flow(Sequence.NONE, State.of(dh));
        });
  }

  @Override
  public NetworkSpec spec() {
    return spec;
  }

  @Override
  public boolean streams() {
    return true;
  }

  @Override
  public Layer head() {
    return head;
  }

  @Override
  public Carried start(Inputs source, Pass pass) {
    return Carried.NONE;
  }

  @Override
  public Scored score(Inputs tokens, Carried carried, Pass pass) {
    TinyNetwork sober = this;
    Flow out = (drop > 0 ? sober.undropped() : sober).run(tokens, carried.state(), pass).output();
    Sequence scores = head.predict(Flow.of(out.sequence()), pass).sequence();
    return new Scored(new Scores(scores, Sequence.NONE), out.state());
  }

  private TinyNetwork undropped() {
    return new TinyNetwork(this);
  }

  private TinyNetwork(TinyNetwork other) {
    this.spec = other.spec;
    this.drop = 0;
    this.e = other.e;
    this.w = other.w;
    this.r = other.r;
    this.b = other.b;
    this.head = other.head;
  }

  @Override
  public CarriedWires writeStart(Graph graph, InputWires source) {
    throw new UnsupportedOperationException("not written");
  }

  @Override
  public ScoredWires writeScore(Graph graph, InputWires tokens, CarriedWires carried) {
    throw new UnsupportedOperationException("not written");
  }

  private static final class Head implements Layer {
    private final Param w; // outputs x H
    private final Param b; // 1 x outputs

    Head(int outputs, Weights weights) {
      w = weights.matrix("W", outputs, H, Init.uniform(0.4));
      b = weights.matrix("b", 1, outputs, Init.ZEROS);
    }

    @Override
    public Ports ports() {
      return new Ports(H, w.value().rows(), List.of(), true);
    }

    @Override
    public Trace forward(Flow in, Pass pass) {
      Matrix x = in.sequence().rows();
      Matrix y = pass.zeros(x.rows(), w.value().rows());
      pass.kernels().abt(x, w.value(), y);
      pass.kernels().bias(y, b.value());
      return new Trace(
          Flow.of(in.sequence().with(y)),
          d -> {
            Matrix dy = d.sequence().rows();
            Matrix dx = pass.zeros(x.rows(), H);
            pass.kernels().atb(dy, x, pass.gradient(w));
            pass.kernels().sums(dy, pass.gradient(b));
            pass.kernels().ab(dy, w.value(), dx);
            return Flow.of(in.sequence().with(dx));
          });
    }

    @Override
    public Wires write(Graph graph, Wires in) {
      throw new UnsupportedOperationException("not written");
    }
  }
}
