package rondo.testkit;

import static rondo.testkit.Candidate.wrong;

import java.util.ArrayList;
import java.util.List;
import rondo.core.Flow;
import rondo.core.Matrix;
import rondo.core.Pass;
import rondo.core.State;
import rondo.core.Trace;

/** Leaky integrators whose way back is wrong, each in one place. */
final class WrongLearning {
  private static final String DIFFERENCES = "gradientsAgreeWithDifferencesOfTheLoss";

  private WrongLearning() {}

  static List<Candidate> all() {
    List<Candidate> all = new ArrayList<>(parameters());
    all.addAll(states());
    all.addAll(absent());
    all.addAll(traces());
    all.addAll(steps());
    return all;
  }

  private static Matrix times(float factor, Matrix m) {
    Matrix scaled = m.copy();
    for (int i = 0; i < scaled.size(); i++) {
      scaled.data()[i] *= factor;
    }
    return scaled;
  }

  private static State zeros(State like) {
    return new State(like.parts().stream().map(p -> times(0, p)).toList());
  }

  private static List<Candidate> parameters() {
    return List.of(
        wrong(
            DIFFERENCES,
            "the gradient of W has the wrong sign",
            (type, spec, weights) ->
                new Leaky(type, spec, weights) {
                  @Override
                  void learnW(Matrix x, Matrix dh, Pass pass) {
                    super.learnW(x, times(-1, dh), pass);
                  }
                }),
        wrong(
            DIFFERENCES,
            "the gradient of W is written in the order of its transpose",
            (type, spec, weights) ->
                new Leaky(type, spec, weights) {
                  @Override
                  void learnW(Matrix x, Matrix dh, Pass pass) {
                    Matrix dW = pass.gradient(W);
                    pass.kernels().atb(x, dh, dW.reshaped(I, H));
                  }
                }),
        wrong(
            DIFFERENCES,
            "the gradient of b lacks a factor",
            (type, spec, weights) ->
                new Leaky(type, spec, weights) {
                  @Override
                  void learnB(Matrix dh, Pass pass) {
                    super.learnB(times(0.5f, dh), pass);
                  }
                }),
        wrong(
            DIFFERENCES,
            "the gradient of u is off by one unit",
            (type, spec, weights) ->
                new Leaky(type, spec, weights) {
                  @Override
                  void learnU(Matrix before, Matrix dh, Pass pass) {
                    Matrix shifted = before.copy();
                    System.arraycopy(before.data(), before.offset(), shifted.data(), 1, H - 1);
                    super.learnU(shifted, dh, pass);
                  }
                }),
        wrong(
            DIFFERENCES,
            "the gradient of u takes the state after the step, not before it",
            (type, spec, weights) ->
                new Leaky(type, spec, weights) {
                  @Override
                  void back(Matrix x, Matrix before, Matrix dh, Matrix dx, Pass pass) {
                    Matrix after = pass.take(1, H);
                    step(0, x, before, after, pass);
                    pass.kernels().unproject(dh, W, dx);
                    learnW(x, dh, pass);
                    learnU(after, dh, pass);
                    learnB(dh, pass);
                    addProduct(dh.copy(), u.value(), dh.fill(0), pass);
                  }
                }));
  }

  private static List<Candidate> states() {
    return List.of(
        wrong(
            DIFFERENCES,
            "the input's gradient is forgotten",
            (type, spec, weights) ->
                new Leaky(type, spec, weights) {
                  @Override
                  Flow back(Flow in, Matrix states, Flow d, Pass pass) {
                    Flow din = super.back(in, states, d, pass);
                    din.sequence().rows().fill(0);
                    return din;
                  }
                }),
        wrong(
            DIFFERENCES,
            "the initial state's gradient is forgotten",
            (type, spec, weights) ->
                new Leaky(type, spec, weights) {
                  @Override
                  Flow back(Flow in, Matrix states, Flow d, Pass pass) {
                    Flow din = super.back(in, states, d, pass);
                    return new Flow(din.sequence(), zeros(din.state()));
                  }
                }),
        wrong(
            DIFFERENCES,
            "no gradient goes from step to step",
            (type, spec, weights) ->
                new Leaky(type, spec, weights) {
                  @Override
                  void back(Matrix x, Matrix before, Matrix dh, Matrix dx, Pass pass) {
                    super.back(x, before, dh, dx, pass);
                    dh.fill(0);
                  }
                }),
        wrong(
            DIFFERENCES,
            "the gradient goes from step to step without its factor u",
            (type, spec, weights) ->
                new Leaky(type, spec, weights) {
                  @Override
                  void back(Matrix x, Matrix before, Matrix dh, Matrix dx, Pass pass) {
                    Matrix given = dh.copy();
                    super.back(x, before, dh, dx, pass);
                    dh.set(given);
                  }
                }),
        wrong(
            DIFFERENCES,
            "the final state's gradient reaches none that ended before the last step",
            (type, spec, weights) ->
                new Leaky(type, spec, weights) {
                  @Override
                  Flow back(Flow in, Matrix states, Flow d, Pass pass) {
                    State late = d.state().copy();
                    for (int e = 0; e < in.sequence().batch(); e++) {
                      if (in.sequence().lengths()[e] < in.sequence().time()) {
                        late.part(0).rows(e, 1).fill(0);
                      }
                    }
                    return super.back(in, states, new Flow(d.sequence(), late), pass);
                  }
                }));
  }

