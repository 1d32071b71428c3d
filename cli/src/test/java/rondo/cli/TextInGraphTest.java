package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rondo.core.Device;
import rondo.core.graph.Tensor;
import rondo.engine.Rondo;
import rondo.onnx.OnnxFile;
import rondo.onnx.OrtModel;
import rondo.tasks.Ner;
import rondo.tasks.text.Scheme;
import rondo.tasks.text.Span;
import rondo.tasks.text.Tokenizing;
import rondo.testkit.javascript.JavaScript;
import rondo.testkit.javascript.Packages;

/**
 * A file that takes raw text tags as the model does, tokens too: a model of words, letters, shapes
 * and a CRF on real sentences, from the programs that docs/onnx.md shows.
 */
class TextInGraphTest {
  private static final Path DOCS = Path.of("../docs/onnx").toAbsolutePath().normalize();

  @TempDir static Path folder = Path.of("");

  private static Path model = Path.of("");
  private static Path file = Path.of("");
  private static List<String> sentences = List.of();

  /** What stands in a sentence. */
  record Tagged(List<String> tokens, List<Span> spans) {}

  @BeforeAll
  static void trainAndExport() throws IOException {
    Path wiki = shared("ner/wikigold").resolve("wikigold.conll.txt");
    Path tweets = shared("ner/wnut17").resolve("emerging.dev.conll"); // emoji among them
    Path train = part(wiki, 0, 500, "train.conll");
    Path dev = part(wiki, 500, 50, "dev.conll");
    List<Object> words = new ArrayList<>(List.of("train", "ner", "--data", train, "--dev", dev));
    words.addAll(TinyModel.SMALL);
    words.addAll(List.of("--cell=lstm", "--train.epochs=8", "-o", folder.resolve("model")));
    run(words.toArray());
    model = folder.resolve("model/best.rondo");
    file = folder.resolve("ner.onnx");
    run("export", model, "-o", file, "--input", "text", "--task.sentences=none");

    sentences = new ArrayList<>();
    Path raw = shared("translation/tatoeba-en-es").resolve("test.es");
    sentences.addAll(Files.readAllLines(raw).subList(0, 100));
    for (Path test : List.of(part(wiki, 550, 200, "wiki"), part(tweets, 0, 200, "tweets"))) {
      Corpus.lines(test).lines().forEach(sentences::add);
    }
    assertThat(sentences).hasSize(500);
    assertThat(sentences).anyMatch(s -> s.codePoints().anyMatch(c -> c > 0xFFFF));
  }

  private static Path shared(String name) {
    Path there = Path.of(System.getProperty("rondo.shared", "../../shared"), "data", name);
    Assumptions.assumeTrue(
        Files.isDirectory(there),
        () -> there + " is not there; set rondo.shared to the shared data");
    return there;
  }

  /** Some sentences of a corpus. */
  private static Path part(Path corpus, int from, int count, String name) throws IOException {
    List<String> all = List.of(Files.readString(corpus).replace("\t", " ").split("\\R\\s*\\R"));
    String part = String.join("\n\n", all.subList(from, from + count));
    return Files.writeString(folder.resolve(name), part);
  }

