package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.core.Matrix;
import rondo.engine.model.ModelFile;

/** {@code train --from} and {@code --freeze}. */
class TrainFromTest {
  private static final List<String> SIZES =
      List.of("--network.hidden", "--network.embedding", "--network.characters.filters");
  @TempDir static Path folder;
  private static TinyModel tiny = new TinyModel(Path.of(""), Path.of(""));

  @BeforeAll
  static void trainOne() throws IOException {
    tiny = TinyModel.in(folder, "--train.epochs=3");
    Corpus.write(folder.resolve("more.conll"), 24, 4);
  }

  /** A training that starts from the model; of two words for the same thing the last one counts. */
  private static Transcript from(String out, Object... more) {
    List<Object> words = new ArrayList<>(List.of("train", "ner", "--from", tiny.file()));
    words.addAll(List.of("--data", folder.resolve("more.conll"), "-o", folder.resolve(out)));
    words.addAll(List.of("--dev", folder.resolve("dev.conll"), "--train.epochs=1"));
    TinyModel.SMALL.stream()
        .filter(word -> SIZES.stream().noneMatch(word::startsWith))
        .forEach(words::add);
    words.addAll(List.of(more));
    return Transcript.of(words.toArray());
  }

  private static Path best(String out) {
    return folder.resolve(out).resolve("best.rondo");
  }

