package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.engine.Rondo;

/** What a dry run tells of a training is what comes, and it leaves nothing behind. */
class DryRunTest {
  @TempDir Path folder;
  private Path data = Path.of("");
  private Path dev = Path.of("");

  @BeforeEach
  void write() throws IOException {
    data = Corpus.write(folder.resolve("train.conll"), 40, 1);
    dev = Files.writeString(folder.resolve("dev.conll"), "Ada B-PER\nmet O\nXyzzy B-PER\n\n");
  }

  private List<Object> training(Object... more) {
    List<Object> words = new ArrayList<>(List.of("train", "ner", "--data", data, "--dev", dev));
    words.addAll(List.of("-o", folder.resolve("model"), "--train.epochs=3"));
    words.addAll(TinyModel.SMALL);
    words.addAll(List.of(more));
    return words;
  }

  private static Transcript dry(List<Object> training) {
    return Transcript.of(Stream.concat(training.stream(), Stream.of("--dry-run")).toArray());
  }

  @Test
  void theTrainingIsAsItWasTold() throws IOException {
    JsonNode told = new ObjectMapper().readTree(dry(training("--json")).out());
    assertThat(folder.resolve("model")).doesNotExist();
    List<String> lines = Files.readAllLines(data);
    long tokens = lines.stream().filter(line -> !line.isEmpty()).count();
    assertThat(told.get("examples").asInt()).isEqualTo(40);
    assertThat(told.get("dev").asInt()).isEqualTo(1);
    assertThat(told.get("tokens").asLong()).isEqualTo(tokens);
    assertThat(told.get("unknown").asDouble()).isEqualTo(0.3333);
    assertThat(told.get("steps").asInt()).isEqualTo(3 * 40 / 8);
    assertThat(told.get("tokens-per-second").asDouble()).isPositive();
    assertThat(told.get("seconds").asDouble()).isPositive();
    assertThat(told.get("recipe").get("network.hidden").asText()).isEqualTo("12");

    Transcript said = Transcript.of(training().toArray());
    assertThat(said.err()).contains(" after 3 epochs, 15 steps");
    long weights =
        Rondo.load().model(folder.resolve("model/best.rondo")).params().stream()
            .mapToLong(p -> p.value().size())
            .sum();
    long parts = 0;
    for (JsonNode each : told.get("parameters")) {
      parts += each.asLong();
    }
    assertThat(parts).isEqualTo(weights);
    assertThat(told.get("bytes").get("weights").asLong()).isEqualTo(4 * weights);
    assertThat(told.get("bytes").get("optimizer").asLong())
        .isBetween(4 * 4 * weights, 5 * 4 * weights); // two moments, an average, the best so far
    assertThat(told.get("bytes").get("gradients").asLong()).isPositive();
    assertThat(told.get("bytes").get("activations").asLong()).isPositive();
  }

  @Test
  void aPersonReadsSizesAndAGuess() {
    Transcript said = dry(training());
    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DONE);
    assertThat(said.err()).isEmpty();
    assertThat(said.out())
        .containsPattern("(?m)^examples +40, and 1 \\(33.3% of whose 3 words are unknown\\) to")
        .containsPattern("(?m)^  network.hidden +12$")
        .containsPattern("(?m)^  network/layer0 +[\\d,]+$")
        .containsPattern("(?m)^  largest step +[\\d.]+ [KM]iB$")
        .containsPattern("(?m)^steps +5 an epoch, 15 in 3 epochs at most$")
        .containsPattern("(?m)^time +about .* s in all: a guess from 5 steps, at [\\d,]+ tokens");
  }

  @Test
  void faultsAreThoseOfTheTraining() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.conll"), "Ada B-PER\nmet\n");
    Path none = folder.resolve("none.conll");
    for (List<Object> each :
        List.of(
            training("--data", bad),
            training("--dev", none),
            training("--cell", "lsmt"),
            training("--network.characters.encoder=cnn"),
            training("--resume", "must"))) {
      Transcript real = Transcript.of(each.toArray());
      assertThat(real.exit()).isNotEqualTo(Exit.DONE);
      assertThat(dry(each)).isEqualTo(real);
    }
    assertThat(dry(training("--folds", "2")).err())
        .isEqualTo("rondo: --dry-run looks at one training; leave --folds out\n");
  }
}
