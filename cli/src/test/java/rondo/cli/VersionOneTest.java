package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.core.Example;
import rondo.core.Inputs;
import rondo.core.Model;
import rondo.core.Noise;
import rondo.core.Runner;
import rondo.core.Sequence;
import rondo.core.Task;
import rondo.engine.Rondo;
import rondo.tasks.Ner;
import rondo.tasks.text.Span;

/** Files written by the first version of the format are never written anew, and read ever after. */
class VersionOneTest {
  /**
   * Kernels sum in orders of their own; scores are of a few units, and floats have 1e-7 of each.
   */
  private static final float NEAR = 1e-4f;

  private final Rondo rondo = Rondo.load();
  @TempDir Path folder;

  static String resource(String name) {
    return "version1/" + name;
  }

  static byte[] bytes(String name) throws IOException {
    try (InputStream in = VersionOneTest.class.getResourceAsStream(resource(name))) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"lstm", "gru", "rnn"})
  void answersAsItDidWhenItWasWritten(String cell) throws IOException {
    Path file = Files.write(folder.resolve(cell + ".rondo"), bytes(cell + ".rondo"));
    String stored = new String(bytes(cell + ".txt"), StandardCharsets.UTF_8);
    Model<?, ?> model = rondo.model(file);
    try (Ner ner = rondo.open(file, Ner.class)) {
      for (String sentence : stored.split("\n\n")) {
        List<String> lines = sentence.lines().toList();
        List<String> tokens = List.of(lines.get(0).split(" "));
        List<String> spans = ner.answer(tokens).stream().map(VersionOneTest::text).toList();
        assertThat(spans.isEmpty() ? "none" : String.join(" ", spans))
            .as(lines.get(0))
            .isEqualTo(lines.get(1));
        Sequence scores = scores(model, tokens);
        for (int t = 0; t < tokens.size(); t++) {
          float[] due = floats(lines.get(2 + t));
          for (int k = 0; k < due.length; k++) {
            assertThat(scores.rows().get(t, k)).as(tokens.get(t)).isCloseTo(due[k], within(NEAR));
          }
        }
      }
    }
  }

  private static String text(Span span) {
    return span.label() + ":" + span.from() + "-" + span.to();
  }

  private static float[] floats(String line) {
    String[] words = line.split(" ");
    float[] floats = new float[words.length];
    for (int i = 0; i < words.length; i++) {
      floats[i] = Float.parseFloat(words[i]);
    }
    return floats;
  }

  /** What the network says of each token, a row each. */
  private Sequence scores(Model<?, ?> model, List<String> tokens) {
    @SuppressWarnings("unchecked") // the files are models of that task
    Task<List<String>, List<Span>> task = (Task<List<String>, List<Span>>) model.task();
    List<Example<List<String>, List<Span>>> one = List.of(new Example<>(tokens, List.of()));
    Inputs inputs =
        task.epoch(one, new Task.Plan(1, 1, 1), Noise.NONE).toList().get(0).get(0).tokens();
    try (Runner runner = rondo.runner(model)) {
      return runner.start(Inputs.NONE).score(inputs).values();
    }
  }
}
