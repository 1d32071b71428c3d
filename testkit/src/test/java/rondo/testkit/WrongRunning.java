package rondo.testkit;

import static rondo.testkit.Candidate.wrong;

import java.util.ArrayList;
import java.util.List;
import rondo.core.Flow;
import rondo.core.Matrix;
import rondo.core.Pass;
import rondo.core.Sequence;
import rondo.core.State;
import rondo.engine.kernel.KernelChoice;

/** Leaky integrators whose answers are wrong, each in one respect. */
final class WrongRunning {
  private WrongRunning() {}

  static List<Candidate> all() {
    List<Candidate> all = new ArrayList<>(ways());
    all.addAll(memory());
    if (KernelChoice.all().size() > 1) {
      all.add(
          wrong(
              "vectorKernelsAnswerAsScalarOnes",
              "the answer depends on the kernels",
              (type, spec, weights) ->
                  new Leaky(type, spec, weights) {
                    @Override
                    Sequence outputs(Matrix states, Sequence x, Pass pass) {
                      Sequence y = super.outputs(states, x, pass);
                      y.rows().data()[y.rows().offset()] += 1e-3f * pass.kernels().name().length();
                      return y;
                    }
                  }));
    }
    return all;
  }

  private static List<Candidate> ways() {
    return List.of(
        wrong(
            "predictEqualsForward",
            "predict does not start from the state",
            (type, spec, weights) ->
                new Leaky(type, spec, weights) {
                  @Override
                  public Flow predict(Flow in, Pass pass) {
                    return super.predict(Flow.of(in.sequence()), pass);
                  }
                }),
        wrong(
            "predictEqualsForward",
            "predict forgets all after 256 steps",
            (type, spec, weights) ->
                new Leaky(type, spec, weights) {
                  @Override
                  public Flow predict(Flow in, Pass pass) {
                    Sequence x = in.sequence();
                    if (x.time() <= 256) {
                      return super.predict(in, pass);
                    }
                    Flow head = super.predict(in, pass);
                    Sequence rest = Streaming.piece(x, 256, x.time());
                    Flow tail = super.predict(Flow.of(rest), pass);
                    int from = 256 * x.batch();
                    Matrix y = head.sequence().rows();
                    y.rows(from, y.rows() - from).set(tail.sequence().rows());
                    return head;
                  }
                }),
        wrong(
            "noneIsZeros",
            "a start of NONE is ones",
            (type, spec, weights) ->
                new Leaky(type, spec, weights) {
                  @Override
                  Matrix start(State state, int batch, Pass pass) {
                    return state.none()
                        ? pass.take(batch, H).fill(1)
                        : super.start(state, batch, pass);
                  }
                }));
  }

  private static List<Candidate> memory() {
    return List.of(
        wrong(
            "contentsOfFreshMemoryChangeNothing",
            "fresh memory is taken for zeros in the output",
            (type, spec, weights) ->
                new Leaky(type, spec, weights) {
                  @Override
                  Sequence outputs(Matrix states, Sequence x, Pass pass) {
                    Matrix y = pass.take(x.time() * x.batch(), H);
                    Matrix zeros = pass.take(1, H);
                    for (int row = 0; row < y.rows(); row++) {
                      boolean alive = x.alive(row / x.batch(), row % x.batch());
                      y.rows(row, 1).set(alive ? states.rows(x.batch() + row, 1) : zeros);
                    }
                    return x.with(y);
                  }
                }),
        wrong(
            "contentsOfFreshMemoryChangeNothing",
            "fresh memory is taken for zeros where there is no start",
            (type, spec, weights) ->
                new Leaky(type, spec, weights) {
                  @Override
                  Matrix start(State state, int batch, Pass pass) {
                    return state.none() ? pass.take(batch, H) : super.start(state, batch, pass);
                  }
                }),
        wrong(
            "inputsAndWeightsAreLeftAsTheyWere",
            "the input is overwritten",
            (type, spec, weights) ->
                new Leaky(type, spec, weights) {
                  @Override
                  Flow back(Flow in, Matrix states, Flow d, Pass pass) {
                    Flow din = super.back(in, states, d, pass);
                    in.sequence().rows().set(din.sequence().rows());
                    return din;
                  }
                }),
        wrong(
            "inputsAndWeightsAreLeftAsTheyWere",
            "the state that it starts from is moved on",
            (type, spec, weights) ->
                new Leaky(type, spec, weights) {
                  @Override
                  public Flow predict(Flow in, Pass pass) {
                    Flow out = super.predict(in, pass);
                    if (!in.state().none()) {
                      in.state().part(0).set(out.state().part(0));
                    }
                    return out;
                  }
                }),
        wrong(
            "inputsAndWeightsAreLeftAsTheyWere",
            "a weight is held within bounds on the way",
            (type, spec, weights) ->
                new Leaky(type, spec, weights) {
                  @Override
                  void learnU(Matrix before, Matrix dh, Pass pass) {
                    super.learnU(before, dh, pass);
                    float[] all = u.value().data();
                    for (int i = 0; i < all.length; i++) {
                      all[i] = Math.min(all[i], 0.3f);
                    }
                  }
                }),
        wrong(
            "threadsChangeNoBit",
            "the answer depends on how often it was asked before",
            (type, spec, weights) ->
                new Leaky(type, spec, weights) {
                  private int runs;

                  @Override
                  Sequence outputs(Matrix states, Sequence x, Pass pass) {
                    Sequence y = super.outputs(states, x, pass);
                    y.rows().data()[y.rows().offset()] += 1e-6f * runs++;
                    return y;
                  }
                }));
  }
}
