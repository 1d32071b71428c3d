package rondo.testkit;

import java.util.ArrayList;
import java.util.List;
import rondo.core.Ports;

/**
 * A cell that is put to the contract.
 *
 * @param what what is wrong with it, or right
 * @param streams what its author declares, as does {@code runsOnOnnxRuntime}
 * @param caughtBy the test of the contract that is there for such a mistake; empty for a right cell
 */
record Candidate(
    String what, LeakyType type, boolean streams, boolean runsOnOnnxRuntime, String caughtBy) {

  /** Right cells, within their limits. */
  static List<Candidate> right() {
    return List.of(
        new Candidate("the leaky integrator", new LeakyType(Leaky::new), true, true, ""),
        new Candidate(
            "a cell that counts its steps, and says that it has limits",
            new LeakyType(
                (type, spec, weights) ->
                    new WrongStreaming.Counting(type, spec, weights) {
                      @Override
                      public Ports ports() {
                        return new Ports(I, H, List.of(H), false);
                      }
                    }),
            false,
            false,
            ""));
  }

  static List<Candidate> wrong() {
    List<Candidate> all = new ArrayList<>();
    all.addAll(WrongLearning.all());
    all.addAll(WrongRunning.all());
    all.addAll(WrongStreaming.all());
    all.addAll(WrongPadding.all());
    all.addAll(WrongMaking.all());
    return all;
  }

  /** A cell with a mistake. */
  static Candidate wrong(String caughtBy, String what, LeakyType.Maker maker) {
    return wrong(caughtBy, what, new LeakyType(maker));
  }

  /** A type with a mistake. */
  static Candidate wrong(String caughtBy, String what, LeakyType type) {
    return new Candidate(what, type, true, true, caughtBy);
  }

  @Override
  public String toString() {
    return what;
  }
}
