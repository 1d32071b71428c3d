package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rondo.core.Cursor;
import rondo.core.Inputs;
import rondo.core.Model;
import rondo.core.Runner;
import rondo.core.Sequence;
import rondo.engine.Rondo;

/** Taggers and classifiers that PyTorch exported, as models: whatever is beside a text. */
class MadeElsewhereForTasksTest {
  private static final Rondo RONDO = Rondo.load();
  private static final int WORDS = 20;
  private static final int[] LENGTHS = {4, 2, 6, 1};

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "forward-tagger-traced-13, tag, 4, true, true",
    "tagger-traced-9, tag, 4, true, false",
    "windows-traced-13, tag, 3, true, false", // which see beyond a text's end
    "gather-by-length-traced-13, classify, 3, true, false",
    "last-by-mask-traced-13, classify, 3, true, false",
    "packed-unsorted-traced-17, classify, 3, true, false",
    "attention-traced-13, classify, 3, false, false",
    "flipped-exported-18, tag, 3, false, false"
  })
  void eachTextIsScoredAsItIsAlone(
      String name, String task, int labels, boolean together, boolean streams) throws IOException {
    Model<?, ?> model = model(name, task, labels);
    Map<String, String> found = model.spec().network().options().values();
    assertThat(found)
        .containsEntry("together", String.valueOf(together))
        .containsEntry("streams", String.valueOf(streams));
    Sequence all = scores(model, LENGTHS, 0);
    for (int b = 0; b < LENGTHS.length; b++) {
      Sequence one = scores(model, new int[] {LENGTHS[b]}, b);
      for (int t = 0; t < one.time(); t++) {
        float[] alone = row(one, t, 0);
        float[] beside = row(all, t, b);
        for (int i = 0; i < labels; i++) {
          assertThat(beside[i]).isEqualTo(alone[i], within(1e-5f)); // sums in another order
        }
      }
    }
    Path file = folder.resolve("m.onnx");
    if (together) {
      RONDO.export(model, "onnx", file); // which proves that it answers so, padded with nonsense
      assertThat(file).exists();
    } else {
      assertThatThrownBy(() -> RONDO.export(model, "onnx", file))
          .hasMessageContaining("the padding of a batch is seen");
    }
  }

  private Model<?, ?> model(String name, String task, int labels) throws IOException {
    Path file = folder.resolve("made.onnx");
    try (InputStream in =
        MadeElsewhereForTasksTest.class.getResourceAsStream("elsewhere/" + name + ".onnx")) {
      Files.copy(Objects.requireNonNull(in, name), file);
    }
    Path vocab = list("vocab.txt", "<pad>,<unk>", WORDS);
    Path names = list("labels.txt", "A,B", labels);
    return RONDO.model(
        file,
        "onnx",
        Map.of("task", task, "task.vocab", vocab.toString(), "task.labels", names.toString()));
  }

  private Path list(String name, String first, int count) throws IOException {
    List<String> begin = List.of(first.split(","));
    List<String> all =
        IntStream.range(0, count).mapToObj(i -> i < 2 ? begin.get(i) : "w" + i).toList();
    return Files.write(folder.resolve(name), all);
  }

  /** Of texts of these lengths, the first of which is the so many-th. */
  private static Sequence scores(Model<?, ?> model, int[] lengths, int first) {
    int time = Arrays.stream(lengths).max().orElse(0);
    int[] ids = new int[time * lengths.length];
    for (int b = 0; b < lengths.length; b++) {
      for (int t = 0; t < lengths[b]; t++) {
        ids[t * lengths.length + b] = 2 + (5 * (first + b) + 3 * t) % (WORDS - 2);
      }
    }
    String column = model.task().spec().demand().tokens().columns().firstKey();
    try (Runner runner = RONDO.runner(model);
        Cursor cursor = runner.start(Inputs.NONE)) {
      return cursor.score(Inputs.ids(column, time, lengths, ids)).values();
    }
  }

  private static float[] row(Sequence x, int t, int b) {
    int at = x.rows().at(t * x.batch() + b);
    return Arrays.copyOfRange(x.rows().data(), at, at + x.width());
  }
}
