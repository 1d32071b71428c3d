package rondo.testkit;

import static rondo.testkit.Candidate.wrong;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import rondo.core.CellSpec;
import rondo.core.CellType;
import rondo.core.Matrix;
import rondo.core.Pass;
import rondo.core.State;
import rondo.core.Unroll;
import rondo.core.Weights;

/** Leaky integrators that go wrong where a sequence comes a piece or a step at a time. */
final class WrongStreaming {
  private WrongStreaming() {}

  static List<Candidate> all() {
    List<Candidate> all = new ArrayList<>(unrolled());
    all.add(
        wrong(
            "streamEqualsWhole",
            "what a step gives depends on how many came before",
            Counting::new));
    return all;
  }

  /** What a step gives depends on how many came before, so it is another one in pieces. */
  static class Counting extends Leaky {
    Counting(CellType type, CellSpec spec, Weights weights) {
      super(type, spec, weights);
    }

    @Override
    void step(int t, Matrix x, Matrix before, Matrix after, Pass pass) {
      super.step(t, x, before, after, pass);
      after.data()[after.offset()] += 0.1f * t;
    }
  }

  private static class Unrolling implements Unroll {
    private final Unroll right;

    Unrolling(Unroll right) {
      this.right = right;
    }

    @Override
    public Matrix step(Matrix x) {
      return right.step(x);
    }

    @Override
    public State state() {
      return right.state();
    }

    @Override
    public Matrix back(Matrix dy, State dstate) {
      return right.back(dy, dstate);
    }

    @Override
    public State finish() {
      return right.finish();
    }
  }

  private interface Wrap {
    Unrolling around(Unroll right, int time);
  }

  private static Candidate unrolled(String what, Wrap wrap) {
    return wrong(
        "unrollEqualsForward",
        what,
        (type, spec, weights) ->
            new Leaky(type, spec, weights) {
              @Override
              public Unroll unroll(int time, int[] lengths, State start, Pass pass) {
                return wrap.around(super.unroll(time, lengths, start, pass), time);
              }
            });
  }

  private static List<Candidate> unrolled() {
    return List.of(
        wrong(
            "unrollEqualsForward",
            "unrolled, sequences go on past their lengths",
            (type, spec, weights) ->
                new Leaky(type, spec, weights) {
                  @Override
                  public Unroll unroll(int time, int[] lengths, State start, Pass pass) {
                    int[] all = lengths.clone();
                    Arrays.fill(all, time);
                    return super.unroll(time, all, start, pass);
                  }
                }),
        unrolled(
            "unrolled, only the last state may have a gradient",
            (right, time) ->
                new Unrolling(right) {
                  private boolean begun;

                  @Override
                  public Matrix back(Matrix dy, State dstate) {
                    State d = begun ? State.NONE : dstate;
                    begun = true;
                    return super.back(dy, d);
                  }
                }),
        unrolled(
            "unrolled, the last step must be taken",
            (right, time) ->
                new Unrolling(right) {
                  private int taken;

                  @Override
                  public Matrix step(Matrix x) {
                    taken++;
                    return super.step(x);
                  }

                  @Override
                  public State finish() {
                    if (taken < time) {
                      throw new IllegalStateException((time - taken) + " steps were not taken");
                    }
                    return super.finish();
                  }
                }),
        unrolled(
            "unrolled, the state on the way is that of the step before",
            (right, time) ->
                new Unrolling(right) {
                  private State before = State.NONE;
                  private int taken;

                  @Override
                  public Matrix step(Matrix x) {
                    before = super.state();
                    taken++;
                    return super.step(x);
                  }

                  @Override
                  public State state() {
                    return taken == time || before.none() ? super.state() : before;
                  }
                }));
  }
}
