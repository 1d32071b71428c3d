package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TranslateTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;
  private static Path model = Path.of("");
  private static Path text = Path.of("");

  @BeforeAll
  static void train() throws IOException {
    model = TinyTranslator.in(folder.resolve("one"));
    text = folder.resolve("text.en");
  }

  private static Transcript translate(String input, Object... more) {
    List<Object> words = new ArrayList<>(List.of("translate", model));
    words.addAll(List.of(more));
    Transcript said = Transcript.reading(input, words.toArray());
    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DONE);
    assertThat(said.err()).isEmpty();
    return said;
  }

  // lines

  @Test
  void eachLineIsTranslatedByALine() {
    assertThat(translate("I see a cat.\n\nThe dog sleeps.\n  \nI see a dog.").out())
        .isEqualTo("Veo un gato.\n\nEl perro duerme.\n\nVeo un perro.\n");
  }

  @Test
  void filesAreTranslatedOneAfterTheOther() {
    String once = TinyTranslator.lines(TinyTranslator.SPANISH);
    assertThat(translate("", text).out()).isEqualTo(once);
    assertThat(translate("I see a cat.\n", text, "-", text, "--threads=2").out())
        .isEqualTo(once + "Veo un gato.\n" + once);
  }

  @Test
  void predictTranslatesAlike() {
    assertThat(Transcript.of("predict", model, text).out()).isEqualTo(translate("", text).out());
  }

  @Test
  @Timeout(30)
  void whoTypesSlowlyIsAnsweredAtOnce() throws Exception {
    Map<String, String> answers =
        Map.of(
            TinyTranslator.ENGLISH.get(0), TinyTranslator.SPANISH.get(0),
            TinyTranslator.ENGLISH.get(1), TinyTranslator.SPANISH.get(1));
    Partners.typesSlowly(answers, "translate", model.toString());
  }

  @Test
  void aReaderThatHasEnoughEndsItQuietly() {
    Partners.hasEnough("I see a cat.", "translate", model.toString());
  }

  /** Whatever comes, in order: each odd line stands between two that are known. */
  @Test
  void oddLinesAreTranslatedByALineEach() {
    List<String> odd =
        List.of(
            "",
            "   ",
            "cat ".repeat(1000).strip(),
            "猫が魚を食べる。",
            "猫".repeat(3000),
            "zzz qqq www",
            "😀😀",
            "e\u0301\u200D\u202E\uFFED");
    StringBuilder lines = new StringBuilder();
    odd.forEach(line -> lines.append(line).append("\nI see a dog.\n"));
    List<String> plain = translate(lines.toString()).out().lines().toList();
    List<String> json =
        translate(lines.toString(), "--format", "jsonl", "--n-best=2").out().lines().toList();
    assertThat(plain).hasSize(2 * odd.size());
    assertThat(json).hasSize(2 * odd.size());
    for (int i = 0; i < odd.size(); i++) {
      assertThat(plain.get(2 * i + 1)).isEqualTo("Veo un perro.");
      assertThat(json(json.get(2 * i + 1)).path("translation").asText()).isEqualTo("Veo un perro.");
      assertThat(json(json.get(2 * i)).path("text").asText()).isEqualTo(odd.get(i));
      assertThat(json(json.get(2 * i)).path("translation").isTextual()).isTrue();
    }
    assertThat(plain.get(0)).isEmpty();
    assertThat(plain.get(2)).isEmpty();
  }

  // forms

  private static JsonNode json(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new AssertionError(line, e);
    }
  }

  @Test
  void anObjectTellsScoresPiecesAndAttention() {
    JsonNode found = json(translate("I see a cat.\n", "--format=jsonl").out());
    assertThat(found.path("text").asText()).isEqualTo("I see a cat.");
    assertThat(found.path("translation").asText()).isEqualTo("Veo un gato.");
    assertThat(found.path("perplexity").asDouble()).isBetween(1.0, 1.2); // learnt by heart
    int rows = found.path("target").size();
    int columns = found.path("source").size();
    assertThat(found.path("logp").asDouble() / rows)
        .isEqualTo(found.path("score").asDouble(), within(1e-4));
    assertThat(found.path("attention")).hasSize(rows);
    for (JsonNode row : found.path("attention")) {
      assertThat(row).hasSize(columns);
      double sum = 0;
      for (JsonNode weight : row) {
        sum += weight.asDouble();
      }
      assertThat(sum).isBetween(1 - 5e-5 * columns, 1 + 5e-5 * columns); // four digits each
    }
    assertThat(found.has("best")).isFalse();
  }

  @Test
  void fieldsOfObjectsArePassedOn() {
    String lines =
        """
        {"id": 7, "en": "I see a dog.", "tags": ["x"]}

        {"en": "The cat sleeps."}
        """;
    List<String> found = translate(lines, "--field=en", "--format=jsonl").out().lines().toList();
    assertThat(found).hasSize(3);
    assertThat(json(found.get(0)).path("id").asInt()).isEqualTo(7);
    assertThat(json(found.get(0)).path("tags").path(0).asText()).isEqualTo("x");
    assertThat(json(found.get(0)).path("translation").asText()).isEqualTo("Veo un perro.");
    assertThat(json(found.get(1)).path("translation").asText()).isEmpty();
    assertThat(translate(lines, "--field=en").out())
        .isEqualTo("Veo un perro.\n\nEl gato duerme.\n");
  }

  @Test
  void theBestComeWithTheNumberOfTheirLine() {
    List<String> found =
        translate("I see a cat.\nI see a dog.\n", "--n-best=3").out().lines().toList();
    assertThat(found).hasSize(6);
    assertThat(found.get(0)).matches("1\t-0\\.\\d{4}\tVeo un gato\\.");
    assertThat(found.get(3)).matches("2\t-0\\.\\d{4}\tVeo un perro\\.");
    assertThat(found.get(2)).startsWith("1\t-");
    assertThat(translate("I see a cat.\n", "--scores").out())
        .isEqualTo(found.get(0).substring(2) + "\n");
  }

  // search

  @Test
  void lengthsAreKeptTo() {
    String line = "The dog eats, the cat sleeps.\n";
    assertThat(pieces(line, "--max-length=3")).isLessThanOrEqualTo(4); // and the end
    assertThat(pieces(line, "--max-length=0.1x", "--task.most-more=0")).isLessThanOrEqualTo(3);
    assertThat(pieces("I see a dog.\n", "--min-length=9")).isGreaterThanOrEqualTo(10);
  }

  private static int pieces(String line, String... more) {
    Object[] words = new Object[more.length + 1];
    words[0] = "--format=jsonl";
    System.arraycopy(more, 0, words, 1, more.length);
    return json(translate(line, words).out()).path("target").size();
  }

  @Test
  void aModelSearchesAsItIsToldNow() {
    assertThat(translate("", text, "--beam=1", "--unknown=avoid", "--no-repeat=2").out())
        .isEqualTo(TinyTranslator.lines(TinyTranslator.SPANISH));
    String found = translate("I see a dog.\n", "--scores", "--length-penalty=0").out();
    JsonNode all = json(translate("I see a dog.\n", "--format=jsonl").out());
    assertThat(Double.parseDouble(found.split("\t")[0])).isEqualTo(all.path("logp").asDouble());
    Transcript measured =
        Transcript.of("evaluate", model, text, "--task.beam=1", "--task.most-ratio=0");
    assertThat(measured.exit()).as(measured.err()).isEqualTo(Exit.DONE);
  }

  /** Merges that are left out, and dropout, go on as if nothing had happened. */
  @Test
  void aTrainingCutShortGoesOnToTheSameModel() throws IOException {
    String[] noisy = {
      "--task.merge-dropout=0.2",
      "--network.dropout=0.3",
      "--train.schedule=constant", // which does not ask how many steps are meant
      "--train.epochs=6"
    };
    Path whole = TinyTranslator.in(folder.resolve("whole"), noisy);
    String[] less = Arrays.copyOf(noisy, noisy.length + 1);
    less[noisy.length] = "--train.max-steps=7"; // in the midst of the fourth epoch of two steps
    Path cut = TinyTranslator.in(folder.resolve("cut"), less);
    assertThat(Files.mismatch(whole, cut)).isNotNegative();
    less[noisy.length] = "--resume=must";
    assertThat(TinyTranslator.in(folder.resolve("cut"), less)).hasSameBinaryContentAs(whole);
  }

  @Test
  void modelsTranslateTogether() throws IOException {
    Path two = TinyTranslator.in(folder.resolve("two"), "--seed=2", "--task.beam=2");
    assertThat(translate("", text, "--with", two).out())
        .isEqualTo(TinyTranslator.lines(TinyTranslator.SPANISH));
    for (String form : List.of("--n-best=1", "--n-best=3", "--with=" + two)) {
      alike(
          translate("", text, "--with", two, "--scores", form, "--backend=onnxruntime").out(),
          translate("", text, "--with", two, "--scores", form).out());
    }
    List<String> pairs = new ArrayList<>();
    for (String backend : List.of("native", "onnxruntime")) {
      Path right = folder.resolve("text.es");
      Transcript said =
          Transcript.of("score", model, text, right, "--with", two, "--backend", backend);
      assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DONE);
      pairs.add(said.out());
    }
    alike(pairs.get(1), pairs.get(0));
    Path other = TinyTranslator.in(folder.resolve("few"), "--task.merges=3", "--train.epochs=1");
    Transcript said = Transcript.of("translate", model, "--with", other, text);
    assertThat(said.exit()).isEqualTo(Exit.USAGE);
    assertThat(said.err()).contains("same vocabularies").hasLineCount(1);
  }

  /** Lines of columns, of which numbers are figures of four digits, the last of them rounded. */
  private static void alike(String there, String here) {
    List<String> got = there.lines().flatMap(l -> Stream.of(l.split("\t", -1))).toList();
    List<String> due = here.lines().flatMap(l -> Stream.of(l.split("\t", -1))).toList();
    assertThat(got).hasSameSizeAs(due);
    for (int i = 0; i < due.size(); i++) {
      if (due.get(i).matches("-?\\d+\\.\\d+")) {
        assertThat(Double.parseDouble(got.get(i)))
            .isEqualTo(Double.parseDouble(due.get(i)), within(2e-4));
      } else {
        assertThat(got.get(i)).isEqualTo(due.get(i));
      }
    }
  }

  // pictures

  @Test
  void attentionIsDrawnForChosenLines() throws IOException {
    Path drawn = folder.resolve("drawn/translated");
    String said = translate("", text, "--heat-map", drawn, "--lines=2,5-6").out();
    assertThat(said).isEqualTo(TinyTranslator.lines(TinyTranslator.SPANISH));
    Path measured = folder.resolve("drawn/measured");
    Transcript table =
        Transcript.of("evaluate", model, text, "--heat-map", measured, "--lines", "2, 5-6");
    assertThat(table.exit()).as(table.err()).isEqualTo(Exit.DONE);
    assertThat(drawn.resolve("line-2.svg"))
        .content()
        .contains("<title>Where the model looked in line 2</title>", "</svg>");
    for (String name : List.of("line-2.svg", "line-5.svg", "line-6.svg")) {
      assertThat(measured.resolve(name)).hasSameTextualContentAs(drawn.resolve(name));
    }
    assertThat(drawn.toFile().list()).hasSize(3);
    assertThat(measured.toFile().list()).hasSize(3);
  }

  // what goes wrong

  private static void refused(Exit exit, String sentence, Object... words) {
    Transcript said = Transcript.reading("I see a dog.\n{\n", words);
    assertThat(said.exit()).as(said.err()).isEqualTo(exit);
    assertThat(said.err()).startsWith("rondo: ").contains(sentence).hasLineCount(1);
  }

  @Test
  void whatCannotBeMeantIsTold() throws IOException {
    refused(Exit.USAGE, "option 'beam' must be a whole number", "translate", model, "--beam=many");
    refused(Exit.USAGE, "such as 1.5x; it is 'long'", "translate", model, "--max-length=long");
    refused(Exit.USAGE, "from 1 to 1000, is 0", "translate", model, "--n-best=0");
    refused(Exit.USAGE, "'unknown' must be one of", "translate", model, "--unknown=drop");
    refused(Exit.USAGE, "Did you mean 'beam'?", "translate", model, "--task.baem=3");
    refused(Exit.USAGE, "not by 'merges'", "translate", model, "--task.merges=3");
    refused(Exit.USAGE, "Did you mean '--n-best'?", "translate", model, "--nbest=3");
    refused(Exit.MODEL, "there is no model file", "translate", folder.resolve("no.rondo"));
    refused(Exit.DATA, "no such file", "translate", model, folder.resolve("no.txt"));
    refused(Exit.DATA, "standard input:1: the line is no JSON", "translate", model, "--field=en");
    Path ner = TinyModel.in(folder, "--train.epochs=1").file();
    refused(Exit.USAGE, "for task 'ner', which does not translate", "translate", ner);
    refused(Exit.USAGE, "for task 'ner', which does not translate", "score", ner);
    Path conll = folder.resolve("test.conll");
    Path drawn = folder.resolve("drawn");
    refused(Exit.USAGE, "of a translator; this is", "evaluate", ner, conll, "--heat-map", drawn);
    refused(
        Exit.USAGE, "which a file does not", "evaluate", "--task=ner", conll, "--heat-map", drawn);
    refused(Exit.USAGE, "such as 1,4-6; it is 'x'", "translate", model, "--lines=x");
    refused(Exit.DATA, "text.en' cannot be used", "translate", model, "--heat-map", text);
  }

  @Test
  void whatCameBeforeAFaultIsTranslated() {
    byte[] latin = "I see a dog.\nZo\u00EB\n".getBytes(StandardCharsets.ISO_8859_1);
    Transcript said = Transcript.reading(new ByteArrayInputStream(latin), "translate", model);
    assertThat(said.exit()).isEqualTo(Exit.DATA);
    assertThat(said.out()).isEqualTo("Veo un perro.\n");
    assertThat(said.err()).startsWith("rondo: standard input:2: the line is not UTF-8");
  }

  // scores

  private static String table(int from, int to, List<String> right) {
    StringBuilder lines = new StringBuilder();
    for (int i = from; i < to; i++) {
      lines.append(TinyTranslator.ENGLISH.get(i)).append('\t').append(right.get(i)).append('\n');
    }
    return lines.toString();
  }

  @Test
  void knownTranslationsAreScoredALineEach() {
    Path right = folder.resolve("text.es");
    Transcript files = Transcript.of("score", model, text, right);
    assertThat(files.exit()).as(files.err()).isEqualTo(Exit.DONE);
    assertThat(files.err()).matches("perplexity 1\\.[01]\\d of \\d+ pieces\n"); // by heart
    List<Double> scores = files.out().lines().map(Double::valueOf).toList();
    assertThat(scores).hasSize(7).allMatch(logp -> logp < 0 && logp > -2);
    Transcript columns = Transcript.reading(table(0, 7, TinyTranslator.SPANISH), "score", model);
    assertThat(columns).isEqualTo(files);
    List<String> wrong = new ArrayList<>(TinyTranslator.SPANISH);
    Collections.reverse(wrong);
    Transcript worse = Transcript.reading(table(0, 3, wrong), "score", model);
    List<Double> less = worse.out().lines().map(Double::valueOf).toList();
    for (int i = 0; i < less.size(); i++) {
      assertThat(less.get(i)).isLessThan(scores.get(i));
    }
  }

  @Test
  void whatIsFoundIsScoredAsItWasFound() {
    JsonNode found = json(translate("The dog sleeps.\n", "--format=jsonl").out());
    String pair = "The dog sleeps.\t" + found.path("translation").asText() + "\n";
    Transcript said = Transcript.reading(pair, "score", model, "--format=jsonl");
    JsonNode scored = json(said.out());
    assertThat(scored.path("logp").asDouble())
        .isEqualTo(
            found.path("logp").asDouble(), within(2e-4)); // four digits, and floats of size 10
    assertThat(scored.path("target")).isEqualTo(found.path("target"));
    assertThat(scored.path("attention")).hasSameSizeAs(found.path("attention"));
  }

  @Test
  void oddPairsAreScoredALineEach() {
    String pairs =
        "\t\n" + "cat ".repeat(1000) + "\t" + "gato ".repeat(900) + "\n猫が\tzzz 😀\nI see\t\n";
    Transcript said = Transcript.reading(pairs, "score", model);
    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DONE);
    assertThat(said.out().lines().map(Double::valueOf)).hasSize(4).allMatch(Double::isFinite);
  }

  @Test
  void pairsThatAreNoneAreTold() throws IOException {
    Transcript said = Transcript.reading("I see a dog.\tVeo un perro.\nI see\n", "score", model);
    assertThat(said.exit()).isEqualTo(Exit.DATA);
    assertThat(said.out()).hasLineCount(1);
    assertThat(said.err())
        .isEqualTo("rondo: standard input:2: there is no tab between a text and its translation\n");
    Path few = Files.writeString(folder.resolve("few.es"), "Veo un perro.\n");
    refused(Exit.DATA, "few.es: it has 1 lines and ends before", "score", model, text, few);
    Transcript endless =
        Transcript.reading("猫".repeat(5000) + "\t" + "犬".repeat(5000), "score", model);
    assertThat(endless.exit()).isEqualTo(Exit.DATA);
    assertThat(endless.err()).contains(":1: the text and its translation are too long");
  }
}
