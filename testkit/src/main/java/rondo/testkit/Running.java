package rondo.testkit;

import java.util.List;
import rondo.core.Flow;
import rondo.core.Kernels;
import rondo.core.Matrix;
import rondo.core.Noise;
import rondo.core.Param;
import rondo.core.Sequence;
import rondo.core.State;
import rondo.core.Trace;
import rondo.engine.kernel.KernelChoice;
import rondo.engine.work.Work;
import rondo.engine.work.Workers;

/** What a cell promises about its answers, however and wherever it is run. */
final class Running {
  /** The same float products in another order: a few units in the last place of their sums. */
  static final double REORDERED = 1e-5;

  /** Sums in another order, products fused into them, and another exp and tanh in floats. */
  static final double OTHER_KERNELS = 3e-5;

  /** Makes drawn weights so small that nothing grows from step to step, whatever the function. */
  private static final float TAME = 0.3f;

  private Running() {}

  /** Forward and back, without a way back, and step by step, all in one pass. */
  private static Answers everyWay(Trial trial, Work work) {
    return everyWay(trial, trial.in(), trial.gradient(), work);
  }

  private static Answers everyWay(Trial trial, Flow in, Flow gradient, Work work) {
    Trace trace = trial.cell().forward(in, work);
    Answers all = Answers.of(trace.output()).and(Answers.back(trace, gradient));
    all.and(Answers.of(trial.cell().predict(in, work)).under("predict"));
    if (trial.cell().ports().streams() && gradient.sequence().time() > 0) {
      List<State> dstates = Streaming.onlyLast(trial.time(), gradient.state());
      all.and(
          Streaming.unrolled(trial.cell(), in, gradient.sequence(), dstates, 0, work)
              .under("unroll"));
    }
    return all.and(Answers.gradients(trial.params(), work));
  }

  /** Over more steps than a run without a way back holds at a time; of weights that let it. */
  static void longPredictEqualsForward(Trial trial) {
    for (Param p : trial.params()) {
      for (int i = 0; i < p.value().size(); i++) {
        p.value().data()[p.value().offset() + i] *= TAME;
      }
      p.changed();
    }
    predictEqualsForward(trial);
  }

  static void predictEqualsForward(Trial trial) {
    Answers.of(trial.cell().predict(trial.in(), Trial.work()))
        .assertNear(
            Answers.of(trial.cell().forward(trial.in(), Trial.work()).output()),
            REORDERED,
            "predict against forward");
  }

  /** Of inputs that occur again, as words do, in other steps and other examples. */
  static void predictOfRecurringInputsEqualsForward(Trial trial) {
    Flow in = Answers.copy(trial.in());
    Matrix x = in.sequence().rows();
    for (int r = 3; r < x.rows(); r++) {
      x.rows(r, 1).set(x.rows(r * 7 % 3, 1));
    }
    Answers.of(trial.cell().predict(in, Trial.work()))
        .assertNear(
            Answers.of(trial.cell().forward(in, Trial.work()).output()),
            REORDERED,
            "predict against forward, of inputs that occur again");
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

  static State zeros(State like) {
    return new State(like.parts().stream().map(p -> Matrix.zeros(p.rows(), p.cols())).toList());
  }

  /** Whatever stands past a length in the input, and arrives there as a gradient. */
  static void valuesPastLengthsChangeNothing(Trial trial) {
    Answers clean = everyWay(trial, Trial.work());
    for (float value : new float[] {1e3f, Float.NaN}) {
      String when = "with " + value + " past the lengths";
      Flow in = Answers.copy(trial.in());
      Draw.fillPast(in.sequence(), value);
      everyWay(trial, in, trial.gradient(), Trial.work()).assertSame(clean, when);
      Flow gradient = Answers.copy(trial.gradient());
      Draw.fillPast(gradient.sequence(), value);
      everyWay(trial, trial.in(), gradient, Trial.work())
          .assertSame(clean, when + " of the output's gradient");
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
      if (lengths[b] > 0) {
        Flow own = new Flow(alone(some, b), alone);
        alone = trial.cell().forward(own, Trial.work()).output().state();
      }
      Answers.of(row(out.state(), b))
          .assertNear(
              Answers.of(alone),
              REORDERED,
              "example %d of length %d against itself alone".formatted(b, lengths[b]));
    }
  }

  /** One example without the others and without padding. */
  private static Sequence alone(Sequence x, int b) {
    int length = x.lengths()[b];
    Matrix rows = Matrix.zeros(length, x.width());
    for (int t = 0; t < length; t++) {
      rows.rows(t, 1).set(x.step(t).rows(b, 1));
    }
    return new Sequence(length, rows, new int[] {length});
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

  /** Memory that holds NaN, and memory that was used before; also where NONE stands for zeros. */
  static void contentsOfFreshMemoryChangeNothing(Trial trial) {
    freshMemory(trial, trial.in(), trial.gradient());
    freshMemory(trial, Flow.of(trial.in().sequence()), Flow.of(trial.gradient().sequence()));
    freshMemory(trial, trial.in(), new Flow(Sequence.NONE, trial.gradient().state()));
  }

  private static void freshMemory(Trial trial, Flow in, Flow gradient) {
    Answers clean = everyWay(trial, in, gradient, Trial.work());
    Work poisoned = Work.poisoned(Trial.work().kernels(), Workers.ONE);
    everyWay(trial, in, gradient, poisoned).assertSame(clean, "in memory poisoned with NaN");
    Work used = Trial.work();
    everyWay(trial, in, gradient, used);
    everyWay(trial, in, gradient, used.reset(Noise.NONE))
        .assertSame(clean, "in memory used before");
  }

  static void inputsAndWeightsAreLeftAsTheyWere(Trial trial) {
    Flow before = Answers.copy(trial.in());
    List<Matrix> weights = trial.params().stream().map(p -> p.value().copy()).toList();
    everyWay(trial, Trial.work());
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
    Answers first = everyWay(trial, Trial.work(all.get(0)));
    for (Kernels each : all) {
      everyWay(trial, Trial.work(each))
          .assertNear(
              first,
              OTHER_KERNELS,
              "%s kernels against %s ones".formatted(each.name(), all.get(0).name()));
    }
  }

  /** One, two and three threads, and once more. */
  static void threadsChangeNoBit(Trial trial) {
    Answers one = everyWay(trial, Trial.work());
    everyWay(trial, Trial.work()).assertSame(one, "once more");
    for (int threads = 2; threads <= 3; threads++) {
      try (Workers workers = Workers.of(threads)) {
        Work work = new Work(KernelChoice.best(workers), workers);
        everyWay(trial, work).assertSame(one, "on " + threads + " threads");
      }
    }
  }
}
