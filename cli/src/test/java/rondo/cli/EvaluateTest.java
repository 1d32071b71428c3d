package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateTest {
  @TempDir static Path folder;
  private static TinyModel model = new TinyModel(Path.of(""), Path.of(""));

  @BeforeAll
  static void train() throws IOException {
    model = TinyModel.in(folder, "--seed=4");
  }

  @Test
  void printsATable() {
    Transcript said = Transcript.of("evaluate", model.file(), model.test());
    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DONE);
    assertThat(said.out()).containsPattern("LOC +\\d").containsPattern("PER +\\d").contains("F1");
    assertThat(said.err()).startsWith("40 answered in ");
  }

  @Test
  void tellsAScriptInJson() throws IOException {
    Transcript said = Transcript.of("evaluate", model.file(), model.test(), "--json");
    assertThat(said.err()).isEmpty();
    assertThat(said.out().lines()).hasSize(1);
    JsonNode line = new ObjectMapper().readTree(said.out());
    assertThat(line.path("name").asText()).isEqualTo(model.file().toString());
    assertThat(line.path("metric").asText()).isEqualTo("f1");
    assertThat(line.path("value").asDouble()).isGreaterThan(90); // a world of twelve names
    assertThat(line.path("seed").asLong()).isEqualTo(4);
    assertThat(line.path("seconds").isNumber()).isTrue();
  }

  @Test
  void bothBackendsAreAsGood() {
    Transcript ours = Transcript.of("evaluate", model.file(), model.test());
    Transcript theirs =
        Transcript.of("evaluate", model.file(), model.test(), "--backend", "onnxruntime");
    assertThat(theirs.exit()).as(theirs.err()).isEqualTo(Exit.DONE);
    assertThat(theirs.out()).isEqualTo(ours.out());
  }

  @Test
  void aGateIsPassedOrMissed() {
    assertThat(Transcript.of("evaluate", model.file(), model.test(), "--min", "50").exit())
        .isEqualTo(Exit.DONE);
    Transcript missed =
        Transcript.of("evaluate", model.file(), model.test(), "--json", "--min=100.5");
    assertThat(missed.exit()).isEqualTo(Exit.MISSED);
    assertThat(missed.out()).startsWith("{"); // the result is told all the same
    assertThat(missed.err()).matches("rondo: f1 is \\d+\\.\\d\\d, less than 100.5\n");
  }

  @Test
  void badDataIsToldWithFileAndLine() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.conll"), "Ada PER\n");
    Transcript said = Transcript.of("evaluate", model.file(), bad);
    assertThat(said.exit()).isEqualTo(Exit.DATA);
    assertThat(said.err()).startsWith("rondo: " + bad + ":1: ");
  }

  @Test
  void dataForAModelAreNoModel() {
    Transcript said = Transcript.of("evaluate", model.test(), model.test());
    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.MODEL);
    assertThat(said.err().lines()).hasSize(1);
  }

  // all figures

  @Test
  void aReportHoldsEveryFigure() throws IOException {
    Path report = folder.resolve("report.json");
    Transcript said =
        Transcript.of("evaluate", model.file(), model.test(), "--json", "--report", report);
    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DONE);
    JsonNode line = new ObjectMapper().readTree(said.out());
    JsonNode all = new ObjectMapper().readTree(report.toFile());
    line.fieldNames().forEachRemaining(name -> assertThat(all.get(name)).isEqualTo(line.get(name)));
    assertThat(all.at("/values/f1").asDouble()).isGreaterThan(90);
    assertThat(all.at("/values/accuracy").asDouble()).isGreaterThan(90);
    JsonNode per = all.at("/labels/PER");
    assertThat(per.at("/recall").asDouble())
        .isEqualTo(100.0 * per.at("/right").asInt() / per.at("/gold").asInt());
    assertThat(all.at("/confusion/PER/PER")).isEqualTo(per.at("/right"));
    assertThat(all.has("intervals")).isFalse();
  }

  @Test
  void aReportThatCannotBeWrittenIsTold() {
    Path nowhere = folder.resolve("no/report.json");
    Transcript said = Transcript.of("evaluate", model.file(), model.test(), "--report", nowhere);
    assertThat(said.exit()).isEqualTo(Exit.DATA);
    assertThat(said.err())
        .contains("rondo: '" + nowhere + "' cannot be written: there is no folder '");
    assertThat(nowhere).doesNotExist();
  }

  @Test
  void anIntervalTellsHowSureTheFiguresAre() throws IOException {
    Path report = folder.resolve("interval.json");
    Object[] words = {
      "evaluate", model.file(), model.test(), "--interval", "90", "--resamples", "200", "--seed=3"
    };
    Transcript said = Transcript.of(words);
    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DONE);
    assertThat(said.out())
        .contains("\n90% intervals, from 200 resamples of 40 examples, seed 3\n")
        .containsPattern("\nf1 +\\d+\\.\\d\\d   \\d+\\.\\d\\d to \\d+\\.\\d\\d\n");
    assertThat(Transcript.of(words).out()).isEqualTo(said.out());
    Transcript line =
        Transcript.of(with(words, "--json", "--threads=3", "--report", report.toString()));
    JsonNode json = new ObjectMapper().readTree(line.out());
    assertThat(json.path("low").asDouble(-1)).isBetween(0.0, json.path("value").asDouble());
    assertThat(json.path("high").asDouble(-1)).isBetween(json.path("value").asDouble(), 100.0);
    JsonNode all = new ObjectMapper().readTree(report.toFile());
    assertThat(all.at("/bootstrap/resamples").asInt()).isEqualTo(200);
    assertThat(all.at("/intervals/f1/0").asDouble())
        .isCloseTo(json.path("low").asDouble(), within(5e-5)); // the line has four digits
    assertThat(all.path("intervals").has("f1/PER")).isTrue();
  }

  private static Object[] with(Object[] words, String... more) {
    return Stream.concat(Stream.of(words), Stream.of(more)).toArray();
  }

  @Test
  void anIntervalThatCannotBeMeantIsRefused() {
    Transcript said =
        Transcript.of("evaluate", model.file(), model.test(), "--interval=95", "--resamples=10");
    assertThat(said.exit()).isEqualTo(Exit.USAGE);
    assertThat(said.err())
        .isEqualTo("rondo: an interval of 95.0% needs at least 39 resamples, not 10\n");
    assertThat(said.out()).isEmpty();
  }

  // the answers of others

  @Test
  void whatAnotherToolAnsweredIsMeasuredTheSame() throws IOException {
    Path tagged =
        Files.writeString(folder.resolve("tagged"), "a I-X B-X B-X\nb I-X I-X I-X\nc O B-Y I-Y\n");
    Transcript said = Transcript.of("evaluate", "--task", "ner", tagged);
    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DONE);
    assertThat(said.err()).isEmpty();
    assertThat(said.out())
        .isEqualTo(
            """
            3 tokens, 2 right: accuracy 66.67

                 precision  recall      F1  gold  found  right
            X       100.00  100.00  100.00     1      1      1
            Y       100.00  100.00  100.00     1      1      1
            all     100.00  100.00  100.00     2      2      2
            """);
    assertThat(Transcript.of("evaluate", "--task=ner", tagged, "--strict").out())
        .contains("spans that obey IOB2 exactly\n")
        .containsPattern("all +100.00 +50.00 +66.67 +2 +1 +1\n");
    Transcript line = Transcript.of("evaluate", "--task=ner", tagged, "--json", "--interval=95");
    JsonNode json = new ObjectMapper().readTree(line.out());
    assertThat(json.path("name").asText()).isEqualTo(tagged.toString());
    assertThat(json.path("seed").isNull()).isTrue();
    assertThat(json.path("low").asDouble()).isEqualTo(100);
  }

  @Test
  void answersOfOthersAreReadOrToldWhyNot() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad"), "Ada B-PER B-PER\nLovelace PER\n");
    Transcript said = Transcript.of("evaluate", "--task", "ner", bad);
    assertThat(said.exit()).isEqualTo(Exit.DATA);
    assertThat(said.err())
        .isEqualTo("rondo: " + bad + ":2: there are 2 columns here and 3 before: 'Lovelace PER'\n");
    assertThat(Transcript.of("evaluate", "--task", "ner", model.file(), bad).err())
        .isEqualTo(
            "rondo: '" + bad + "' is one word too many for evaluate. See rondo evaluate --help\n");
    assertThat(Transcript.of("evaluate", "--task", "ner").err())
        .isEqualTo("rondo: evaluate needs FILE. See rondo evaluate --help\n");
    assertThat(Transcript.of("evaluate", model.file(), model.test(), "--strict").err())
        .isEqualTo("rondo: --strict is for answers in a file: add --task, such as --task ner\n");
    assertThat(Transcript.of("evaluate", "--task", "nerr", bad).err())
        .startsWith("rondo: no task named 'nerr'; known: ");
  }

  @Test
  void whatIsMissingIsAskedFor() {
    Transcript said = Transcript.of("evaluate", model.file());
    assertThat(said.exit()).isEqualTo(Exit.USAGE);
    assertThat(said.err()).isEqualTo("rondo: evaluate needs DATA. See rondo evaluate --help\n");
  }
}
