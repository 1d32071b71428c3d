package rondo.tasks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import rondo.core.Evaluation;
import rondo.tasks.text.Span;

class SpanScoresTest {
  private static final Pattern FIGURES =
      Pattern.compile(
          "\\s*(?:(\\S+): )?(?:accuracy: *([\\d.]+)%; )?precision: *([\\d.]+)%; recall: *([\\d.]+)%; FB1: *([\\d.]+).*");

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
    assertThat(files).hasSizeGreaterThan(12);
    for (Path file : files) {
      String expected = Files.readString(Path.of(file.toString().replace(".txt", ".expected")));
      Evaluation ours = scored(file).evaluation();
      for (String line : expected.split("\n")) {
        Matcher m = FIGURES.matcher(line);
        if (!m.matches()) {
          continue;
        }
        String suffix = m.group(1) == null ? "" : "/" + m.group(1);
        if (m.group(2) != null) {
          assertThat(percent(ours, "accuracy")).as("%s accuracy", file).isEqualTo(m.group(2));
        }
        assertThat(percent(ours, "precision" + suffix))
            .as("%s %s", file, line)
            .isEqualTo(m.group(3));
        assertThat(percent(ours, "recall" + suffix)).as("%s %s", file, line).isEqualTo(m.group(4));
        assertThat(percent(ours, "f1" + suffix)).as("%s %s", file, line).isEqualTo(m.group(5));
      }
    }
  }

  private static String percent(Evaluation e, String name) {
    return Table.percent(e.value(name));
  }

  private static SpanScores scored(Path file) throws IOException {
    SpanScores scores = new SpanScores();
    List<String> gold = new ArrayList<>();
    List<String> found = new ArrayList<>();
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.add("");
    for (String line : lines) {
      if (line.isBlank()) {
        scores.addTags(gold, found);
        gold.clear();
        found.clear();
      } else {
        String[] columns = line.split(" ");
        gold.add(columns[1]);
        found.add(columns[2]);
      }
    }
    return scores;
  }
}
