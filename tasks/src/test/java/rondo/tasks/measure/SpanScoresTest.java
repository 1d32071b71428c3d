package rondo.tasks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import rondo.core.Answered;
import rondo.core.Confusion;
import rondo.core.Evaluation;
import rondo.tasks.text.Span;

class SpanScoresTest {
  @Test
  void aChangeOfLabelBreaksASpanInThree() { // the case that conlleval answers with one gold and
    // three found phrases
    SpanScores scores = new SpanScores();
    scores.addTags(List.of("B-X", "I-X", "I-X"), List.of("B-X", "I-Y", "I-X"));
    assertThat(scores.evaluation().values()).containsEntry("f1", 0.0).containsEntry("recall", 0.0);
    assertThat(scores.evaluation().values().get("accuracy")).isEqualTo(200.0 / 3);
  }

  @Test
  void countsOnlyExactSpans() {
    SpanScores scores = new SpanScores();
    List<Span> gold = List.of(new Span("PER", 0, 2), new Span("LOC", 4, 5), new Span("LOC", 6, 8));
    scores.add(
        gold, List.of(new Span("PER", 0, 2), new Span("ORG", 4, 5), new Span("LOC", 6, 7)), 8);
    Evaluation e = scores.evaluation();
    assertThat(e.value()).isEqualTo(100.0 / 3);
    assertThat(e.values()).containsEntry("f1/PER", 100.0).containsEntry("f1/LOC", 0.0);
  }

  @Test
  void agreesWithTheOriginalScriptToTheDigit() throws IOException {
    Path cases =
        Path.of(System.getProperty("rondo.shared", "../shared"), "data/ner/conlleval-cases");
    assumeTrue(Files.isDirectory(cases), "the shared data are missing: " + cases);
    List<Path> files;
    try (Stream<Path> all = Files.list(cases)) {
      files = all.filter(f -> f.toString().endsWith(".txt")).sorted().toList();
    }
    assertThat(files).hasSizeGreaterThanOrEqualTo(20);
    for (Path file : files) {
      String expected = Files.readString(Path.of(file.toString().replace(".txt", ".expected")));
      Answered<List<String>, ?> tagged = Tagged.spans(file, false);
      long tokens = tagged.examples().stream().mapToLong(e -> e.input().size()).sum();
      assertThat(conlleval(tagged.evaluation(), tokens)).as("%s", file).isEqualTo(expected);
    }
  }

  /** What the script prints, made of our figures. */
  private static String conlleval(Evaluation e, long tokens) {
    Confusion spans = e.confusion();
    long gold = spans.labels().stream().mapToLong(spans::gold).sum();
    long found = spans.labels().stream().mapToLong(spans::answered).sum();
    long right = spans.labels().stream().mapToLong(l -> spans.count(l, l)).sum();
    StringBuilder all = new StringBuilder();
    all.append("processed %d tokens with %d phrases; ".formatted(tokens, gold));
    all.append("found: %d phrases; correct: %d.%n".formatted(found, right));
    if (tokens > 0) {
      all.append("accuracy: %6s%%; ".formatted(Table.percent(e.value("accuracy"))));
      all.append(figures(e, "")).append('\n');
    }
    for (String label : spans.labels()) {
      all.append("%17s: ".formatted(label)).append(figures(e, "/" + label));
      all.append("  %d%n".formatted(spans.answered(label)));
    }
    return all.toString();
  }

  private static String figures(Evaluation e, String suffix) {
    return "precision: %6s%%; recall: %6s%%; FB1: %6s"
        .formatted(
            Table.percent(e.value("precision" + suffix)),
            Table.percent(e.value("recall" + suffix)),
            Table.percent(e.value("f1" + suffix)));
  }

  @Test
  void readsWell() {
    SpanScores scores = new SpanScores();
    scores.addTags(List.of("B-PER", "I-PER", "O"), List.of("B-PER", "I-PER", "O"));
    scores.addTags(List.of("B-LOC", "O"), List.of("B-PER", "O"));
    scores.addTags(List.of("O", "B-LOC"), List.of("B-object_part_of_series_type", "O"));
    Evaluation e = scores.evaluation();
    assertThat(e.text())
        .isEqualTo(
            """
            7 tokens, 4 right: accuracy 57.14

                                        precision  recall     F1  gold  found  right
            LOC                              0.00    0.00   0.00     2      0      0
            PER                             50.00  100.00  66.67     1      2      1
            object_part_of_series_type       0.00    0.00   0.00     0      1      0
            all                             33.33   33.33  33.33     3      3      1
            """);
    assertThat(e.confusion().count("LOC", "PER")).isEqualTo(1);
    assertThat(e.confusion().count("LOC", Confusion.NOTHING)).isEqualTo(1);
    assertThat(e.confusion().count(Confusion.NOTHING, "object_part_of_series_type")).isEqualTo(1);
  }

  @Test
  void nothingAtAllIsZero() {
    SpanScores scores = new SpanScores();
    assertThat(scores.evaluation().values().values()).containsOnly(0.0);
    scores.add(List.of(), List.of(), 3);
    assertThat(scores.evaluation().values())
        .containsEntry("f1", 0.0)
        .containsEntry("accuracy", 100.0);
    scores.add(List.of(), List.of(new Span("X", 0, 1)), 3);
    assertThat(scores.evaluation().values())
        .containsEntry("precision/X", 0.0)
        .containsEntry("recall/X", 0.0)
        .containsEntry("f1/X", 0.0);
  }

  @Test
  void spansMustLieInTheSentenceAndApart() {
    List<Span> over = List.of(new Span("X", 0, 2), new Span("Y", 1, 3));
    assertThatThrownBy(() -> new SpanScores().add(over, List.of(), 3))
        .hasMessageEndingWith("overlaps another span at token 1");
    assertThatThrownBy(() -> new SpanScores().add(List.of(), over, 2))
        .hasMessageEndingWith("in a sentence of 2 tokens");
    assertThatThrownBy(() -> new SpanScores().addTags(List.of("O"), List.of()))
        .hasMessage("0 tags are found for 1 tokens");
  }
}
