package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import rondo.core.CellType;
import rondo.core.Cursor;
import rondo.core.Demand;
import rondo.core.Device;
import rondo.core.Inputs;
import rondo.core.Sequence;
import rondo.core.graph.Tensor;
import rondo.engine.Rondo;
import rondo.engine.graph.GraphAnswers;
import rondo.engine.graph.GraphInputs;
import rondo.engine.graph.GraphOutputs;
import rondo.engine.model.Vocabulary;
import rondo.onnx.OrtModel;

/**
 * From a corpus to tagged sentences to an ONNX file that tags the same, with every cell that is
 * found: ours, and those of all strangers among the examples, whoever they are.
 */
class ThinPathTest {
  /** Two sums of some hundred float products in another order, handed on from word to word. */
  private static final double REORDERED = 1e-4;

  @TempDir static Path folder = Path.of("");

  @BeforeAll
  static void prepare() throws IOException {
    String shared = System.getProperty("rondo.shared", "../../shared");
    Path corpus = Path.of(shared, "data/ner/wikigold/wikigold.conll.txt");
    Assumptions.assumeTrue(
        Files.exists(corpus), () -> corpus + " is not there; set rondo.shared to the shared data");
    List<String> sentences = new ArrayList<>(List.of(Files.readString(corpus).split("\n\n+")));
    sentences.removeIf(String::isBlank);
    int train = sentences.size() * 8 / 10;
    int dev = sentences.size() * 9 / 10;
    write("train", sentences.subList(0, train));
    write("dev", sentences.subList(train, dev));
    write("test", sentences.subList(dev, sentences.size()));
    Files.writeString(text(), Corpus.lines(folder.resolve("test")));
    Strangers.into(Files.createDirectory(folder.resolve("plugins")));
  }

  private static void write(String name, List<String> sentences) throws IOException {
    Files.writeString(folder.resolve(name), String.join("\n\n", sentences) + "\n");
  }

  @TestFactory
  Stream<DynamicTest> everyCellTrainsTagsAndExports() {
    TreeSet<String> ours = new TreeSet<>();
    Rondo.load().plugins().cells().all().forEach(c -> ours.add(c.name()));
    List<CellType> all =
        List.copyOf(Rondo.load(List.of(folder.resolve("plugins"))).plugins().cells().all());
    assertThat(ours).contains("rnn", "lstm", "gru");
    assertThat(all).hasSizeGreaterThan(ours.size());
    return all.stream().map(c -> DynamicTest.dynamicTest(c.name(), () -> path(c.name())));
  }

  private static void path(String cell) throws IOException {
    Path model = folder.resolve(cell).resolve("best.rondo");
    Path onnx = folder.resolve(cell + ".onnx");
    List<Object> train = new ArrayList<>(List.of("train", "ner", "--cell", cell));
    train.addAll(List.of("--data", folder.resolve("train"), "--dev", folder.resolve("dev")));
    train.addAll(List.of("--network.hidden=48", "--network.embedding=48", "--train.rate=0.01"));
    train.addAll(List.of("--task.characters=false", "--task.shape=false")); // ids of words alone
    train.addAll(List.of("--train.epochs=4", "-o", folder.resolve(cell)));
    run(train);
    String tagged = run(List.of("predict", model, text())).out();
    assertThat(tagged).contains(" PER]").contains(" LOC]"); // it has learnt something
    assertThat(run(List.of("predict", model, text(), "--backend", "onnxruntime")).out())
        .isEqualTo(tagged);
    assertThat(run(List.of("export", model, "-o", onnx)).out()).isEqualTo(onnx + "\n");
    requireEqualAnswers(model, onnx);
  }

  private static Transcript run(List<Object> words) {
    List<Object> all = new ArrayList<>(words);
    all.addAll(List.of("--plugins", folder.resolve("plugins")));
    Transcript said = Transcript.of(all.toArray());
    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DONE);
    return said;
  }

  /** The test sentences as plain text. */
  private static Path text() {
    return folder.resolve("test.txt");
  }

  /** The file by itself, ids in, scores and tags out, against the model, sentence by sentence. */
  private static void requireEqualAnswers(Path model, Path onnx) throws IOException {
    List<String> sentences = Files.readAllLines(text());
    assertThat(sentences).hasSizeGreaterThan(100);
    Rondo rondo = Rondo.load(List.of(folder.resolve("plugins")));
    try (Trained<?, ?> trained = Trained.open(rondo, model, 1, Map.of());
        OrtModel exported = OrtModel.open(Files.readAllBytes(onnx), Device.CPU)) {
      var spec = trained.model().task().spec();
      Vocabulary words = Vocabulary.of(spec.list("words"), Vocabulary.Folding.CASE);
      Demand demand = spec.demand();
      for (String sentence : sentences) {
        int[] ids = Arrays.stream(sentence.split(" ")).mapToInt(words::id).toArray();
        Inputs tokens = Inputs.ids("words", ids.length, new int[] {ids.length}, ids);
        SortedMap<String, Tensor> outputs = exported.run(GraphInputs.feed(demand.tokens(), tokens));
        try (Cursor cursor = trained.runner().start(Inputs.NONE)) {
          Sequence scores = cursor.score(tokens).values();
          requireNear(sentence, scores, output(outputs, GraphOutputs.SCORES, Tensor.Floats.class));
          SortedMap<String, Tensor> due = ((GraphAnswers) trained.model().task()).answers(scores);
          assertThat(output(outputs, GraphOutputs.ANSWER, Tensor.Strings.class).data())
              .as(sentence)
              .containsExactly(output(due, GraphOutputs.ANSWER, Tensor.Strings.class).data());
        }
      }
    }
  }

  private static <T extends Tensor> T output(
      SortedMap<String, Tensor> outputs, String name, Class<T> type) {
    return Optional.ofNullable(outputs.get(name)).map(type::cast).orElseThrow();
  }

  private static void requireNear(String sentence, Sequence due, Tensor.Floats found) {
    assertThat(found.data()).hasSize(due.time() * due.width());
    for (int i = 0; i < found.data().length; i++) {
      double wanted = due.rows().data()[due.rows().offset() + i];
      assertThat(Math.abs(found.data()[i] - wanted))
          .as(sentence)
          .isLessThan(REORDERED * Math.max(1, Math.abs(wanted)));
    }
  }
}
