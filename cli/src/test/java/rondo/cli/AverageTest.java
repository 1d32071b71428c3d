package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.core.Matrix;
import rondo.engine.Rondo;
import rondo.engine.model.ModelFile;

class AverageTest {
  @TempDir static Path folder;
  private static Path out = Path.of("");

  @BeforeAll
  static void train() throws IOException {
    TinyModel.in(folder, "--train.epochs=5", "--train.keep=3");
    out = folder.resolve("model");
  }

  private static Path epoch(int number) {
    return out.resolve("epoch-" + number + ".rondo");
  }

  private static List<String> kept(Path where) throws IOException {
    try (Stream<Path> all = Files.list(where)) {
      return all.map(f -> f.getFileName().toString())
          .filter(n -> n.startsWith("epoch-"))
          .sorted()
          .toList();
    }
  }

  private static Map<String, Matrix> weights(Path file) {
    return ModelFile.read(file).weights().matrices();
  }

  /** A weight by the path of its matrix and its place in there. */
  private static float weight(Map<String, Matrix> all, String path, int at) {
    Matrix x = all.getOrDefault(path, Matrix.NONE);
    return x.data()[x.offset() + at];
  }

  private static void requireSameWeights(Path one, Path other) {
    Map<String, Matrix> left = weights(one);
    Map<String, Matrix> right = weights(other);
    assertThat(left.keySet()).isEqualTo(right.keySet());
    left.forEach(
        (path, x) -> {
          for (int i = 0; i < x.size(); i++) {
            assertThat(weight(right, path, i)).as(path).isEqualTo(weight(left, path, i));
          }
        });
  }

  private static void refused(Exit exit, String sentence, Object... words) {
    Transcript said = Transcript.of(words);
    assertThat(said.exit()).as(said.err()).isEqualTo(exit);
    assertThat(said.err()).startsWith("rondo: ").contains(sentence).hasLineCount(1);
  }

  @Test
  void theMeanIsRightToTheBit() {
    Path mean = folder.resolve("mean.rondo");
    Transcript said = Transcript.of("average", epoch(3), epoch(4), epoch(5), "-o", mean);
    assertThat(said).isEqualTo(new Transcript(Exit.DONE, mean + "\n", ""));
    List<Map<String, Matrix>> each =
        List.of(weights(epoch(3)), weights(epoch(4)), weights(epoch(5)));
    Map<String, Matrix> found = weights(mean);
    assertThat(found.keySet()).isEqualTo(each.get(0).keySet());
    long different = 0;
    for (Map.Entry<String, Matrix> x : found.entrySet()) {
      String path = x.getKey();
      for (int i = 0; i < x.getValue().size(); i++) {
        double sum = 0;
        for (Map<String, Matrix> one : each) {
          sum += weight(one, path, i);
        }
        assertThat(weight(found, path, i)).as(path).isEqualTo((float) (sum / 3));
        different += sum / 3 == weight(each.get(0), path, i) ? 0 : 1;
      }
    }
    assertThat(different).as("weights that moved").isPositive();
    Map<String, String> from = ModelFile.read(mean).spec().provenance();
    assertThat(from.get("average.2")).matches("epoch-4\\.rondo [0-9a-f]{64}");
    assertThat(from).containsKey("recipe.seed").doesNotContainKey("average.4");
    assertThat(from.keySet()).noneMatch(key -> key.startsWith("dev."));
    Transcript measured = Transcript.of("evaluate", mean, folder.resolve("test.conll"));
    assertThat(measured.exit()).as(measured.err()).isEqualTo(Exit.DONE);
  }

  @Test
  void theMeanOfOneIsThatOne() {
    Path same = folder.resolve("same.rondo");
    Rondo.load().average(List.of(epoch(5)), same);
    requireSameWeights(same, epoch(5));
  }

  @Test
  void theLastEpochsAreKept() throws IOException {
    assertThat(kept(out)).containsExactly("epoch-3.rondo", "epoch-4.rondo", "epoch-5.rondo");
    Path again = folder.resolve("again");
    Object[] begun = words(again, "--train.epochs=2", "--train.keep=3");
    assertThat(Transcript.of(begun).exit()).isEqualTo(Exit.DONE);
    assertThat(kept(again)).containsExactly("epoch-1.rondo", "epoch-2.rondo");
    Transcript more = Transcript.of(words(again, "--train.epochs=5", "--train.keep=3"));
    assertThat(more.exit()).as(more.err()).isEqualTo(Exit.DONE);
    assertThat(kept(again)).containsExactly("epoch-3.rondo", "epoch-4.rondo", "epoch-5.rondo");
    requireSameWeights(again.resolve("epoch-5.rondo"), epoch(5));
    Transcript anew =
        Transcript.of(words(again, "--train.epochs=1", "--train.keep=3", "--resume=never"));
    assertThat(anew.exit()).as(anew.err()).isEqualTo(Exit.DONE);
    assertThat(kept(again)).containsExactly("epoch-1.rondo");
  }

  private static Object[] words(Path where, String... more) {
    List<Object> data =
        List.of(
            "train",
            "ner",
            "-o",
            where,
            "--data",
            folder.resolve("train.conll"),
            "--dev",
            folder.resolve("dev.conll"));
    return Stream.of(data.stream(), TinyModel.SMALL.stream(), Stream.of(more))
        .flatMap(s -> s)
        .toArray();
  }

  @Test
  void whatHasNoMeanIsRefused() throws IOException {
    Path wide = folder.resolve("wide");
    assertThat(Transcript.of(words(wide, "--train.epochs=1", "--network.hidden=13")).exit())
        .isEqualTo(Exit.DONE);
    Path mean = folder.resolve("none.rondo");
    Path best = wide.resolve("best.rondo");
    refused(Exit.MODEL, "has another network than", "average", epoch(3), best, "-o", mean);
    Corpus.write(folder.resolve("few.conll"), 3, 1);
    Path few = folder.resolve("few");
    Object[] words = words(few, "--train.epochs=1", "--data", "" + folder.resolve("few.conll"));
    assertThat(Transcript.of(words).exit()).isEqualTo(Exit.DONE);
    Path other = few.resolve("best.rondo");
    refused(Exit.MODEL, "other vocabularies or labels", "average", epoch(3), other, "-o", mean);
    refused(Exit.USAGE, "average needs -o FILE", "average", epoch(3));
    refused(Exit.USAGE, "average needs MODEL", "average", "-o", mean);
    refused(Exit.MODEL, "no model file", "average", epoch(3), epoch(9), "-o", mean);
    refused(Exit.DATA, "cannot be written", "average", epoch(3), "-o", folder.resolve("x/y.rondo"));
    assertThat(mean).doesNotExist();
  }
}