  private static Transcript run(Object... words) {
    Transcript said = Transcript.of(words);
    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DONE);
    return said;
  }

  // what docs/onnx.md shows

  @Test
  void tenLinesOfJavaTagAsTheModelDoes() throws Exception {
    String jar =
        Path.of(OrtEnvironment.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .toString();
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String program = DOCS.resolve("Label.java").toString();
    List<Tagged> found = tagged(program(List.of(java, "-cp", jar, program, file.toString())));
    assertThat(found).isEqualTo(here(sentences.stream().map(TextInGraphTest::replaced).toList()));
  }

  /** What ONNX Runtime's Java cannot hand over. */
  private static String replaced(String text) {
    return text.codePoints()
        .map(c -> c > 0xFFFF ? 0xFFFD : c)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  @Test
  void tenLinesOfJavaScriptTagAsTheModelDoes() throws Exception {
    Assumptions.assumeTrue(
        Packages.node(), "node and npm are not there, so JavaScript cannot be run");
    String program = javaScript().folder().resolve("label-node.mjs").toString();
    List<Tagged> found = tagged(program(List.of("node", program, file.toString())));
    List<Tagged> expected = here(sentences);
    assertThat(found).isEqualTo(expected);
    assertThat(expected.stream().filter(s -> !s.spans().isEmpty())).hasSizeGreaterThan(20);
  }

  @Test
  void aPageOfTheBrowserTagsAsTheModelDoes() throws Exception {
    Assumptions.assumeTrue(
        Packages.browser().isPresent(), "npm and chromium are not there, so no page can be shown");
    Packages packages = javaScript();
    Files.copy(file, packages.folder().resolve("ner.onnx"), StandardCopyOption.REPLACE_EXISTING);
    try (JavaScript browser = JavaScript.chromium(packages)) {
      String said = browser.ask("/label.html", String.join("\n", sentences));
      assertThat(tagged(said)).isEqualTo(here(sentences));
    }
  }

  /** The programs of the page beside the runtimes that they take. */
  private static Packages javaScript() throws IOException {
    Packages packages = Packages.in(JavaScriptTest.PACKAGES);
    for (String name : List.of("label.mjs", "label-node.mjs", "label.html")) {
      Path to = packages.folder().resolve(name);
      Files.copy(DOCS.resolve(name), to, StandardCopyOption.REPLACE_EXISTING);
    }
    return packages;
  }

  /** What a program says to the sentences, one a line. */
  private static String program(List<String> words) throws Exception {
    Path in = Files.writeString(folder.resolve("in.txt"), String.join("\n", sentences) + "\n");
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    Process process =
        new ProcessBuilder(words)
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (!process.waitFor(3, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    assertThat(process.waitFor()).as("%s: %s", words, Files.readString(err)).isZero();
    return Files.readString(out);
  }

  /** Tokens and labels, one a line, and an empty line after each sentence. */
  private static List<Tagged> tagged(String said) {
    List<Tagged> all = new ArrayList<>();
    List<String> tokens = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (String line : said.split("\n")) {
      if (line.isEmpty()) {
        all.add(new Tagged(List.copyOf(tokens), Scheme.spans(labels)));
        tokens.clear();
        labels.clear();
      } else {
        tokens.add(line.substring(0, line.indexOf('\t')));
        labels.add(line.substring(line.indexOf('\t') + 1));
      }
    }
    all.add(new Tagged(List.copyOf(tokens), Scheme.spans(labels)));
    return all;
  }

  private static List<Tagged> here(List<String> raw) throws IOException {
    List<List<String>> tokens = raw.stream().map(Tokenizing.REGEX::words).toList();
    try (Ner ner = Rondo.load().open(model, Ner.class)) {
      List<List<Span>> spans = ner.answerAll(tokens);
      List<Tagged> all = new ArrayList<>();
      for (int i = 0; i < spans.size(); i++) {
        all.add(new Tagged(tokens.get(i), spans.get(i)));
      }
      return all;
    }
  }

  // what it refuses, and what it survives

  @Test
  void manyAtOnceAndNoneAreLabelled() throws IOException {
    try (OrtModel ort = open()) {
      Map<String, Tensor> none = ort.run(text(" \t "));
      assertThat(strings(none, "tokens")).containsExactly("");
      assertThat(strings(none, "answer")).containsExactly("");
      Map<String, Tensor> three = ort.run(text("one two three", "\u00E9", " "));
      assertThat(strings(three, "tokens"))
          .containsExactly("one", "two", "three", "\u00E9", "", "", "", "", "");
      assertThat(strings(three, "answer")).endsWith("", "", "", "", "");
    }
  }

  private static OrtModel open() throws IOException {
    return OrtModel.open(Files.readAllBytes(file), Device.CPU);
  }

  private static Map<String, Tensor> text(String... texts) {
    return Map.of("text", new Tensor.Strings(List.of(texts.length), texts));
  }

  private static String[] strings(Map<String, Tensor> outputs, String name) {
    return ((Tensor.Strings) Objects.requireNonNull(outputs.get(name))).data();
  }

  /** Where the model would answer for several sentences, the graph does not answer otherwise. */
  @Test
  void whatIsMoreThanASentenceIsRefusedByName() throws IOException {
    try (OrtModel ort = open()) {
      assertThat(strings(ort.run(text("\n one line\r\n")), "tokens"))
          .containsExactly("one", "line");
      for (String lines : List.of("one\ntwo", "one\u2028two", "one\u000Btwo", "one\n\u0085")) {
        assertThatThrownBy(() -> ort.run(text("fine", lines)))
            .hasMessageContaining("refused/more than one line/");
      }
      assertThat(strings(ort.run(text("a ".repeat(1000))), "tokens")).hasSize(1000);
      assertThatThrownBy(() -> ort.run(text("a ".repeat(1001))))
          .hasMessageContaining("refused/more than 1000 tokens/");
    }
  }

  @Test
  void whatONNXRuntimeDoesNotSurviveOrGarblesNeverReachesIt() throws IOException {
    try (OrtModel ort = open()) {
      assertThatThrownBy(() -> ort.run(text())).hasMessageStartingWith("input 'text' is empty");
      assertThatThrownBy(() -> ort.run(text("a", "")))
          .hasMessage("input 'text' has an empty string; leave it out");
      for (String garbled : List.of("\uD83D\uDE00", "a\0b", "\uD83D")) {
        assertThatThrownBy(() -> ort.run(text(garbled))).hasMessageContaining("put U+FFFD in");
      }
    }
  }

  @Test
  void aFileSaysThatItTakesTextAndHoldsTheNewestOperatorsItNeeds() throws IOException {
    assertThat(OnnxFile.read(file).metadata())
        .containsEntry("rondo.form", "text")
        .hasEntrySatisfying("rondo.proof", said -> assertThat(said).startsWith("equal tokens, "));
    assertThat(OnnxFile.read(file).opsets())
        .isEqualTo(Map.of("", 20, "ai.onnx.ml", 4, "com.microsoft", 1));
  }

  /** Patterns of the file as others of the same length: tokens, then the shapes of words. */
  @ParameterizedTest
  @CsvSource({
    "'[\\p{L}\\p{N}]+|', '[\\p{L}\\p{P}]+|', output 'tokens' is",
    "'\\p{Lu}\\p{Ll}+', '\\p{Lu}\\p{Lu}+', output 'scores' is"
  })
  void whatTheFileDoesOtherwiseIsFoundOut(String right, String wrong, String found)
      throws IOException {
    String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
    assertThat(bytes).contains(right);
    Path changed = folder.resolve("changed.onnx");
    Files.writeString(changed, bytes.replace(right, wrong), StandardCharsets.ISO_8859_1);
    Transcript said = Transcript.of("verify", changed, "--model", model);
    assertThat(said.err()).contains("does not answer as its model: " + found);
    assertThat(said.exit()).isEqualTo(Exit.MISSED);
    assertThat(run("verify", file, "--model", model).out()).contains("answers as its model");
  }

  @Test
  void whatNoGraphDoesExactlyIsRefusedNamingTheOption() throws IOException {
    Path other = folder.resolve("other.onnx");
    assertThat(Transcript.of("export", model, "-o", other, "--input", "text").err())
        .contains("option 'sentences' is 'rule', and no graph finds where sentences end");
    assertThat(Transcript.of("export", model, "-o", other, "--input=text", "--step").err())
        .contains("leave out --step or --input text");
    TinyModel words =
        TinyModel.in(
            Files.createDirectory(folder.resolve("words")),
            "--task.tokenizer=words",
            "--train.epochs=1");
    assertThat(
            Transcript.of(
                    "export", words.file(), "-o", other, "--input=text", "--task.sentences=none")
                .err())
        .contains("option 'tokenizer' is 'words', which no graph does exactly");
    assertThat(other).doesNotExist();
  }
}
