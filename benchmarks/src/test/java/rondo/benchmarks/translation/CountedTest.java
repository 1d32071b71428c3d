package rondo.benchmarks.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rondo.core.Noise;
import rondo.core.Task;
import rondo.engine.Recipe;
import rondo.engine.Rondo;
import rondo.tasks.TranslateType;

class CountedTest {
  /** What the peer counts: the words of the translations and an end each, no padding. */
  @Test
  @Timeout(60)
  void targetWordsAndTheirEndsAreCounted(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("a.en"), "the cat\nthe dog sleeps now\na cat\n".repeat(30));
    Files.writeString(folder.resolve("a.de"), "die katze\nder hund schläft\neine\n".repeat(30));
    Recipe recipe =
        Taught.recipe(
                Recipe.of("translate")
                    .data(folder.resolve("a.en"))
                    .set("task.tokenizer", "whitespace"))
            .set("network.hidden", 8)
            .set("network.embedding", 8);
    Rounds.Length length = new Rounds.Length(2, 1, 1);
    Taught taught = Taught.by(recipe, Rondo.load(), Optional.empty(), length);
    assertThat(taught.rounds().ours()).hasSize(2).allMatch(speed -> speed > 0);
    assertThat(taught.rounds().peers()).isEmpty();
    assertThat(taught.model().spec().network().options().text("encoder.hidden")).isEqualTo("same");

    TranslateType type = new TranslateType();
    Counted<?, ?> counted = counted(taught, type, folder.resolve("a.en"));
    assertThat(counted.tokens()).isEqualTo(30 * (3 + 4 + 2));
  }

  private static Counted<?, ?> counted(Taught taught, TranslateType type, Path file)
      throws IOException {
    var counted = new Counted<>(taught.model().task());
    var data = type.texts(taught.model().spec().task().options()).read(file);
    Task.Plan plan = new Task.Plan(64, 32, 1);
    assertThat(counted.epoch(data, plan, Noise.of(1)).toList()).hasSize(2);
    return counted;
  }
}
