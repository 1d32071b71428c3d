package rondo.core;

import java.util.ArrayList;
import java.util.List;

/**
 * A cell unrolled over the steps of one batch. The cell writes what one step computes and its
 * mirror, on packed rows that know no padding; the order of things is kept here: one product for
 * the inputs of all steps up front, one recurrent product a step, and one product for each
 * parameter's gradient at the end.
 */
public abstract class Unrolled implements Unroll {
  /** How many rows a prediction holds at a time, so that streams of any length fit in memory. */
  static final int STRETCH = 512;

  /**
   * So many examples are worth a thread of their own, as long as a core's cache holds the weights.
   */
  private static final int SHARE = 16;

  private static final int SMALL = 256; // units

  protected final Pass pass;
  protected final Kernels k;

  /** Which example stands in which row; N rows in all, of B examples. */
  protected Packing rows;

  private final Ports ports;
  private final List<Matrix> states = new ArrayList<>(); // (B+N) x width: the start, then each step
  private final List<Matrix> dstates = new ArrayList<>(); // B x width: of the state at hand
  private Matrix inputs = Matrix.NONE; // N x I, as far as the steps have come
  private int t; // steps taken and not taken back
  private int taken; // before the way back
  private boolean turned;

  protected Unrolled(Cell cell, Packing rows, Pass pass) {
    this.ports = cell.ports();
    this.rows = rows;
    this.pass = pass;
    this.k = pass.kernels();
    for (int width : ports.state()) {
      states.add(pass.take(rows.batch() + rows.rows(), width));
      dstates.add(pass.take(rows.batch(), width));
    }
  }

  /** What a cell writes: the sums that inputs alone give, for the packed rows from {@code row}. */
  protected abstract void project(Matrix x, int row);

  /**
   * What a cell may tell: where {@link #project} writes, a row for each packed row. Then inputs
   * that are equal, as those of a word that occurs again, are projected once in use.
   */
  protected Matrix sums() {
    return Matrix.NONE;
  }

  /** What a cell writes: the states after step t, from those before it and the sums of its rows. */
  protected abstract void step(int t);

  /** What a cell writes: takes the memory that the way back needs. */
  protected abstract void turn();

  /**
   * What a cell writes: the mirror of {@link #step}. Of the gradients of the states after step t it
   * makes those of the states before, in the first {@code rows.alive(t)} rows, and those of the
   * sums.
   */
  protected abstract void back(int t);

  /** What a cell writes: the mirror of {@link #project}; adds to dx. */
  protected abstract void unproject(int row, Matrix dx);

  /** What a cell writes: adds the parameters' gradients of all steps. */
  protected abstract void learn(Matrix x);

  /** A part of the states: (B+N) x width, see {@link Packing#before} and {@link Packing#after}. */
  protected final Matrix state(int part) {
    return states.get(part);
  }

  /** The gradient of a part of the state at hand: B x width, those alive first. */
  protected final Matrix dstate(int part) {
    return dstates.get(part);
  }

  // whole sequences

  final Trace forward(Flow in) {
    Sequence x = in.sequence();
    start(in.state().or(ports.state(), rows.batch(), pass));
    inputs = rows.pack(x.rows(), pass);
    project(inputs, 0);
    while (t < rows.time()) {
      step(t++);
    }
    Flow out = new Flow(x.with(rows.unpack(outputs(), pass)), state());
    return new Trace(
        out,
        gradient -> {
          backward(gradient);
          Sequence dx = in.fixed() ? Sequence.NONE : x.with(inputGradient());
          return new Flow(dx, finish());
        });
  }

  private void backward(Flow gradient) {
    Sequence dy = gradient.sequence();
    turn(gradient.state());
    while (t > 0) {
      t--;
      if (dy.time() > 0) {
        rows.addStep(t, dy.step(t), dstate(0));
      }
      back(t);
    }
  }

  private Matrix inputGradient() {
    Matrix dx = pass.zeros(rows.rows(), ports.in());
    unproject(0, dx);
    return rows.unpack(dx, pass);
  }

  /** The packed outputs; part 0 of the state is always the output. */
  private Matrix outputs() {
    return state(0).rows(rows.batch(), rows.rows());
  }

  // streams: a stretch at a time in the memory of the first

