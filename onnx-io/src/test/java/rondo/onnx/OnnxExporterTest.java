package rondo.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import rondo.core.Demand.Wanted;
import rondo.core.Device;
import rondo.core.Inputs;
import rondo.core.Model;
import rondo.core.Noise;
import rondo.core.Settings;
import rondo.core.graph.Graph;
import rondo.core.graph.Tensor;
import rondo.engine.Plugins;
import rondo.engine.graph.GraphInputs;
import rondo.engine.graph.SampleInputs;
import rondo.engine.model.SpecTexts;
import rondo.engine.network.RecurrentNetworkType;

class OnnxExporterTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"EACH_TOKEN, bidirectional", "EACH_TOKEN, forward", "WHOLE_SEQUENCE, bidirectional"})
  void anExportAnswersAndSaysAllThatIsNeededToUseIt(Wanted wanted, String direction)
      throws IOException {
    Model<?, ?> model = Labels.model(Labels.RICH, wanted, direction, Gated.Fault.NONE);
    Path file = folder.resolve("m.onnx");
    assertThat(export(model, file)).containsExactly(file);
    byte[] bytes = Files.readAllBytes(file);
    Inputs tokens = SampleInputs.draw(Labels.RICH, Noise.of(9), 4, 1);
    try (OrtModel exported = OrtModel.open(bytes, Device.CPU)) {
      Map<String, Tensor> outputs = exported.run(GraphInputs.feed(Labels.RICH, tokens));
      Tensor.Strings answer = (Tensor.Strings) Objects.requireNonNull(outputs.get("answer"));
      assertThat(answer.data()).isSubsetOf("O", "B-PER", "I-PER", "Übung");
      assertThat(exported.metadata())
          .containsEntry("rondo.task", "labels")
          .containsEntry("rondo.format", "1")
          .hasEntrySatisfying(
              "rondo.proof", said -> assertThat(said).startsWith("scores within 1e-04 *"));
      assertThat(SpecTexts.read("m.onnx", exported.metadata())).isEqualTo(model.spec());
    }
    assertThat(left()).containsExactly("m.onnx");
  }

  @Test
  void theSameModelIsTheSameFile() throws IOException {
    List<byte[]> files = new ArrayList<>();
    for (String name : List.of("a.onnx", "b.onnx")) {
      Model<?, ?> model = Labels.model(Labels.RICH, Wanted.EACH_TOKEN, "forward", Gated.Fault.NONE);
      export(model, folder.resolve(name));
      files.add(Files.readAllBytes(folder.resolve(name)));
    }
    assertThat(files.get(1)).isEqualTo(files.get(0));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void aFaultInTheGraphIsFoundAndNothingIsWritten(Gated.Fault fault) throws IOException {
    Model<?, ?> model = Labels.model(Labels.RICH, Wanted.EACH_TOKEN, "bidirectional", fault);
    assertThatThrownBy(() -> export(model, folder.resolve("m.onnx")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith(
            "the exported file does not answer as the model, so it is not written: output 'scores'")
        .hasMessageContaining(", at step ")
        .hasMessageContaining("the first to differ is what cell 'network/features/characters/");
    assertThat(left()).isEmpty();
  }

  @Test
  void aFileOfStepsIsProvedToo() throws IOException {
    Settings step = Settings.NONE.with("step", "true");
    Path file = folder.resolve("m.onnx");
    Model<?, ?> good = Labels.model(Labels.RICH, Wanted.EACH_TOKEN, "forward", Gated.Fault.NONE);
    assertThat(exporter().export(good, List.of(), file, step).files()).containsExactly(file);
    assertThat(exporter().verify(good, List.of(), file, Device.CPU).equal()).isTrue();
    Gated.Fault fault = Gated.Fault.GATES_SWAPPED;
    Model<?, ?> spoilt = Labels.model(Labels.WORDS, Wanted.EACH_TOKEN, "forward", fault);
    assertThatThrownBy(
            () -> exporter(fault).export(spoilt, List.of(), folder.resolve("s.onnx"), step))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the first to differ is what cell 'network/layer0/forward' says");
    assertThat(left()).containsExactly("m.onnx");
  }

  @Test
  void anAnswerThatDoesNotFollowFromTheScoresIsFound() throws IOException {
    Model<?, ?> model =
        Labels.model(Labels.WORDS, Wanted.EACH_TOKEN, "forward", Gated.Fault.NONE, true);
    assertThatThrownBy(() -> export(model, folder.resolve("m.onnx")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("output 'answer' is '");
    assertThat(left()).isEmpty();
  }

  @Test
  void realInputsAreComparedToo() throws IOException {
    Model<?, ?> model = Labels.model(Labels.WORDS, Wanted.EACH_TOKEN, "forward", Gated.Fault.NONE);
    Inputs real = Inputs.ids("words", 2, new int[] {2}, new int[] {3, 4});
    Path file = folder.resolve("m.onnx");
    prove(model, real, file);
    assertThat(OnnxFile.read(file).metadata().get("rondo.proof")).contains(", 1 real ones;");
  }

  @Test
  void aFileOfThatNameStaysWhenAnExportFails() throws IOException {
    Path file = Files.writeString(folder.resolve("m.onnx"), "before");
    Model<?, ?> model =
        Labels.model(Labels.WORDS, Wanted.EACH_TOKEN, "forward", Gated.Fault.BIAS_DROPPED);
    assertThatThrownBy(() -> export(model, file)).isInstanceOf(IllegalStateException.class);
    assertThat(file).hasContent("before");
  }

  @Test
  void namesAreWhatAPersonUnderstands() throws IOException {
    Model<?, ?> model =
        Labels.model(Labels.RICH, Wanted.EACH_TOKEN, "bidirectional", Gated.Fault.NONE);
    Path file = folder.resolve("m.onnx");
    export(model, file);
    Graph graph = OnnxFile.read(file);
    assertThat(graph.inputs().stream().map(p -> p.value().name()))
        .containsExactlyInAnyOrder(
            "lengths",
            "words",
            "shape",
            "characters.index",
            "characters/lengths",
            "characters/letters");
    assertThat(graph.outputs().stream().map(p -> p.value().name()))
        .containsExactly("scores", "answer");
    assertThat(graph.constants().keySet())
        .contains("network/layer0/forward/R", "network/layer1/backward/b");
    assertThat(graph.functions().keySet().stream().map(Object::toString))
        .containsExactly("org.example.Gated");
  }

  @Test
  void pluginsContributeBackendAndExporter() {
    Plugins plugins = Plugins.load();
    assertThat(plugins.backends().names()).contains("onnxruntime");
    assertThat(plugins.exporters().names()).contains("onnx");
  }

  private static OnnxExporter exporter() {
    return exporter(Gated.Fault.NONE);
  }

  private static OnnxExporter exporter(Gated.Fault fault) {
    return new OnnxExporter(Set.of(new RecurrentNetworkType()), Set.of(new Gated.Type(fault)));
  }

  private static List<Path> export(Model<?, ?> model, Path file) {
    return exporter().export(model, List.of(), file, Settings.NONE).files();
  }

  @SuppressWarnings("unchecked") // the inputs of this task are columns
  private static void prove(Model<?, ?> model, Inputs real, Path file) {
    Model<Inputs, ?> labels = (Model<Inputs, ?>) model;
    String found = exporter().export(labels, List.of(real), file, Settings.NONE).proof();
    assertThat(found).startsWith("scores at most ");
  }

  private List<String> left() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(p -> p.getFileName().toString()).toList();
    }
  }
}
