package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers in every format, which programs rely on; those of other tasks are in transcripts. */
class PredictFormatsTest {
  private static final String TEXT =
      "Ada Lovelace lived in London . 😀 Zoë went .\n\nNobody wrote.\n";

  @TempDir static Path folder;
  private static Path model = Path.of("");

  @BeforeAll
  static void train() throws IOException {
    model = TinyModel.in(folder).file();
  }

  private static String predict(String text, Object... more) {
    Object[] words = new Object[more.length + 2];
    words[0] = "predict";
    words[1] = model;
    System.arraycopy(more, 0, words, 2, more.length);
    Transcript said = Transcript.reading(text, words);
    assertThat(said.err()).isEmpty();
    assertThat(said.exit()).isEqualTo(Exit.DONE);
    return said.out();
  }

  @Test
  void anObjectALineTellsSpansInCharacters() {
    assertThat(predict(TEXT, "--format=jsonl"))
        .isEqualTo(
            """
            {"text":"Ada Lovelace lived in London . 😀 Zoë went .","spans":[{"start":0,"end":12,"label":"PER","text":"Ada Lovelace"},{"start":22,"end":28,"label":"LOC","text":"London"},{"start":33,"end":36,"label":"PER","text":"Zoë"}]}
            {"text":"","spans":[]}
            {"text":"Nobody wrote.","spans":[]}
            """);
    assertThat(
            predict(
                "Ada Lovelace lived in London . 😀 Zoë went .", "--format=jsonl", "--spans=utf16"))
        .contains("\"start\":34,\"end\":37");
    assertThat(
            predict(
                "Ada Lovelace lived in London . 😀 Zoë went .",
                "--format=jsonl",
                "--task.offsets=utf16"))
        .contains("\"start\":34,\"end\":37");
    assertThat(predict(TEXT, "--format=jsonl", "--spans=token"))
        .contains(
            "\"tokens\":[\"Ada\",", "{\"start\":7,\"end\":8,\"label\":\"PER\",\"text\":\"Zoë\"}");
  }

  @Test
  void columnsAndTables() {
    assertThat(predict("Ada Lovelace went .\n\nZoë\n", "--format=conll"))
        .isEqualTo("Ada\tB-PER\nLovelace\tI-PER\nwent\tO\n.\tO\n\nZoë\tB-PER\n\n");
    assertThat(predict("Ada Lovelace went .\n", "--format=conll", "--scheme=bioes"))
        .startsWith("Ada\tB-PER\nLovelace\tE-PER\n");
    assertThat(predict("Nobody wrote .\n\nZoë went .\n", "--format=tsv"))
        .isEqualTo("3\t0\t3\tPER\tZoë\n");
  }

  @Test
  void scoresAreThoseOfTheModelOnAnyBackend() {
    String here = predict(TEXT, "--scores", "--format=tsv");
    assertThat(here.lines()).hasSize(3).allMatch(l -> l.matches(".*\t[01]\\.\\d{4}"));
    assertThat(predict("Ada Lovelace went .", "--scores"))
        .matches("\\[Ada Lovelace PER [01]\\.\\d{4}] went \\.\n");
    String there = predict(TEXT, "--scores", "--format=tsv", "--backend=onnxruntime");
    assertThat(there.replaceAll("\\d\\.\\d{4}\n", ""))
        .isEqualTo(here.replaceAll("\\d\\.\\d{4}\n", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jsonl", "conll"})
  void whatWasAnsweredIsReadAgain(String format) throws IOException {
    Path text = folder.resolve("again.txt");
    Files.writeString(text, Corpus.lines(folder.resolve("test.conll")));
    Path found = folder.resolve("found." + format);
    assertThat(predict("", text, "--format", format, "--scores", "-o", found)).isEmpty();
    Transcript said = Transcript.of("evaluate", model, found, "--min=100");
    assertThat(said.exit()).as(said.out() + said.err()).isEqualTo(Exit.DONE);
  }

  @Test
  void otherFieldsArePassedOnAsTheyWere() {
    assertThat(
            predict(
                "{\"id\": 1.10, \"t\": \"Zoë went .\", \"x\": {\"a\": [12345678901234567890]}}\n",
                "--field=t",
                "--format=jsonl"))
        .isEqualTo(
            "{\"id\":1.10,\"t\":\"Zoë went .\",\"x\":{\"a\":[12345678901234567890]},"
                + "\"spans\":[{\"start\":0,\"end\":3,\"label\":\"PER\",\"text\":\"Zoë\"}]}\n");
    assertThat(predict("{\"t\": \"Zoë went .\"}\n\n", "--field=t"))
        .isEqualTo("[Zoë PER] went .\n\n");
  }

  @Test
  void filesAreAnsweredOneAfterTheOther() throws IOException {
    Path one = Files.writeString(folder.resolve("one.txt"), "Zoë went .\n");
    assertThat(predict("Nobody wrote .\nZoë went .", one, "-", one, "--format=tsv"))
        .isEqualTo("1\t0\t3\tPER\tZoë\n3\t0\t3\tPER\tZoë\n4\t0\t3\tPER\tZoë\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "jsonl", "conll", "tsv"})
  void aReaderThatHasEnoughEndsItQuietly(String format) {
    Partners.hasEnough("Zoë went .", "predict", model.toString(), "--format", format);
  }

  @Test
  @Timeout(30)
  void whoTypesSlowlyIsAnsweredAtOnce() throws Exception {
    Map<String, String> answers = Map.of("Nobody", "{\"text\":\"Nobody\",\"spans\":[]}");
    Partners.typesSlowly(answers, "predict", model.toString(), "--format=jsonl");
  }

  @Test
  void aFileIsThereWholeOrNotAtAll() throws IOException {
    Path out = folder.resolve("whole.txt");
    Transcript said = Transcript.reading("Zoë went .\n{", "predict", model, "--field=t", "-o", out);
    assertThat(said.exit()).isEqualTo(Exit.DATA);
    assertThat(said.err()).startsWith("rondo: standard input:1: the line is no JSON");
    assertThat(out).doesNotExist();
    List<Path> left;
    try (var all = Files.list(folder)) {
      left = all.filter(p -> p.toString().contains("whole")).toList();
    }
    assertThat(left).isEmpty();
  }
}
