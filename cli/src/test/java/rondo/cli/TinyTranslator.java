package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A small translator that has learnt a few sentences by heart. */
final class TinyTranslator {
  static final List<String> ENGLISH =
      List.of(
          "I see a dog.",
          "I see a cat.",
          "The dog sleeps.",
          "The cat sleeps.",
          "Does the dog sleep?",
          "Does the cat eat?",
          "The dog eats, the cat sleeps.");
  static final List<String> SPANISH =
      List.of(
          "Veo un perro.",
          "Veo un gato.",
          "El perro duerme.",
          "El gato duerme.",
          "¿Duerme el perro?",
          "¿Come el gato?",
          "El perro come, el gato duerme.");

  /** What makes a training small. */
  static final List<String> SMALL =
      List.of(
          "--encoder.cell=gru",
          "--decoder.cell=gru",
          "--network.hidden=24",
          "--network.embedding=16",
          "--network.dropout=0",
          "--task.merges=60",
          "--task.smoothing=0",
          "--train.epochs=60",
          "--train.rows=4",
          "--train.part=2",
          "--train.rate=0.02",
          "--train.patience=0",
          "--threads=1");

  private TinyTranslator() {}

  /** Trains one in a folder, on text.en and text.es beside it. */
  static Path in(Path folder, String... more) throws IOException {
    Path text = folder.resolveSibling("text.en");
    Files.writeString(text, lines(ENGLISH));
    Files.writeString(folder.resolveSibling("text.es"), lines(SPANISH));
    List<Object> words = new ArrayList<>(List.of("train", "translate", "--data", text));
    words.addAll(List.of("-o", folder));
    words.addAll(SMALL);
    words.addAll(List.of(more));
    Transcript said = Transcript.of(words.toArray());
    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DONE);
    return folder.resolve("best.rondo");
  }

  static String lines(List<String> texts) {
    return String.join("\n", texts) + "\n";
  }
}
