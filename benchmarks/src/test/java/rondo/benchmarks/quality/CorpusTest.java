package rondo.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rondo.core.Settings;
import rondo.engine.Recipe;
import rondo.engine.Rondo;
import rondo.tasks.data.PairData;
import rondo.tasks.data.SentencePair;

class CorpusTest {
  private static final Rondo RONDO = Rondo.load();

  static Stream<Corpus> translations() {
    return Corpus.ALL.stream().filter(c -> c.task().equals(Corpus.TRANSLATE));
  }

  static List<Corpus> all() {
    return Corpus.ALL;
  }

  @ParameterizedTest
  @MethodSource("all")
  void aRecipeTakesAllThatIsSaid(Corpus corpus) {
    Recipe filled = corpus.recipe(Path.of("data")).filled(RONDO.plugins());
    assertThat(filled.values()).containsAllEntriesOf(corpus.said());
  }

  @ParameterizedTest
  @MethodSource("translations")
  void pairsAreWhereTheyAreLookedFor(Corpus corpus) throws IOException {
    Path data = Path.of(System.getProperty("rondo.shared", "../../shared")).resolve("data");
    assumeTrue(
        Files.isDirectory(data),
        () -> data + " is not there; set the property rondo.shared to the shared data");
    Settings options = corpus.recipe(data).filled(RONDO.plugins()).section("task");
    PairData reader = PairData.of(options);
    assertThat(reader.read(data.resolve(corpus.train()))).hasSizeGreaterThan(28_000);
    assertThat(reader.read(data.resolve(corpus.dev()))).hasSizeBetween(1000, 1014);
    for (String test : corpus.tests()) {
      List<SentencePair> pairs = reader.read(data.resolve(test));
      assertThat(pairs).hasSize(1000);
      assertThat(pairs).allSatisfy(p -> assertThat(p.source()).isNotEqualTo(p.target()));
    }
  }

  @Test
  @Timeout(60)
  void eachTestIsLookedAtOnceAndOnlyIfAsked(@TempDir Path folder) throws IOException {
    String en = "the cat is here\na dog is here\n";
    String de = "die katze ist hier\nein hund ist hier\n";
    Files.writeString(folder.resolve("a.en"), (en + "the dog is old\n").repeat(20));
    Files.writeString(folder.resolve("a.de"), (de + "der hund ist alt\n").repeat(20));
    Files.writeString(folder.resolve("b.en"), en);
    Files.writeString(folder.resolve("b.de"), de);
    Recipe recipe =
        Recipe.of("translate")
            .data(folder.resolve("a.en"))
            .dev(folder.resolve("b.en"))
            .set("task.tokenizer", "whitespace")
            .set("task.bleu", "none")
            .set("network.cell", "gru")
            .set("network.hidden", 16)
            .set("network.embedding", 16)
            .set("train.epochs", 1);
    Trial blind = Trial.run(RONDO, recipe, 1, List.of());
    assertThat(blind.tests()).isEmpty();
    assertThat(blind.test()).isNaN();
    Trial seen =
        Trial.run(RONDO, recipe, 1, List.of(folder.resolve("b.en"), folder.resolve("a.en")));
    assertThat(seen.tests()).hasSize(2);
    assertThat(seen.tests().get(0).values()).isEqualTo(seen.dev().values()); // the same sentences
    assertThat(seen.tests().get(1).value("perplexity"))
        .isNotEqualTo(seen.dev().value("perplexity"));
    assertThat(seen.test()).isEqualTo(seen.dev().value());
    assertThat(seen.tested()).contains(" / ");
    assertThat(seen.dev().values()).containsKeys("bleu", "chrf", "perplexity");
    Remembered remembered =
        Remembered.of(RONDO, recipe, folder.resolve("b.en"), List.of(folder.resolve("a.en")));
    assertThat(remembered.dev()).isCloseTo(100, within(1e-9)); // all of it is known
    assertThat(remembered.tests()).hasSize(1).first().isEqualTo(remembered.dev());
  }
}
