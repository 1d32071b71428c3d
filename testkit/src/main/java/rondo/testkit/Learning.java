package rondo.testkit;

import rondo.core.Flow;
import rondo.core.Noise;
import rondo.core.Sequence;
import rondo.core.State;
import rondo.core.Trace;
import rondo.engine.work.Work;

/** What a cell promises about its way back. */
final class Learning {
  private Learning() {}

  /** Parameters, input and initial state against differences of the loss. */
  static void agreesWithDifferences(Trial trial) {
    differences(trial, trial.gradient());
  }

  static void agreesForSequenceAlone(Trial trial) {
    differences(trial, new Flow(trial.gradient().sequence(), State.NONE));
  }

  static void agreesForFinalStateAlone(Trial trial) {
    differences(trial, new Flow(Sequence.NONE, trial.gradient().state()));
  }

  private static void differences(Trial trial, Flow projection) {
    GradientCheck.of(
            trial.cell(),
            trial.params(),
            trial.in(),
            projection,
            Noise.NONE,
            Trial.work().kernels())
        .verify();
  }

  /** Two traces of one pass add up: neither knows of the other. */
  static void accumulates(Trial trial) {
    Flow in = trial.in();
    Flow other = new Flow(reversed(in.sequence()), State.NONE);
    Work first = Trial.work();
    Work second = Trial.work();
    Answers one = Answers.of(trial, in, trial.gradient(), first);
    Answers two = Answers.of(trial, other, trial.gradient(), second);
    trial.params().forEach(p -> first.gradient(p).add(second.gradient(p)));

    Work both = Trial.work();
    Trace a = trial.cell().forward(in, both);
    Trace b = trial.cell().forward(other, both);
    Answers oneOfBoth = Answers.of(a.output()).and(Answers.back(a, trial.gradient()));
    Answers twoOfBoth = Answers.of(b.output()).and(Answers.back(b, trial.gradient()));
    Answers sums = Answers.gradients(trial.params(), first);
    String when = "two pairs in one pass against each in its own";
    oneOfBoth
        .and(Answers.gradients(trial.params(), both))
        .assertNear(one.and(sums), Running.REORDERED, when);
    twoOfBoth
        .and(Answers.gradients(trial.params(), both))
        .assertNear(two.and(sums), Running.REORDERED, when);
  }

  /** Where nobody asks for the input's gradient it may be absent, and nothing else may change. */
  static void leavesOutAFixedInput(Trial trial) {
    Work asked = Trial.work();
    Work unasked = Trial.work();
    Flow in = trial.in();
    Trace right = trial.cell().forward(in, asked);
    Trace fixed = trial.cell().forward(new Flow(in.sequence(), in.state(), true), unasked);
    Flow din = right.backward().apply(Answers.copy(trial.gradient()));
    Flow less = fixed.backward().apply(Answers.copy(trial.gradient()));
    Flow full = less.sequence().time() == 0 ? new Flow(din.sequence(), less.state()) : less;
    Answers.of(fixed.output())
        .and("the input's gradient", full.sequence().rows())
        .and("the start's gradient", full.state())
        .and(Answers.gradients(trial.params(), unasked))
        .assertSame(
            Answers.of(right.output())
                .and("the input's gradient", din.sequence().rows())
                .and("the start's gradient", din.state())
                .and(Answers.gradients(trial.params(), asked)),
            "a fixed input against one whose gradient is asked for");
    if (fixed.output().fixed() && !trial.params().isEmpty()) {
      throw new AssertionError("the output of a cell that learns is said to be fixed");
    }
  }

  /** Other values at the same places. */
  private static Sequence reversed(Sequence x) {
    Sequence other = Answers.copy(x);
    for (int i = 0; i < other.rows().size(); i++) {
      other.rows().data()[i] *= -1.5f;
    }
    return other;
  }
}
