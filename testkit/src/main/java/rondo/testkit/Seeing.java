package rondo.testkit;

import java.util.ArrayList;
import java.util.List;
import rondo.core.Cell;
import rondo.core.CellType;
import rondo.core.Flow;
import rondo.core.Matrix;
import rondo.core.Sequence;
import rondo.core.State;
import rondo.core.Trace;
import rondo.core.Weights;
import rondo.engine.model.SharedWeights;
import rondo.engine.train.GradientNorms;
import rondo.engine.train.GradientProbe;
import rondo.engine.work.Work;

/** What a cell promises to somebody who watches how its gradient goes back through time. */
final class Seeing {
  /** Norms of the same floats, summed in double either way. */
  private static final double ROUNDED = 1e-12;

  private Seeing() {}

  /** The cell of a trial, with the same parameters, watched. */
  private static Trial watched(Trial trial, GradientProbe probe) {
    Cell cell = trial.cell();
    CellType type = probe.watch(cell.type());
    Weights same = new SharedWeights(trial.params());
    return new Trial(type.create(cell.spec(), same), trial.params(), trial.in(), trial.gradient());
  }

  static void watchedCellAnswersAsItself(Trial trial) {
    Answers.of(watched(trial, new GradientProbe()), Trial.work())
        .assertNear(Answers.of(trial, Trial.work()), Running.REORDERED, "watched against alone");
    Cell watched = watched(trial, new GradientProbe()).cell();
    Answers.of(watched.predict(trial.in(), Trial.work()))
        .assertNear(
            Answers.of(trial.cell().predict(trial.in(), Trial.work())),
            Running.REORDERED,
            "watched against alone, in use");
  }

  /**
   * The norms that a probe sees are those of dL/dh[t], and these are what differences of the loss
   * say of an h[t] that is nudged on its way into the output and into the next step.
   */
  static void gradientAtEachStepIsSeen(Trial trial) {
    Sequence nudges = trial.gradient().sequence().with(zeros(trial));
    Sequence dh = trial.gradient().sequence().with(zeros(trial));
    Nudged nudged = new Nudged(trial, nudges);
    nudged.back(dh);
    GradientCheck check = new GradientCheck(nudged::loss);
    for (int t = 0; t < trial.time(); t++) {
      check.tensor("h[" + t + "]", nudges.step(t), dh.step(t));
    }
    check.verify();

    GradientProbe probe = new GradientProbe();
    Answers.of(watched(trial, probe), Trial.work());
    GradientNorms seen = probe.seen().get(0);
    for (int b = 0; b < trial.batch(); b++) {
      double[] norms = seen.sequences().get(b);
      if (norms.length != trial.lengths()[b]) {
        throw new AssertionError(
            "example %d has %d steps, seen were %d".formatted(b, trial.lengths()[b], norms.length));
      }
      for (int t = 0; t < norms.length; t++) {
        Matrix d = dh.step(t).rows(b, 1);
        double norm = Math.sqrt(GradientCheck.project(d, d));
        if (!(Math.abs(norm - norms[t]) <= ROUNDED * norm)) {
          throw new AssertionError(
              "the gradient at h[%d] of example %d has a norm of %s, seen was %s"
                  .formatted(t, b, norm, norms[t]));
        }
      }
    }
  }

  private static Matrix zeros(Trial trial) {
    return Matrix.zeros(trial.time() * trial.batch(), trial.cell().ports().out());
  }

  /** A trial's cell run a step at a time, with something added to each of its outputs. */
  private record Nudged(Trial trial, Sequence nudges) {
    double loss() {
      double sum = 0;
      State state = trial.in().state();
      Work work = Trial.work();
      for (int t = 0; t < trial.time(); t++) {
        Flow out = step(t, state, work).output();
        Matrix h = out.sequence().rows().copy();
        List<Matrix> parts = new ArrayList<>(out.state().copy().parts());
        for (int b = 0; b < trial.batch(); b++) {
          if (trial.in().sequence().alive(t, b)) {
            h.rows(b, 1).add(nudges.step(t).rows(b, 1));
            parts.get(0).rows(b, 1).add(nudges.step(t).rows(b, 1));
          }
        }
        sum += GradientCheck.project(h, trial.gradient().sequence().step(t));
        state = new State(parts);
      }
      for (int i = 0; i < state.parts().size(); i++) {
        sum += GradientCheck.project(state.part(i), trial.gradient().state().part(i));
      }
      return sum;
    }

    private Trace step(int t, State state, Work work) {
      return trial
          .cell()
          .forward(new Flow(Streaming.piece(trial.in().sequence(), t, 1), state), work);
    }

    /** dh[t] = dy[t] + the gradient of part 0 of the state after step t, where there is an h[t]. */
    void back(Sequence dh) {
      Work work = Trial.work();
      List<Trace> traces = new ArrayList<>();
      State state = trial.in().state();
      for (int t = 0; t < trial.time(); t++) {
        traces.add(step(t, state, work));
        state = traces.get(t).output().state();
      }
      State dstate = trial.gradient().state().copy();
      for (int t = trial.time() - 1; t >= 0; t--) {
        Sequence dy = Answers.copy(Streaming.piece(trial.gradient().sequence(), t, 1));
        for (int b = 0; b < trial.batch(); b++) {
          if (trial.in().sequence().alive(t, b)) {
            Matrix row = dh.step(t).rows(b, 1).set(dy.rows().rows(b, 1));
            if (!dstate.none()) {
              row.add(dstate.part(0).rows(b, 1));
            }
          }
        }
        dstate = traces.get(t).backward().apply(new Flow(dy, dstate)).state();
      }
    }
  }
}
