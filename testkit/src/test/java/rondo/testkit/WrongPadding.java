package rondo.testkit;

import static rondo.testkit.Candidate.wrong;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import rondo.core.Flow;
import rondo.core.Matrix;
import rondo.core.Pass;
import rondo.core.Sequence;
import rondo.core.State;

/** Leaky integrators that go wrong where a sequence is shorter than its batch. */
final class WrongPadding {
  private WrongPadding() {}

  static List<Candidate> all() {
    List<Candidate> all = new ArrayList<>(padding());
    all.addAll(ends());
    return all;
  }

  private static List<Candidate> padding() {
    return List.of(
        wrong(
            "valuesPastALengthChangeNothing",
            "padding leaks into the state",
            (type, spec, weights) ->
                new Leaky(type, spec, weights) {
                  @Override
                  Matrix states(Flow in, Pass pass) {
                    int[] all = in.sequence().lengths().clone();
                    Arrays.fill(all, in.sequence().time());
                    Sequence x = new Sequence(in.sequence().time(), in.sequence().rows(), all);
                    return super.states(new Flow(x, in.state()), pass);
                  }
                }),
        wrong(
            "valuesPastALengthChangeNothing",
            "padding is kept out by a factor of zero",
            (type, spec, weights) ->
                new Leaky(type, spec, weights) {
                  @Override
                  Flow back(Flow in, Matrix states, Flow d, Pass pass) {
                    Matrix x = in.sequence().rows();
                    pass.kernels().atb(pass.zeros(x.rows(), H), x, pass.gradient(W));
                    return super.back(in, states, d, pass);
                  }
                }),
        wrong(
            "valuesPastALengthChangeNothing",
            "a gradient that arrives past a length goes back",
            (type, spec, weights) ->
                new Leaky(type, spec, weights) {
                  @Override
                  Flow back(Flow in, Matrix states, Flow d, Pass pass) {
                    int last = in.sequence().time() - 1;
                    Matrix dend = d.state().part(0).copy();
                    for (int e = 0; e < dend.rows(); e++) {
                      if (!in.sequence().alive(last, e)) {
                        dend.rows(e, 1).add(d.sequence().step(last).rows(e, 1));
                      }
                    }
                    return super.back(in, states, new Flow(d.sequence(), State.of(dend)), pass);
                  }
                }),
        wrong(
            "rowsPastALengthAreZero",
            "past a length the output stays as it was",
            (type, spec, weights) ->
                new Leaky(type, spec, weights) {
                  @Override
                  Sequence outputs(Matrix states, Sequence x, Pass pass) {
                    return x.with(states.rows(x.batch(), x.time() * x.batch()));
                  }
                }),
        wrong(
            "rowsPastALengthAreZero",
            "past a length the input has a gradient",
            (type, spec, weights) ->
                new Leaky(type, spec, weights) {
                  @Override
                  Flow back(Flow in, Matrix states, Flow d, Pass pass) {
                    Flow din = super.back(in, states, d, pass);
                    Draw.fillPast(din.sequence(), 1e-3f);
                    return din;
                  }
                }),
        wrong(
            "rowsPastALengthAreZero",
            "past a length predict answers something",
            (type, spec, weights) ->
                new Leaky(type, spec, weights) {
                  @Override
                  public Flow predict(Flow in, Pass pass) {
                    Flow out = super.predict(in, pass);
                    Draw.fillPast(out.sequence(), 1e-6f);
                    return out;
                  }
                }));
  }

  private static List<Candidate> ends() {
    return List.of(
        wrong(
            "finalStateIsTheOneAtTheLength",
            "the final state is taken at the last step, not at the length",
            (type, spec, weights) ->
                new Leaky(type, spec, weights) {
                  @Override
                  State end(Matrix states, Sequence x, Pass pass) {
                    return State.of(outputs(states, x, pass).step(x.time() - 1));
                  }
                }),
        wrong(
            "finalStateIsTheOneAtTheLength",
            "what has no steps ends as zeros, not as it started",
            (type, spec, weights) ->
                new Leaky(type, spec, weights) {
                  @Override
                  State end(Matrix states, Sequence x, Pass pass) {
                    State end = super.end(states, x, pass).copy();
                    for (int e = 0; e < x.batch(); e++) {
                      if (x.lengths()[e] == 0) {
                        end.part(0).rows(e, 1).fill(0);
                      }
                    }
                    return end;
                  }
                }),
        wrong(
            "statePartZeroIsTheOutputAtTheLength",
            "the output is twice the state",
            (type, spec, weights) ->
                new Leaky(type, spec, weights) {
                  @Override
                  Sequence outputs(Matrix states, Sequence x, Pass pass) {
                    return twice(super.outputs(states, x, pass));
                  }

                  @Override
                  Flow back(Flow in, Matrix states, Flow d, Pass pass) {
                    return super.back(in, states, new Flow(twice(d.sequence()), d.state()), pass);
                  }

                  private Sequence twice(Sequence s) {
                    return s.with(s.rows().copy().add(s.rows()));
                  }
                }));
  }
}
