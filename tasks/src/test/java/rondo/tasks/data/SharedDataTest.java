package rondo.tasks.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rondo.core.Example;
import rondo.core.Settings;
import rondo.tasks.text.Span;
import rondo.tasks.text.Tokenizing;

/** The corpora of the literature have the counts that their makers tell. */
class SharedDataTest {
  private static final String TWO = "0=negative,1=negative,2=,3=positive,4=positive";

  private static Path file(String name) {
    Path data = Path.of(System.getProperty("rondo.shared", "../../shared")).resolve("data");
    Assumptions.assumeTrue(
        Files.isDirectory(data),
        () -> data + " is not there; set the property rondo.shared to the shared data");
    return data.resolve(name);
  }

  @ParameterizedTest
  @CsvSource({
    "ner/ncbi-disease/train.tsv, 5424, 135701, 5134",
    "ner/ncbi-disease/devel.tsv, 923, 23969, 787",
    "ner/ncbi-disease/test.tsv, 940, 24497, 960",
    "ner/wnut17/wnut17train.conll, 3394, 62730, 1975",
    "ner/wnut17/emerging.dev.conll, 1009, 15733, 836",
    "ner/wnut17/emerging.test.annotated, 1287, 23394, 1079",
    "ner/norne-nob/train.tsv, 15696, 244776, 11403",
    "ner/norne-nob/dev.tsv, 2410, 36369, 1688",
    "ner/norne-nob/test.tsv, 1939, 29966, 1383",
    "ner/wikigold/wikigold.conll.txt, 1696, 39007, 3558",
  })
  void namesOfEveryCorpusAreRead(String name, int sentences, int tokens, int entities)
      throws IOException {
    var read = spans(Map.of()).read(file(name));
    assertThat(read).hasSize(sentences);
    assertThat(read.stream().mapToInt(e -> e.input().size()).sum()).isEqualTo(tokens);
    assertThat(read.stream().mapToInt(e -> e.gold().size()).sum()).isEqualTo(entities);
  }

  @Test
  void labelsOfSpansAreMergedAndDropped() throws IOException {
    Map<String, Integer> all = counts(spans(Map.of()).read(file("ner/norne-nob/train.tsv")));
    assertThat(all).hasSize(9);
    String seven = "GPE_LOC=LOC,GPE_ORG=ORG,MISC=";
    Map<String, Integer> few =
        counts(spans(Map.of("labels", seven)).read(file("ner/norne-nob/train.tsv")));
    assertThat(few.keySet()).containsExactly("DRV", "EVT", "LOC", "ORG", "PER", "PROD");
    int places = all.getOrDefault("LOC", 0) + all.getOrDefault("GPE_LOC", 0);
    assertThat(few).containsEntry("LOC", places);
  }

  private static Map<String, Integer> counts(List<Example<List<String>, List<Span>>> examples) {
    Map<String, Integer> counts = new TreeMap<>();
    examples.forEach(e -> e.gold().forEach(s -> counts.merge(s.label(), 1, Integer::sum)));
    return counts;
  }

  @ParameterizedTest
  @CsvSource({
    "tatoeba-en-es/train.en, es, 40000",
    "tatoeba-en-es/test.en, auto, 1000",
    "multi30k/tok/val.lc.norm.tok.en, de, 1014",
    "multi30k/raw/test_2016_flickr.de, en, 1000",
  })
  void translationsStandBeside(String name, String target, int pairs) throws IOException {
    Map<String, String> options = Map.of("target", target);
    assertThat(PairData.of(PairData.OPTIONS.fill(options)).read(file("translation/" + name)))
        .hasSize(pairs);
  }

  @ParameterizedTest
  @CsvSource({"train, 13084", "valid, 700", "test, 700"})
  void slotsAndIntentsAreRead(String name, int sentences) throws IOException {
    Path folder = file("slots/snips/" + name);
    var slots = spans(Map.of()).read(folder);
    var tags = labels(Map.of()).read(folder.resolve("seq.in"));
    var intents = texts(Map.of()).read(folder);
    assertThat(List.of(slots.size(), tags.size(), intents.size())).containsOnly(sentences);
    assertThat(tags.stream().map(Example::input))
        .isEqualTo(slots.stream().map(Example::input).toList());
    assertThat(intents.stream().map(Example::gold).distinct()).hasSize(7);
    if (name.equals("train")) {
      assertThat(counts(slots)).hasSize(39);
    }
  }

