package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of task, with all that reads its words unless told otherwise (letters under a
 * convolution, shapes), every way to sum up a text and to choose labels, with cells of ours and of
 * strangers: answers the same on ONNX Runtime, is exported to what the official checker takes, of
 * ids and of text, and comes back.
 */
class ExportedKindsTest {
  private static final Path EXAMPLES = Path.of("../examples");

  @TempDir static Path folder = Path.of("");

  /** What to train, and on what. */
  record Kind(String task, Path data, List<String> more) {
    @Override
    public String toString() {
      return task + " " + String.join(" ", more);
    }
  }

  static List<Kind> kinds() {
    Path names = EXAMPLES.resolve("ner/dev.conll"); // a fifth of the training data, and enough
    Path words = EXAMPLES.resolve("tag/train.conll");
    Path letters = EXAMPLES.resolve("classify/train.tsv");
    return List.of(
        new Kind("ner", names, List.of("--cell=lstm", "--network.layers=2")),
        new Kind("ner", names, List.of("--cell=indrnn", "--task.scheme=iob2")),
        new Kind(
            "tag", words, List.of("--cell=gru", "--network.layers=2", "--network.residual=true")),
        new Kind("tag", words, List.of("--cell=indrnn", "--task.decoder=softmax")),
        new Kind("classify", letters, List.of("--cell=lstm")), // by mean-max
        new Kind("classify", letters, List.of("--cell=indrnn", "--network.pooling=mean-max")),
        new Kind("classify", letters, List.of("--cell=rnn", "--network.pooling=last")),
        new Kind("classify", letters, List.of("--cell=gru", "--network.pooling=mean")),
        new Kind(
            "classify",
            letters,
            List.of("--cell=lstm", "--network.pooling=max", "--network.layers=2")),
        new Kind("classify", letters, List.of("--cell=rnn", "--network.pooling=attention")));
  }

  @BeforeAll
  static void findStrangers() throws IOException {
    Strangers.into(Files.createDirectory(folder.resolve("plugins")));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void answersTheSameAndIsExported(Kind kind) throws IOException {
    Path out = Files.createTempDirectory(folder, kind.task());
    List<Object> train = new ArrayList<>(List.of("train", kind.task(), "--data", kind.data()));
    train.addAll(TinyModel.SMALL);
    train.addAll(kind.more());
    train.addAll(List.of("--train.epochs=6", "-o", out));
    run("", train);

    Path model = out.resolve("best.rondo");
    String text = text(kind);
    String ours = run(text, List.of("predict", model));
    assertThat(ours.lines().distinct().count()).isGreaterThan(1); // it has learnt something
    assertThat(run(text, List.of("predict", model, "--backend", "onnxruntime"))).isEqualTo(ours);

    Path file = out.resolve("model.onnx");
    assertThat(run("", List.of("export", model, "-o", file))).startsWith(file + "\n");
    Path texts = out.resolve("text.onnx");
    List<Object> export = new ArrayList<>(List.of("export", model, "-o", texts, "--input=text"));
    export.addAll(kind.task().equals("classify") ? List.of() : List.of("--task.sentences=none"));
    assertThat(run("", export)).startsWith(texts + "\n");
    comesBack(model, file);
    assertThat(run(text, List.of("predict", file))).isEqualTo(ours);
    comesBack(asExported(kind, model), texts);
    Checker.check(file);
    Checker.check(texts);
  }

  /** What was exported is a model file again, the same to the bit. */
  private static void comesBack(Path model, Path file) {
    Path again = file.resolveSibling("again.rondo");
    assertThat(run("", List.of("export", file, "-o", again))).isEqualTo(again + "\n");
    assertThat(again).hasSameBinaryContentAs(model);
  }

  /** The model that a file of text holds: a tagger's was told to take each text as a sentence. */
  private static Path asExported(Kind kind, Path model) {
    if (kind.task().equals("classify")) {
      return model;
    }
    Path told = model.resolveSibling("told.rondo");
    run("", List.of("export", model, "-o", told, "--task.sentences=none"));
    return told;
  }

  private static String run(String text, List<Object> words) {
    List<Object> all = new ArrayList<>(words);
    all.addAll(List.of("--plugins", folder.resolve("plugins")));
    Transcript said = Transcript.reading(text, all.toArray());
    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DONE);
    return said.out();
  }

  /** What was not trained on, one text a line. */
  private static String text(Kind kind) throws IOException {
    if (!kind.task().equals("classify")) {
      return Corpus.lines(kind.data().resolveSibling("test.conll"));
    }
    try (Stream<String> lines = Files.lines(kind.data().resolveSibling("test.tsv"))) {
      return lines.skip(1).map(l -> l.split("\t")[1] + "\n").collect(Collectors.joining());
    }
  }
}
