package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rondo.engine.Recipe;
import rondo.engine.Rondo;
import rondo.engine.Training;
import rondo.engine.train.TrainingListener;
import rondo.tasks.Translation;

/** Translators whose encoder and decoder are of any two cells, strangers' among them. */
class MixedCellsTest {
  @TempDir static Path folder = Path.of("");

  @BeforeAll
  static void prepare() throws IOException {
    Files.writeString(folder.resolve("text.en"), TinyTranslator.lines(TinyTranslator.ENGLISH));
    Files.writeString(folder.resolve("text.es"), TinyTranslator.lines(TinyTranslator.SPANISH));
    Strangers.into(Files.createDirectory(folder.resolve("plugins")));
  }

  @ParameterizedTest
  @CsvSource({"lstm,gru", "gru,lstm", "rnn,rnn", "indrnn,indrnn", "indrnn,lstm", "lstm,indrnn"})
  void learnsAndTranslatesTheSameWhenOpened(String reading, String writing) {
    Rondo rondo = Rondo.load(List.of(folder.resolve("plugins")));
    List<Double> losses = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void step(Step event) {
            losses.add(event.loss());
          }
        };
    Training.Result trained = rondo.train(recipe(reading, writing), listener).await();
    assertThat(losses).hasSize(60);
    assertThat(losses.get(59)).isLessThan(losses.get(0) / 2);

    Path file = folder.resolve(reading + "-" + writing + ".rondo");
    rondo.save(trained.model(), file);
    try (Translation made = rondo.open(trained.model(), Translation.class);
        Translation opened = rondo.open(file, Translation.class)) {
      List<String> said = made.translateAll(TinyTranslator.ENGLISH);
      assertThat(said.stream().distinct().count()).isGreaterThan(1); // it looks at what it reads
      assertThat(opened.translateAll(TinyTranslator.ENGLISH)).isEqualTo(said);
    }
  }

  private static Recipe recipe(String reading, String writing) {
    return Recipe.of("translate")
        .data(folder.resolve("text.en"))
        .set("network.encoder.cell", reading)
        .set("network.decoder.cell", writing)
        .set("network.hidden", 24)
        .set("network.embedding", 16)
        .set("network.dropout", 0)
        .set("task.merges", 60)
        .set("task.smoothing", 0)
        .set("train.max-steps", 60)
        .set("train.epochs", 60)
        .set("train.rows", 8)
        .set("train.part", 4)
        .set("train.rate", 0.02)
        .set("train.average", "none")
        .set("train.threads", 1)
        .set("seed", 1);
  }
}
