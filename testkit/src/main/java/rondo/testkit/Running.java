package rondo.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import rondo.core.Flow;
import rondo.core.Kernels;
import rondo.core.Matrix;
import rondo.core.Noise;
import rondo.core.Sequence;
import rondo.core.State;
import rondo.core.Trace;
import rondo.core.Unroll;
import rondo.engine.kernel.KernelChoice;
import rondo.engine.work.Work;
import rondo.engine.work.Workers;

/** What a cell promises about its answers, however and wherever it is run. */
final class Running {
  /** The same float products in another order: a few units in the last place of their sums. */
  static final double REORDERED = 1e-5;

  /** Sums in another order, products fused into them, and another exp and tanh in floats. */
  static final double OTHER_KERNELS = 3e-5;

  private Running() {}

  static void predictEqualsForward(Trial trial) {
    Answers.of(trial.cell().predict(trial.in(), Trial.work()))
        .assertNear(
            Answers.of(trial.cell().forward(trial.in(), Trial.work()).output()),
            REORDERED,
            "predict against forward");
  }

  /** A start of NONE is zeros, and so is a gradient. */
  static void noneIsZeros(Trial trial) {
    Flow zeros = new Flow(trial.in().sequence(), zeros(trial.in().state()));
    Flow none = Flow.of(trial.in().sequence());
    Answers.of(trial, none, trial.gradient(), Trial.work())
        .assertNear(
            Answers.of(trial, zeros, trial.gradient(), Trial.work()),
            REORDERED,
            "a start of NONE against one of zeros");
    Flow gradient = new Flow(trial.gradient().sequence(), zeros(trial.in().state()));
    Answers.of(trial, trial.in(), Flow.of(gradient.sequence()), Trial.work())
        .assertNear(
            Answers.of(trial, trial.in(), gradient, Trial.work()),
            REORDERED,
            "a final state's gradient of NONE against one of zeros");
  }

  private static State zeros(State like) {
    return new State(like.parts().stream().map(p -> Matrix.zeros(p.rows(), p.cols())).toList());
  }

  /** Piece by piece with a carried state, forth and back, against all at once. */
  static void streamEqualsWhole(Trial trial) {
    Answers whole = Answers.of(trial, Trial.work());
    for (int steps = 1; steps <= 3; steps++) {
      pieces(trial, steps).assertNear(whole, REORDERED, "in pieces of " + steps + " against whole");
    }
  }

  private static Answers pieces(Trial trial, int steps) {
    Work work = Trial.work();
    int T = trial.time();
    int B = trial.batch();
    Matrix y = Matrix.zeros(T * B, trial.cell().ports().out());
    Matrix dx = Matrix.zeros(T * B, trial.cell().ports().in());
    List<Trace> traces = new ArrayList<>();
    State state = trial.in().state();
    for (int from = 0; from < T; from += steps) {
      Sequence piece = piece(trial.in().sequence(), from, steps);
      Trace trace = trial.cell().forward(new Flow(piece, state), work);
      traces.add(trace);
      state = trace.output().state();
      y.rows(from * B, piece.time() * B).set(trace.output().sequence().rows());
    }
    Answers all = new Answers(new TreeMap<>()).and("the output", y).and("the final state", state);
    State dstate = trial.gradient().state().copy();
    for (int i = traces.size() - 1; i >= 0; i--) {
      Sequence dy = Answers.copy(piece(trial.gradient().sequence(), i * steps, steps));
      Flow din = traces.get(i).backward().apply(new Flow(dy, dstate));
      dx.rows(i * steps * B, dy.time() * B).set(din.sequence().rows());
      dstate = din.state();
    }
    return all.and("the input's gradient", dx)
        .and("the start's gradient", dstate)
        .and(Answers.gradients(trial.params(), work));
  }

  /** Some steps of a sequence, and the lengths that are left to them. */
  static Sequence piece(Sequence x, int from, int steps) {
    int time = Math.min(steps, x.time() - from);
    int[] lengths = new int[x.batch()];
    for (int b = 0; b < lengths.length; b++) {
      lengths[b] = Math.max(0, Math.min(time, x.lengths()[b] - from));
    }
    return new Sequence(time, x.rows().rows(from * x.batch(), time * x.batch()), lengths);
  }

  /** Step by step as a decoder does it, against all at once. */
  static void unrollEqualsForward(Trial trial) {
    Work work = Trial.work();
    Sequence x = trial.in().sequence();
    int T = trial.time();
    int B = trial.batch();
    Unroll unroll = trial.cell().unroll(T, x.lengths(), trial.in().state(), work);
    Matrix y = Matrix.zeros(T * B, trial.cell().ports().out());
    for (int t = 0; t < T; t++) {
      y.rows(t * B, B).set(unroll.step(x.step(t).copy()));
    }
    Answers all =
        new Answers(new TreeMap<>()).and("the output", y).and("the final state", unroll.state());
    Flow d = Answers.copy(trial.gradient());
    Matrix dx = Matrix.zeros(T * B, trial.cell().ports().in());
    for (int t = T - 1; t >= 0; t--) {
      State dstate = t == T - 1 ? d.state() : State.NONE;
      dx.rows(t * B, B).set(unroll.back(d.sequence().step(t), dstate));
    }
    all.and("the input's gradient", dx)
        .and("the start's gradient", unroll.finish())
        .and(Answers.gradients(trial.params(), work))
        .assertNear(Answers.of(trial, Trial.work()), REORDERED, "unroll against forward");
  }

