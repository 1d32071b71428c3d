package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.cli.trace.Trail;
import rondo.core.Matrix;
import rondo.core.Model;
import rondo.core.Settings;
import rondo.engine.Rondo;
import rondo.engine.kernel.KernelChoice;
import rondo.engine.train.Fading;
import rondo.engine.train.GradientNorms;
import rondo.engine.watch.CellStates;
import rondo.engine.watch.Traced;
import rondo.tasks.text.Span;

/** What is seen of cells is what they do. */
class TraceTest {
  /**
   * Products of other shapes add in other orders; states are of about 1, floats have 1e-7 of it.
   */
  private static final float NEAR = 1e-5f;

  private final Rondo rondo = Rondo.load();
  @TempDir Path folder;

  private Model<List<String>, List<Span>> stored(String cell) throws IOException {
    Path file = folder.resolve(cell + ".rondo");
    Files.write(file, VersionOneTest.bytes(cell + ".rondo"));
    @SuppressWarnings("unchecked") // it was trained for ner
    Model<List<String>, List<Span>> model = (Model<List<String>, List<Span>>) rondo.model(file);
    return model;
  }

  /**
   * A cell that reads forward has seen nothing of what comes later, one that reads backward nothing
   * of what stood before; so a longer text has the states of a shorter one where both agree.
   */
  @ParameterizedTest
  @ValueSource(strings = {"lstm", "gru", "rnn"})
  void statesStandInTheOrderOfTheTextInEitherDirection(String cell) throws IOException {
    Model<List<String>, List<Span>> model = stored(cell);
    List<String> whole = List.of("Ada", "came", "to", "London", ".");
    List<Traced<List<Span>>> traced =
        rondo.trace(model, List.of(whole, whole.subList(0, 3), whole.subList(2, 5)));
    CellStates.States forward = states(traced.get(0), "network/layer0/forward");
    CellStates.States backward = states(traced.get(0), "network/layer0/backward");
    assertThat(forward.time()).isEqualTo(5);
    assertThat(forward.parts()).hasSize(cell.equals("lstm") ? 2 : 1);
    for (int p = 0; p < forward.parts().size(); p++) {
      CellStates.States first = states(traced.get(1), "network/layer0/forward");
      CellStates.States last = states(traced.get(2), "network/layer0/backward");
      assertNear(first.part(p), forward.part(p).rows(0, 3));
      assertNear(last.part(p), backward.part(p).rows(2, 3));
    }
    assertThat(traced.get(0).script().read()).isEqualTo(whole);
    assertThat(traced.get(0).script().written()).hasSize(5);
  }

  @Test
  void lettersStandUnderTheirWords() throws IOException {
    List<String> text = List.of("Ada", "came", "Ada");
    Traced<?> traced = rondo.trace(stored("gru"), List.of(text)).get(0);
    CellStates letters = traced.cells().get(0);
    List<Trail> trails = Trail.of(letters, traced);
    String path = "network/features/characters/encoder/forward";
    assertThat(trails).extracting(Trail::cell).containsExactly(path + "[Ada]", path + "[came]");
    assertThat(trails.get(1).tokens()).containsExactly("c", "a", "m", "e");
    assertThat(trails.get(1).parts().get(0).rows()).isEqualTo(4);
  }

  private static CellStates.States states(Traced<?> traced, String cell) {
    return traced.cells().stream()
        .filter(c -> c.cell().equals(cell))
        .findFirst()
        .orElseThrow()
        .sequences()
        .get(0);
  }

  private static void assertNear(Matrix found, Matrix due) {
    assertThat(found.size()).isEqualTo(due.size()).isPositive();
    for (int i = 0; i < due.rows(); i++) {
      for (int j = 0; j < due.cols(); j++) {
        assertThat(Math.abs(found.get(i, j) - due.get(i, j))).isLessThan(NEAR);
      }
    }
  }

  // Found here, of 60 steps: 4e-20 of the gradient arrive through a plain cell, 1e-6 with gates.
  @Test
  void freshCellsLetTheGradientFadeEachInItsWay() {
    double plain = arrived("rnn");
    assertThat(plain).isLessThan(1e-12);
    assertThat(arrived("lstm")).isGreaterThan(1e6 * plain);
    assertThat(arrived("gru")).isGreaterThan(1e3 * plain);
  }

  private double arrived(String cell) {
    GradientNorms norms =
        new Fading(60, 16, 1)
            .of(rondo.plugins().cells().get(cell), Settings.NONE, KernelChoice.best());
    List<GradientNorms.Step> steps = norms.stepsFromEnd();
    assertThat(steps).hasSize(60);
    assertThat(Math.abs(steps.get(0).mean() - 1)).isLessThan(1e-6); // of unit length
    return steps.get(59).mean();
  }
}
