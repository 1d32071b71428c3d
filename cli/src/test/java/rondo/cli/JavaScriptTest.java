package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.core.Example;
import rondo.core.Model;
import rondo.core.Param;
import rondo.core.TaskType;
import rondo.engine.Rondo;
import rondo.onnx.Agreement;
import rondo.onnx.Mismatch;
import rondo.onnx.OnnxExporter;
import rondo.testkit.javascript.JavaScript;
import rondo.testkit.javascript.Packages;

/**
 * Exported files answer as their models in Node and in a browser, too. {@code benchmarks/run
 * elsewhere} shows it of every cell, of models that have learnt, and of more sentences.
 */
class JavaScriptTest {
  /** Where npm puts the runtimes, once for all tests. */
  static final Path PACKAGES = Path.of("target/javascript");

  private static final Path EXAMPLES = Path.of("../examples");
  private static final int SENTENCES = 100;

  @TempDir static Path folder = Path.of("");

  private static final List<Exported<?, ?>> EXPORTED = new ArrayList<>();

  /** A file, the model that it was written from, and real inputs. */
  record Exported<I, O>(OnnxExporter by, Model<I, O> model, List<I> real, Path file) {
    Agreement compared(JavaScript runtime) {
      return by.compare(model, real, file, runtime);
    }
  }

  @BeforeAll
  static void export() throws IOException {
    Strangers.into(Files.createDirectory(folder.resolve("plugins")));
    Rondo rondo = Rondo.load(List.of(folder.resolve("plugins")));
    Map<String, String> ids = Map.of();
    Map<String, String> text = Map.of("input", "text");
    Model<?, ?> names =
        untrained(rondo, "ner", "cell", "lstm", "layers", "2", "characters.encoder", "recurrent");
    export(rondo, names, "ner/train.conll", ids);
    export(rondo, names, "ner/train.conll", text);
    export(rondo, untrained(rondo, "ner", "cell", "indrnn"), "ner/train.conll", ids);
    Model<?, ?> texts = untrained(rondo, "classify", "cell", "gru", "pooling", "attention");
    export(rondo, texts, "classify/train.tsv", ids);
    export(rondo, texts, "classify/train.tsv", text);
    String[] rnn = {"--encoder.cell=rnn", "--decoder.cell=rnn", "--train.epochs=20"};
    Model<?, ?> translator = rondo.model(TinyTranslator.in(folder.resolve("model"), rnn));
    for (String beam : List.of("1", "5")) {
      Model<?, ?> searching = rondo.answering(translator, Map.of("beam", beam));
      export(rondo, searching, "translate/train.en", ids);
    }
  }

  private static Model<?, ?> untrained(Rondo rondo, String task, String... network)
      throws IOException {
    Map<String, String> options = task.equals("ner") ? Map.of("sentences", "none") : Map.of();
    Map<String, String> said = new TreeMap<>();
    for (int i = 0; i < network.length; i += 2) {
      said.put(network[i], network[i + 1]);
    }
    return Untrained.of(rondo.plugins(), task, options, said).model();
  }

  private static <I, O> void export(
      Rondo rondo, Model<I, O> model, String data, Map<String, String> options) throws IOException {
    Path file = folder.resolve(EXPORTED.size() + ".onnx");
    rondo.export(model, "onnx", file, options);
    @SuppressWarnings("unchecked") // a model is of the type that its spec names
    TaskType<I, O> type = (TaskType<I, O>) rondo.plugins().task(model.spec().task().type());
    List<I> real =
        type.texts(model.spec().task().options()).read(EXAMPLES.resolve(data)).stream()
            .map(Example::input)
            .limit(SENTENCES)
            .toList();
    assertThat(real).hasSize(SENTENCES);
    OnnxExporter exporter = (OnnxExporter) rondo.plugins().exporters().get("onnx");
    EXPORTED.add(new Exported<>(exporter, model, real, file));
  }

  private static JavaScript runtime(String where) throws IOException {
    boolean node = where.equals("node");
    Assumptions.assumeTrue(
        node ? Packages.node() : Packages.browser().isPresent(),
        () -> "npm and " + where + " are not there, so nothing is run there");
    Packages packages = Packages.in(PACKAGES);
    return node ? JavaScript.node(packages) : JavaScript.chromium(packages);
  }

  @ParameterizedTest
  @ValueSource(strings = {"node", "chromium"})
  void filesAnswerAsTheirModels(String where) throws IOException {
    try (JavaScript runtime = runtime(where)) {
      assertThat(runtime).asString().startsWith("onnxruntime-").contains(Packages.VERSION);
      for (Exported<?, ?> each : EXPORTED) {
        assertThat(each.compared(runtime).places()).isGreaterThan(SENTENCES);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"node", "chromium"})
  void whatAnswersOtherwiseIsFoundOutAndWhatIsRefusedIsTold(String where) throws IOException {
    Exported<?, ?> file = EXPORTED.get(0);
    Param bias =
        file.model().params().stream()
            .filter(p -> p.path().endsWith("/forward/b"))
            .findFirst()
            .orElseThrow();
    float[] values = bias.value().data();
    float was = values[bias.value().offset()];
    try (JavaScript runtime = runtime(where)) {
      values[bias.value().offset()] = was + 0.5f;
      bias.changed();
      assertThatThrownBy(() -> file.compared(runtime))
          .isInstanceOf(Mismatch.class)
          .hasMessageContaining("the first to differ is what cell '");
      assertThatThrownBy(() -> runtime.open(new byte[] {1, 2, 3}))
          .hasMessageContaining("says: Error: ")
          .hasMessageContaining("protobuf");
    } finally {
      values[bias.value().offset()] = was;
      bias.changed();
    }
  }

  @Test
  void anErrorInAPageIsTold() throws IOException {
    try (JavaScript browser = runtime("chromium")) {
      Path page = PACKAGES.resolve("broken.html");
      Files.writeString(
          page,
          "<textarea></textarea><button onclick=\"this.disabled = true; throw Error('Oh')\"></button><pre></pre>");
      assertThatThrownBy(() -> browser.ask("/broken.html", "a"))
          .hasMessageContaining("says: ")
          .hasMessageContaining("Error: Oh");
    }
  }
}