  /** Whatever stands past a length in the input, and arrives there as a gradient. */
  static void valuesPastLengthsChangeNothing(Trial trial) {
    Answers clean = Answers.of(trial, Trial.work());
    for (float value : new float[] {1e3f, Float.NaN}) {
      String when = "with " + value + " past the lengths";
      Flow in = Answers.copy(trial.in());
      Draw.fillPast(in.sequence(), value);
      Answers.of(trial.cell().predict(in, Trial.work()))
          .assertSame(Answers.of(trial.cell().predict(trial.in(), Trial.work())), when);
      Flow gradient = Answers.copy(trial.gradient());
      Draw.fillPast(gradient.sequence(), value);
      Answers.of(trial, trial.in(), gradient, Trial.work())
          .assertSame(clean, when + " of the output's gradient");
      Answers.of(trial, in, trial.gradient(), Trial.work()).assertSame(clean, when);
    }
  }

  /** Rows at or past a length are zero, in the output and in the input's gradient. */
  static void rowsPastLengthsAreZero(Trial trial) {
    Work work = Trial.work();
    Trace trace = trial.cell().forward(trial.in(), work);
    assertZeroPast("the output", trace.output().sequence());
    assertZeroPast("predict's output", trial.cell().predict(trial.in(), work).sequence());
    Flow din = trace.backward().apply(Answers.copy(trial.gradient()));
    assertZeroPast("the input's gradient", din.sequence());
  }

  private static void assertZeroPast(String name, Sequence s) {
    Sequence zero = Answers.copy(s);
    Draw.fillPast(zero, 0);
    Answers.assertNear(name, s.rows(), zero.rows(), 0, "past the lengths");
  }

  /** Each example as if it were alone and as long as it is; one of length 0 ends as it starts. */
  static void finalStateIsTheOneAtTheLength(Trial trial) {
    Sequence x = trial.in().sequence();
    int[] lengths = x.lengths().clone();
    lengths[0] = lengths.length > 1 ? 0 : lengths[0];
    Sequence some = new Sequence(x.time(), x.rows().copy(), lengths);
    Draw.fillPast(some, 0);
    Flow out = trial.cell().forward(new Flow(some, trial.in().state()), Trial.work()).output();
    for (int b = 0; b < lengths.length; b++) {
      State alone = row(trial.in().state(), b);
      for (int t = 0; t < lengths[b]; t++) {
        Sequence one = new Sequence(1, x.step(t).rows(b, 1), new int[] {1});
        alone = trial.cell().forward(new Flow(one, alone), Trial.work()).output().state();
      }
      Answers.of(new Flow(Sequence.NONE, row(out.state(), b)))
          .assertNear(
              Answers.of(new Flow(Sequence.NONE, alone)),
              REORDERED,
              "example %d of length %d against itself alone".formatted(b, lengths[b]));
    }
  }

  private static State row(State state, int b) {
    return new State(state.parts().stream().map(p -> p.rows(b, 1)).toList());
  }

  static void statePartZeroIsTheOutputAtTheLength(Trial trial) {
    Flow out = trial.cell().forward(trial.in(), Trial.work()).output();
    for (int b = 0; b < trial.batch(); b++) {
      Matrix last = out.sequence().step(trial.lengths()[b] - 1).rows(b, 1);
      Answers.assertNear(
          "state part 0 of example " + b,
          out.state().part(0).rows(b, 1),
          last,
          0,
          "at its length of " + trial.lengths()[b]);
    }
  }

  /** Memory that holds NaN, and memory that was used before. */
  static void contentsOfFreshMemoryChangeNothing(Trial trial) {
    Answers clean = Answers.of(trial, Trial.work());
    Work poisoned = Work.poisoned(Trial.work().kernels(), Workers.ONE);
    Answers.of(trial, poisoned).assertSame(clean, "in memory poisoned with NaN");
    Work used = Trial.work();
    Answers.of(trial, used);
    Answers.of(trial, used.reset(Noise.NONE)).assertSame(clean, "in memory used before");
  }

  static void inputsAndWeightsAreLeftAsTheyWere(Trial trial) {
    Flow before = Answers.copy(trial.in());
    List<Matrix> weights = trial.params().stream().map(p -> p.value().copy()).toList();
    Answers.of(trial, Trial.work());
    trial.cell().predict(trial.in(), Trial.work());
    Answers.of(trial.in()).assertSame(Answers.of(before), "after a run, what went in");
    for (int i = 0; i < weights.size(); i++) {
      Answers.assertNear(
          trial.params().get(i).path(),
          trial.params().get(i).value(),
          weights.get(i),
          0,
          "after a run");
    }
  }

  /** All kernels of this JVM answer alike, whatever the size. */
  static void kernelsAnswerAlike(Trial trial) {
    List<Kernels> all = KernelChoice.all();
    Answers first = Answers.of(trial, Trial.work(all.get(0)));
    for (Kernels each : all) {
      Answers.of(trial, Trial.work(each))
          .assertNear(
              first,
              OTHER_KERNELS,
              "%s kernels against %s ones".formatted(each.name(), all.get(0).name()));
    }
  }

  /** One, two and three threads, and once more. */
  static void threadsChangeNoBit(Trial trial) {
    Answers one = Answers.of(trial, Trial.work());
    Answers.of(trial, Trial.work()).assertSame(one, "once more");
    for (int threads = 2; threads <= 3; threads++) {
      try (Workers workers = Workers.of(threads)) {
        Work work = new Work(KernelChoice.best(workers), workers);
        Answers.of(trial, work).assertSame(one, "on " + threads + " threads");
      }
    }
  }
}