  private static void done(Transcript said) {
    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DONE);
  }

  private static Map<String, Matrix> weights(Path file) {
    return ModelFile.read(file).weights().matrices();
  }

  /** The paths of what is not equal to the bit. */
  private static TreeSet<String> moved(Path one, Path other) {
    Map<String, Matrix> right = weights(other);
    TreeSet<String> moved = new TreeSet<>();
    weights(one)
        .forEach(
            (path, m) -> {
              if (!Arrays.equals(m.data(), right.getOrDefault(path, Matrix.NONE).data())) {
                moved.add(path);
              }
            });
    return moved;
  }

  @Test
  void withoutARateItAnswersAsItDid() throws IOException {
    done(from("still", "--train.rate=0"));
    assertThat(moved(best("still"), tiny.file())).isEmpty();
    String text = Corpus.lines(tiny.test());
    assertThat(Transcript.reading(text, "predict", best("still")))
        .isEqualTo(Transcript.reading(text, "predict", tiny.file()));
    assertThat(Transcript.of("inspect", best("still")).out())
        .containsPattern("network.hidden +12\n")
        .containsPattern("recipe.from +\\Q" + tiny.file() + "\\E\n")
        .containsPattern("recipe.from.sha256 +[0-9a-f]{64}\n");
  }

  @Test
  void anExportedModelStartsATrainingToo() {
    Path onnx = folder.resolve("tiny.onnx");
    done(Transcript.of("export", tiny.file(), "-o", onnx));
    done(from("of-rondo"));
    done(from("of-onnx", "--from", onnx));
    assertThat(moved(best("of-onnx"), best("of-rondo"))).isEmpty();
    assertThat(moved(best("of-onnx"), tiny.file())).isNotEmpty();
  }

  @Test
  void anEpochFromAModelLeadsFurtherThanTheFirst() {
    double onwards = f1(from("onwards"));
    List<Object> words = new ArrayList<>(List.of("train", "ner", "-o", folder.resolve("first")));
    words.addAll(List.of("--data", folder.resolve("more.conll"), "--train.epochs=1"));
    words.addAll(List.of("--dev", folder.resolve("dev.conll")));
    words.addAll(TinyModel.SMALL);
    assertThat(onwards).isGreaterThan(f1(Transcript.of(words.toArray())) + 20);
  }

  private static double f1(Transcript said) {
    done(said);
    Matcher score = Pattern.compile("f1 +(\\S+) on dev").matcher(said.out());
    assertThat(score.find()).as(said.out()).isTrue();
    return Double.parseDouble(score.group(1));
  }

  @Test
  void whatIsFrozenStaysToTheBitAndAllElseMoves() {
    String[] much = {"--freeze", "features,*/b", "--train.optimizer=adamw", "--train.decay=0.1"};
    for (String threads : List.of("1", "2")) {
      List<Object> words = new ArrayList<>(List.of(much));
      words.addAll(List.of("--threads", threads, "--train.average-start=1"));
      Transcript said = from("frozen" + threads, words.toArray());
      done(said);
      assertThat(said.err()).containsPattern("weights \\([\\d,]+ more stay fixed\\)");
    }
    TreeSet<String> due = new TreeSet<>(weights(tiny.file()).keySet());
    due.removeIf(path -> path.startsWith("network/features/") || path.endsWith("/b"));
    assertThat(moved(best("frozen1"), tiny.file())).isNotEmpty().isEqualTo(due);
    assertThat(best("frozen2")).hasSameBinaryContentAs(best("frozen1"));
    assertThat(Transcript.of("inspect", best("frozen1"), "--recipe").out())
        .contains("train.freeze = features,*/b\n")
        .contains("from = " + tiny.file() + "\n");
  }

  @Test
  void itGoesOnWhereItEndedWithTheSameBits() {
    done(from("at-once", "--train.epochs=2", "--freeze=crf"));
    done(from("in-two", "--train.epochs=1", "--freeze=crf"));
    Transcript more = from("in-two", "--train.epochs=2", "--freeze=crf", "--resume=must");
    done(more);
    assertThat(more.err()).contains("going on after step 3");
    assertThat(best("in-two")).hasSameBinaryContentAs(best("at-once"));
    assertThat(moved(best("in-two"), tiny.file()))
        .isNotEmpty()
        .noneMatch(path -> path.startsWith("task/crf/"));
  }

  @Test
  void aTranslatorLearnsOn() throws IOException {
    Path first = TinyTranslator.in(folder.resolve("spanish"), "--train.epochs=5");
    List<Object> words = new ArrayList<>(List.of("train", "translate", "--from", first));
    words.addAll(List.of("--data", folder.resolve("text.en"), "--threads=1", "--train.epochs=2"));
    words.addAll(List.of("--train.rows=4", "--train.warmup=0", "--task.smoothing=0.2"));
    words.addAll(List.of("--network.dropout=0.1", "--freeze", "encoder"));
    words.addAll(List.of("-o", folder.resolve("more-spanish")));
    Transcript said = Transcript.of(words.toArray());
    done(said);
    assertThat(moved(best("more-spanish"), first))
        .isNotEmpty()
        .noneMatch(path -> path.startsWith("network/encoder/"));
    assertThat(ModelFile.read(best("more-spanish")).spec().task().lists())
        .isEqualTo(ModelFile.read(first).spec().task().lists());
    words.add("--encoder.cell=lstm");
    refused(Exit.USAGE, "network.encoder.cell = lstm contradicts", Transcript.of(words.toArray()));
  }

  // what goes wrong

  private static void refused(Exit exit, String sentence, Transcript said) {
    assertThat(said.exit()).as(said.err()).isEqualTo(exit);
    assertThat(said.err()).startsWith("rondo: ").contains(sentence).hasLineCount(1);
  }

  @Test
  void whatContradictsTheModelIsRefused() {
    Path no = folder.resolve("no");
    assertThat(from("no", "--network.hidden=64"))
        .isEqualTo(
            new Transcript(
                Exit.USAGE,
                "",
                "rondo: network.hidden = 64 contradicts '%s', where it is 12; leave it out: of"
                        .formatted(tiny.file())
                    + " network.* a training from a model can say anew frozen, dropout,"
                    + " dropout-kind, word-dropout\n"));
    refused(Exit.USAGE, "network.cell = gru contradicts", from("no", "--cell", "gru"));
    refused(Exit.USAGE, "task.min-count = 7 contradicts", from("no", "--task.min-count=7"));
    refused(Exit.USAGE, "task.vectors = v.txt contradicts", from("no", "--task.vectors=v.txt"));
    assertThat(no).doesNotExist();
  }

  @Test
  void aModelOfAnotherTaskIsRefused() {
    Transcript said =
        Transcript.of("train", "tag", "--from", tiny.file(), "--data", "x", "-o", "no");
    refused(
        Exit.USAGE, "is a model for task 'ner', so no training of task 'tag' starts from it", said);
    refused(Exit.MODEL, "there is no model file", from("no", "--from", "none.rondo"));
    refused(
        Exit.MODEL,
        "name a model file in it, such as " + tiny.file(),
        from("no", "--from", folder.resolve("model")));
  }

  @Test
  void aLabelThatTheModelLacksIsNamedWithItsFile() throws IOException {
    Path data = folder.resolve("others.conll");
    Files.writeString(data, "Ada B-PER\nread O\nEmma B-BOOK\n\n");
    assertThat(from("no", "--data", data))
        .isEqualTo(
            new Transcript(
                Exit.DATA,
                "",
                "rondo: "
                    + data
                    + ": the model has no label 'S-BOOK'; it knows [O, B-LOC, I-LOC, E-LOC, S-LOC,"
                    + " B-PER, I-PER, E-PER, S-PER]; leave it out of the data or rename it there,"
                    + " or train without 'from'\n"));
    assertThat(folder.resolve("no")).doesNotExist();
    done(from("renamed", "--data", data, "--task.labels=BOOK="));
  }

  @Test
  void whatCannotBeFrozenIsRefused() {
    refused(Exit.USAGE, "Did you mean 'head'?", from("no", "--freeze=haed"));
    refused(
        Exit.USAGE,
        "option 'freeze' leaves no parameter to train",
        from("no", "--freeze", "*", "--train.epochs=2"));
    assertThat(folder.resolve("no")).doesNotExist();
  }
}