  private static List<Candidate> absent() {
    return List.of(
        wrong(
            "gradientsAgreeWhereOnlyTheSequenceHasOne",
            "nothing goes back where the final state has no gradient",
            (type, spec, weights) ->
                new Leaky(type, spec, weights) {
                  @Override
                  public Trace forward(Flow in, Pass pass) {
                    Trace right = super.forward(in, pass);
                    return new Trace(
                        right.output(),
                        d -> right.backward().apply(d.state().none() ? Flow.NONE : d));
                  }
                }),
        wrong(
            "gradientsAgreeWhereOnlyTheFinalStateHasOne",
            "nothing goes back where the sequence has no gradient",
            (type, spec, weights) ->
                new Leaky(type, spec, weights) {
                  @Override
                  public Trace forward(Flow in, Pass pass) {
                    Trace right = super.forward(in, pass);
                    return new Trace(
                        right.output(),
                        d -> right.backward().apply(d.sequence().time() == 0 ? Flow.NONE : d));
                  }
                }));
  }

  private static List<Candidate> traces() {
    return List.of(
        wrong(
            "fixedInputChangesNoOtherGradient",
            "a fixed input is taken for weights that are fixed",
            (type, spec, weights) ->
                new Leaky(type, spec, weights) {
                  @Override
                  Flow back(Flow in, Matrix states, Flow d, Pass pass) {
                    Flow din = super.back(in, states, d, pass);
                    if (in.fixed()) {
                      pass.gradient(W).fill(0);
                    }
                    return din;
                  }
                }),
        wrong(
            "fixedInputChangesNoOtherGradient",
            "the output of a fixed input is said to be fixed",
            (type, spec, weights) ->
                new Leaky(type, spec, weights) {
                  @Override
                  public Trace forward(Flow in, Pass pass) {
                    Trace right = super.forward(in, pass);
                    Flow out = right.output();
                    return new Trace(
                        new Flow(out.sequence(), out.state(), in.fixed()), right.backward());
                  }
                }),
        wrong(
            "twoForwardAndBackPairsAccumulate",
            "the gradient of b overwrites what was there before",
            (type, spec, weights) ->
                new Leaky(type, spec, weights) {
                  @Override
                  Flow back(Flow in, Matrix states, Flow d, Pass pass) {
                    pass.gradient(b).fill(0);
                    return super.back(in, states, d, pass);
                  }
                }),
        wrong(
            "twoForwardAndBackPairsAccumulate",
            "the cell goes back through its latest run, whichever was asked for",
            (type, spec, weights) ->
                new Leaky(type, spec, weights) {
                  private Matrix latest = Matrix.NONE;

                  @Override
                  Matrix states(Flow in, Pass pass) {
                    latest = super.states(in, pass);
                    return latest;
                  }

                  @Override
                  Flow back(Flow in, Matrix states, Flow d, Pass pass) {
                    return super.back(in, latest, d, pass);
                  }
                }));
  }

  private static List<Candidate> steps() {
    return List.of(
        wrong(
            "gradientAtEachStepIsSeen",
            "the gradient of the state before a run of one step is forgotten",
            (type, spec, weights) ->
                new Leaky(type, spec, weights) {
                  @Override
                  Flow back(Flow in, Matrix states, Flow d, Pass pass) {
                    Flow din = super.back(in, states, d, pass);
                    return in.sequence().time() == 1 ? new Flow(din.sequence(), State.NONE) : din;
                  }
                }));
  }
}
