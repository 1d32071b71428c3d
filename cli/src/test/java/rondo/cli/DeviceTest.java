package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rondo.engine.Rondo;

/** A device that cannot be had: one sentence, its own exit code, and nothing is left behind. */
class DeviceTest {
  @TempDir static Path folder = Path.of("");

  @BeforeAll
  static void make() throws IOException {
    Rondo rondo = Rondo.load();
    Map<String, String> small = Map.of("merges", "50");
    rondo.save(Untrained.of(rondo.plugins(), "ner", Map.of(), Map.of()).model(), in("ner.rondo"));
    rondo.save(
        Untrained.of(rondo.plugins(), "translate", small, Map.of()).model(), in("en-es.rondo"));
    rondo.export(rondo.model(in("ner.rondo")), "onnx", in("ner.onnx"));
    Files.writeString(in("text.txt"), "Ada met Zoë .\n");
  }

  private static Path in(String name) {
    return folder.resolve(name);
  }

  /** Every verb that runs a model, with all that it could write. */
  static List<List<Object>> commands() {
    Path text = in("text.txt");
    Path data = Path.of("../examples/ner/dev.conll");
    return List.of(
        List.of("predict", in("ner.rondo"), text),
        List.of("evaluate", in("ner.rondo"), data, "--report", in("report.json")),
        List.of("translate", in("en-es.rondo"), text, "--heat-map", in("pictures")),
        List.of("score", in("en-es.rondo"), text, text),
        List.of("verify", in("ner.onnx"), "--model", in("ner.rondo")),
        List.of("inspect", in("ner.rondo"), "--placement"),
        List.of("benchmark", in("ner.rondo"), text, "--backends", "onnxruntime"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void whatCannotBeHadIsOneSentenceAndLeavesNothing(List<Object> command) throws IOException {
    List<Path> before = files();
    Stream<Object> words = Stream.concat(command.stream(), Stream.of("--device", "cuda"));
    Transcript said = Transcript.of(words.toArray());
    Assumptions.assumeFalse(said.exit() == Exit.DONE, "there is a GPU, so CUDA can be had");
    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DEVICE);
    assertThat(said.out()).isEmpty();
    assertThat(said.err()).hasLineCount(1);
    assertThat(said.err())
        .startsWith("rondo: ONNX Runtime cannot use cuda:0 (")
        .contains("NVIDIA GPU", "CUDA 12", "cuDNN 9", "onnxruntime_gpu", "--device cpu");
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void noVerbThatTakesADeviceIsForgotten() {
    Stream<String> taking =
        Stream.of(Verb.values())
            .map(Verb::word)
            .filter(verb -> !verb.equals("doctor")) // which tells of it as of all else
            .filter(verb -> Transcript.of(verb, "--help").out().contains("--device"));
    assertThat(taking)
        .containsExactlyInAnyOrderElementsOf(
            commands().stream().map(c -> c.get(0).toString()).toList());
    Transcript said =
        Transcript.of("export", in("ner.rondo"), "-o", in("m.onnx"), "--device", "cuda");
    assertThat(said.exit()).isEqualTo(Exit.USAGE);
    assertThat(said.err()).contains("export has no option '--device'");
    assertThat(in("m.onnx")).doesNotExist();
  }

  /** What there is in the folder, and profiles of runs among what is temporary. */
  private static List<Path> files() throws IOException {
    try (Stream<Path> here = Files.walk(folder);
        Stream<Path> temporary = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      Stream<Path> profiles =
          temporary.filter(f -> f.getFileName().toString().startsWith("rondo-profile"));
      return Stream.concat(here, profiles).sorted().toList();
    }
  }
}
