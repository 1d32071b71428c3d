package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs a model, and where, as a person says it. */
class BackingTest {
  @TempDir Path folder;

  private Path model = Path.of("");

  @BeforeEach
  void train() throws IOException {
    model = TinyModel.in(folder, "--train.epochs=1", "--cell=gru").file();
  }

  @Test
  void theBackendTakesOptions() {
    String text = "Ada Lovelace lived in London .\nAlan Turing met Zoë .\n";
    String usual = Transcript.reading(text, "predict", model, "--backend", "onnxruntime").out();
    for (String option : List.of("arena=false", "optimise=none", "threads=2")) {
      String own = "--backend." + option;
      Transcript said = Transcript.reading(text, "predict", model, "--backend", "onnxruntime", own);
      assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DONE);
      assertThat(said.out()).as(option).isEqualTo(usual);
    }
  }

  @Test
  void anOptionThatTheBackendDoesNotKnowIsRefused() {
    Transcript misspelt =
        Transcript.of("predict", model, "--backend", "onnxruntime", "--backend.arean=false");
    assertThat(misspelt.exit()).isEqualTo(Exit.USAGE);
    assertThat(misspelt.err())
        .contains("backend 'onnxruntime': no option named 'arean'")
        .contains("Did you mean 'arena'?");
    Transcript other = Transcript.of("predict", model, "--backend.arena=false");
    assertThat(other.exit()).isEqualTo(Exit.USAGE);
    assertThat(other.err()).contains("backend 'native': no option named 'arena'; known: none.");
  }

  @Test
  void eachNodeTellsWhereItWasComputed() throws IOException {
    Transcript said = Transcript.of("inspect", model, "--placement");
    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DONE);
    assertThat(said.out().lines())
        .hasSizeGreaterThan(5)
        .allMatch(line -> line.endsWith(" on CPUExecutionProvider"))
        .anyMatch(line -> line.matches("network/GRU_\\d+ +GRU on .*"));
    assertThat(profiles()).isEmpty();
    Transcript here = Transcript.of("inspect", model, "--placement", "--backend", "native");
    assertThat(here.exit()).isEqualTo(Exit.USAGE);
    assertThat(here.err()).contains("backend 'native' computes a whole model in one place");
  }

  /** Profiles of runs that were left behind. */
  private static List<Path> profiles() throws IOException {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.getFileName().toString().startsWith("rondo-profile")).toList();
    }
  }
}
