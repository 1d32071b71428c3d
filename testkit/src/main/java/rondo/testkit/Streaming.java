package rondo.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import rondo.core.Cell;
import rondo.core.Flow;
import rondo.core.Matrix;
import rondo.core.Sequence;
import rondo.core.State;
import rondo.core.Trace;
import rondo.core.Unroll;
import rondo.engine.work.Work;
import rondo.engine.work.Workers;

/** What a cell promises about sequences that come a piece at a time, or a step at a time. */
final class Streaming {
  private Streaming() {}

  /** Piece by piece with a carried state, forth and back, against all at once. */
  static void streamEqualsWhole(Trial trial) {
    Answers whole = Answers.of(trial, Trial.work());
    for (int steps = 1; steps <= 3; steps++) {
      State last = trial.gradient().state();
      pieces(trial, steps, onlyLast((trial.time() + steps - 1) / steps, last))
          .assertNear(whole, Running.REORDERED, "in pieces of " + steps + " against whole");
    }
  }

  static List<State> onlyLast(int count, State last) {
    List<State> all = new ArrayList<>(Collections.nCopies(count, State.NONE));
    all.set(count - 1, last);
    return all;
  }

  /** The state that each piece ends with has a gradient of its own, or NONE. */
  private static Answers pieces(Trial trial, int steps, List<State> dstates) {
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
    State dstate = State.NONE;
    for (int i = traces.size() - 1; i >= 0; i--) {
      dstate = sum(dstates.get(i).copy(), dstate);
      Sequence dy = Answers.copy(piece(trial.gradient().sequence(), i * steps, steps));
      Flow din = traces.get(i).backward().apply(new Flow(dy, dstate));
      dx.rows(i * steps * B, dy.time() * B).set(din.sequence().rows());
      dstate = din.state();
    }
    return all.and("the input's gradient", dx)
        .and("the start's gradient", dstate)
        .and(Answers.gradients(trial.params(), work));
  }

  /** Adds b to a; NONE is zeros. */
  private static State sum(State a, State b) {
    for (int i = 0; i < b.parts().size() && !a.none(); i++) {
      a.part(i).add(b.part(i));
    }
    return a.none() ? b : a;
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
    List<State> dstates = onlyLast(trial.time(), trial.gradient().state());
    unrolled(trial.cell(), trial.in(), trial.gradient().sequence(), dstates, 0, work)
        .and(Answers.gradients(trial.params(), work))
        .assertNear(Answers.of(trial, Trial.work()), Running.REORDERED, "unroll against forward");
  }

  /** Each state on the way may have a gradient, and the last steps may never be taken. */
  static void unrollTakesGradientsOfEachState(Trial trial) {
    Draw draw = new Draw(trial.time());
    List<State> dstates = new ArrayList<>();
    for (int t = 0; t < trial.time(); t++) {
      dstates.add(draw.state(trial.batch(), trial.cell().ports().state()));
    }
    Work work = Work.poisoned(Trial.work().kernels(), Workers.ONE); // as steps not taken leave it
    unrolled(trial.cell(), trial.in(), trial.gradient().sequence(), dstates, 3, work)
        .and(Answers.gradients(trial.params(), work))
        .assertNear(
            pieces(trial, 1, dstates),
            Running.REORDERED,
            "unroll, with a gradient for each state, against runs of one step");
  }

  /** A decoder that takes no step at all ends where it started, and has nothing to learn. */
  static void unrollOfNoStepsIsItsStart(Trial trial) {
    Work work = Trial.work();
    int[] lengths = trial.lengths();
    Unroll unroll = trial.cell().unroll(trial.time(), lengths, trial.in().state(), work);
    Answers.of(unroll.state())
        .assertNear(Answers.of(trial.in().state()), 0, "unroll without a step");
    State none = sum(Running.zeros(trial.in().state()), unroll.finish());
    Answers.of(none)
        .and(Answers.gradients(trial.params(), work))
        .assertNear(
            Answers.of(Running.zeros(trial.in().state()))
                .and(Answers.gradients(trial.params(), Trial.work())),
            0,
            "the gradients of unroll without a step");
  }

  static Answers unrolled(
      Cell cell, Flow in, Sequence gradient, List<State> dstates, int notTaken, Work work) {
    Sequence x = in.sequence();
    int T = x.time();
    int B = x.batch();
    int[] lengths = x.lengths().clone();
    for (int b = 0; b < B; b++) {
      lengths[b] += lengths[b] == T ? notTaken : 0;
    }
    Unroll unroll = cell.unroll(T + notTaken, lengths, in.state(), work);
    Matrix y = Matrix.zeros(T * B, cell.ports().out());
    for (int t = 0; t < T; t++) {
      y.rows(t * B, B).set(unroll.step(x.step(t).copy()));
    }
    Answers all =
        new Answers(new TreeMap<>()).and("the output", y).and("the final state", unroll.state());
    Sequence dy = Answers.copy(gradient);
    Matrix dx = Matrix.zeros(T * B, cell.ports().in());
    for (int t = T - 1; t >= 0; t--) {
      dx.rows(t * B, B).set(unroll.back(dy.step(t), dstates.get(t).copy()));
    }
    return all.and("the input's gradient", dx).and("the start's gradient", unroll.finish());
  }

  /** The state after each step is that of a sequence which ends there. */
  static void unrollTellsEachState(Trial trial) {
    Sequence x = trial.in().sequence();
    Work work = Trial.work();
    Unroll unroll = trial.cell().unroll(x.time(), x.lengths(), trial.in().state(), work);
    for (int t = 0; t < x.time(); t++) {
      unroll.step(x.step(t));
      Flow until = new Flow(piece(x, 0, t + 1), trial.in().state());
      Answers.of(unroll.state())
          .assertNear(
              Answers.of(trial.cell().predict(until, work).state()),
              Running.REORDERED,
              "unroll after step " + t);
    }
  }
}