  @ParameterizedTest
  @CsvSource({"train, 8544, 6920", "dev, 1101, 872", "test, 2210, 1821"})
  void treesAreReadAsFiveLabelsOrTwo(String name, int five, int two) throws IOException {
    Path trees = file("sentiment/sst/trees/" + name + ".txt");
    var all = texts(Map.of("phrases", "true")).read(trees);
    assertThat(all).hasSize(five);
    assertThat(all.stream().map(Example::gold).distinct().sorted())
        .containsExactly("0", "1", "2", "3", "4");
    assertThat(texts(Map.of("labels", TWO)).read(trees)).hasSize(two);
  }

  /** What others made of the same trees, letters in lower case and in another order. */
  @ParameterizedTest
  @CsvSource({"dev", "test"})
  void treesAreTheSentencesOfTheBinaryTask(String name) throws IOException {
    var trees = texts(Map.of("labels", TWO)).read(file("sentiment/sst/trees/" + name + ".txt"));
    var lines =
        texts(Map.of("labels", "0=negative,1=positive"))
            .read(file("sentiment/sst/binary/" + name + ".txt"));
    assertThat(plain(trees)).isEqualTo(plain(lines));
  }

  private static List<String> plain(List<Example<List<String>, String>> examples) {
    return examples.stream()
        .map(e -> e.gold() + " " + String.join(" ", e.input()).toLowerCase(Locale.ROOT))
        .map(
            line ->
                line.replace("-lrb-", "(")
                    .replace("-rrb-", ")")
                    .replace("\\/", "/")
                    .replace("\\*", "*"))
        .sorted()
        .toList();
  }

  @Test
  void phrasesOfTreesAreLearntOnce() throws IOException {
    Path trees = file("sentiment/sst/trees/train.txt");
    TextData reader = texts(Map.of("labels", TWO, "phrases", "true"));
    List<Example<List<String>, String>> phrases = reader.readToLearn(trees);
    assertThat(phrases).hasSize(77_616);
    assertThat(plain(phrases).stream().distinct())
        .hasSize(77_201); // as others count, in lower case
    Set<Example<List<String>, String>> known = new HashSet<>(phrases);
    assertThat(known).hasSize(phrases.size());
    assertThat(known.containsAll(reader.read(trees))).isTrue();
    assertThat(texts(Map.of("labels", TWO)).readToLearn(trees)).hasSize(6920);
  }

  @ParameterizedTest
  @CsvSource({
    "sentiment/trec/TREC.train, 5452, 6",
    "sentiment/trec/TREC.test, 500, 6",
    "sentiment/mr/mr.train.tsv, 7108, 2",
    "sentiment/mr/mr.test.tsv, 3554, 2",
    "sentiment/mr/rt-polarity.all.tsv, 10662, 2",
    "sentiment/sst/binary/train.txt, 6920, 2",
  })
  void labelledTextsAreRead(String name, int texts, int labels) throws IOException {
    var read = texts(Map.of("label-until", ":")).read(file(name));
    assertThat(read).hasSize(texts);
    assertThat(read.stream().map(Example::gold).distinct()).hasSize(labels);
  }

  @Test
  void fineLabelsOfQuestionsAreKeptWhereNothingIsCut() throws IOException {
    var read = texts(Map.of()).read(file("sentiment/trec/TREC.train"));
    assertThat(read.stream().map(Example::gold).distinct()).hasSize(50);
    assertThat(read.get(0).gold()).isEqualTo("DESC:manner");
  }

  @Test
  void everyCaseOfTheSharedTasksScriptIsRead() throws IOException {
    try (Stream<Path> cases = Files.list(file("ner/conlleval-cases"))) {
      for (Path each : cases.filter(f -> f.toString().endsWith(".txt")).sorted().toList()) {
        var gold = spans(Map.of("label-column", "2")).read(each);
        var answers = spans(Map.of()).read(each);
        assertThat(answers.stream().map(Example::input))
            .isEqualTo(gold.stream().map(Example::input).toList());
      }
    }
  }

  private static SpanData spans(Map<String, String> options) {
    return SpanData.of(SpanData.OPTIONS.fill(options), Tokenizing.WHITESPACE);
  }

  private static LabelData labels(Map<String, String> options) {
    return LabelData.of(LabelData.OPTIONS.fill(options), Tokenizing.WHITESPACE);
  }

  private static TextData texts(Map<String, String> options) {
    Settings filled = TextData.OPTIONS.fill(options);
    return TextData.of(filled, Tokenizing.WHITESPACE);
  }
}