  /**
   * How many of the examples a thread predicts by itself. Larger weights are better read once for
   * all of them, by threads that share each product.
   */
  static int share(int batch, int units) {
    int threads = units > SMALL ? 1 : Math.max(1, batch / SHARE);
    return Math.max(1, (batch + threads - 1) / threads);
  }

  /** Predicts the examples of a packing of all steps. */
  final void predict(Sequence in, State start, Packing all, Sequence out, State end) {
    int B = in.batch();
    int stretch = rows.time();
    Matrix x = in.rows();
    Matrix y = out.rows();
    Matrix piece = pass.take(rows.rows(), ports.in());
    start(start);
    for (int from = 0; from < all.time(); from += stretch) {
      rows = all.steps(from, Math.min(stretch, all.time() - from));
      for (t = 0; t < rows.time(); t++) {
        rows.packStep(t, x.rows((from + t) * B, B), piece);
      }
      projectOnce(piece.rows(0, rows.rows()));
      for (t = 0; t < rows.time(); t++) {
        step(t);
        rows.unpackStep(t, outputs(), y.rows((from + t) * B, B));
      }
      states.forEach(rows::carry);
    }
    for (int i = 0; i < states.size(); i++) {
      rows.standing(state(i), 0, end.part(i));
    }
  }

  private void projectOnce(Matrix x) {
    Matrix sums = sums();
    if (sums.rows() < x.rows()) { // the cell does not tell
      project(x, 0);
      return;
    }
    Distinct distinct = Distinct.gather(x);
    project(x.rows(0, distinct.count()), 0);
    distinct.spread(sums);
  }

  // decoders: a step at a time

  final Unroll from(State start) {
    start(start.or(ports.state(), rows.batch(), pass));
    inputs = pass.take(rows.rows(), ports.in());
    return this;
  }

  @Override
  public final Matrix step(Matrix x) {
    if (x.rows() != rows.batch() || x.cols() != ports.in() || t == rows.time()) {
      throw new ShapeException(
          "step %d of %d reads %d x %d, got %s",
          t, rows.time(), rows.batch(), ports.in(), x.shape());
    }
    rows.packStep(t, x, inputs);
    project(inputs.rows(rows.first(t), rows.alive(t)), rows.first(t));
    step(t);
    Matrix y = pass.zeros(rows.batch(), ports.out());
    rows.unpackStep(t++, outputs(), y);
    return y;
  }

  @Override
  public final State state() {
    List<Matrix> parts = new ArrayList<>();
    for (Matrix s : states) {
      Matrix part = pass.take(rows.batch(), s.cols());
      rows.standing(s, t, part);
      parts.add(part);
    }
    return new State(parts);
  }

  @Override
  public final Matrix back(Matrix dy, State dstate) {
    if (!turned) {
      turn(dstate);
    } else if (!dstate.none()) {
      for (int i = 0; i < dstates.size(); i++) {
        rows.addSorted(dstate.part(i), dstate(i));
      }
    }
    rows.addStep(--t, dy, dstate(0));
    back(t);
    Matrix dx = pass.zeros(rows.alive(t), ports.in());
    unproject(rows.first(t), dx);
    Matrix padded = pass.zeros(rows.batch(), ports.in());
    rows.steps(t, 1).unpackStep(0, dx, padded);
    return padded;
  }

  @Override
  public final State finish() {
    if (t > 0) {
      throw new IllegalStateException(t + " steps are not taken back");
    }
    if (!turned) {
      turn(State.NONE);
    }
    rows = rows.steps(0, taken);
    learn(inputs.rows(0, rows.rows()));
    List<Matrix> parts = new ArrayList<>();
    for (Matrix d : dstates) {
      Matrix part = pass.take(rows.batch(), d.cols());
      rows.unsort(d, part);
      parts.add(part);
    }
    return new State(parts);
  }

  private void start(State start) {
    for (int i = 0; i < states.size(); i++) {
      rows.sort(start.part(i), state(i));
    }
  }

  private void turn(State dend) {
    turned = true;
    taken = t;
    turn();
    State d = dend.or(ports.state(), rows.batch(), pass);
    for (int i = 0; i < dstates.size(); i++) {
      rows.sort(d.part(i), dstate(i));
    }
  }
}
