package rondo.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import rondo.core.Confusion;
import rondo.core.Evaluation;
import rondo.core.Told;

/** Each part of the page, from what it is given to what it shows. */
class SectionsTest {
  private static final List<String> WORDS = List.of("Ada", "met", "Alan", "in", "Bath");

  private static Told spans(Told.Mark... marks) {
    return Told.spans(WORDS, List.of(marks));
  }

  private static Told.Mark mark(String label, int from, int to) {
    return new Told.Mark(label, from, to);
  }

  private static String kind(Told gold, Told answer) {
    return Mistake.of(gold, answer).map(Mistake::kind).orElse("right");
  }

  @Test
  void aMistakeIsCalledByWhatWasTakenForWhat() {
    Told gold = spans(mark("PER", 0, 1), mark("LOC", 4, 5));
    assertThat(kind(gold, spans(mark("PER", 0, 1), mark("LOC", 4, 5)))).isEqualTo("right");
    assertThat(kind(gold, gold.rated(List.of(0.5, 0.25)))).isEqualTo("right");
    assertThat(kind(gold, spans(mark("LOC", 4, 5)))).isEqualTo("PER missed");
    assertThat(kind(gold, spans(mark("LOC", 0, 1), mark("LOC", 4, 5))))
        .isEqualTo("PER taken for LOC");
    assertThat(kind(gold, spans(mark("PER", 0, 1), mark("LOC", 3, 5))))
        .isEqualTo("LOC with other bounds");
    assertThat(kind(gold, spans(mark("PER", 0, 1), mark("PER", 2, 3), mark("LOC", 4, 5))))
        .isEqualTo("PER where nothing is");
    assertThat(kind(Told.label("a", "good"), Told.label("a", "bad")))
        .isEqualTo("good taken for bad");
    assertThat(
            kind(
                Told.labels(List.of("a", "b"), List.of("X", "Y")),
                Told.labels(List.of("a", "b"), List.of("X", "Z"))))
        .isEqualTo("Y taken for Z");
  }

  @Test
  void whatIsOddStandsOutBesideWhatIsRight() {
    Told gold = spans(mark("PER", 0, 1), mark("PER", 2, 3));
    Told answer = spans(mark("PER", 0, 1), mark("LOC", 2, 5));
    Mistake mistake = Mistake.of(gold, answer).orElseThrow();
    assertThat(Passage.around(mistake, gold).marked(mistake.right(), "missed"))
        .isEqualTo(
            "<mark class=\"agreed\">Ada<b dir=\"auto\">PER</b></mark> met"
                + " <mark class=\"missed\">Alan<b dir=\"auto\">PER</b></mark> in Bath");
    assertThat(Passage.around(mistake, answer).marked(mistake.wrong(), "odd"))
        .endsWith(" met <mark class=\"odd\">Alan in Bath<b dir=\"auto\">LOC</b></mark>");
  }

  @Test
  void ofALongTextTheWordsAroundAMistakeAreShown() {
    List<String> many = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      many.add("w" + i);
    }
    Told gold = Told.spans(many, List.of(mark("X", 2000, 2002)));
    Mistake mistake = Mistake.of(gold, Told.spans(many, List.of())).orElseThrow();
    assertThat(Passage.around(mistake, gold).marked(mistake.right(), "missed"))
        .startsWith(" … w1986 ")
        .contains("<mark class=\"missed\">w2000 w2001<b")
        .endsWith("w2015 … ");
  }

  @Test
  void nothingThatDataHoldIsTakenForMarkup() {
    String hostile = "</script><script>alert(1)</script>\u0000\u001b\u0085\"&" + "x".repeat(10_000);
    Told gold = Told.spans(List.of(hostile), List.of(mark(hostile, 0, 1)));
    Mistake mistake = Mistake.of(gold, Told.spans(List.of(hostile), List.of())).orElseThrow();
    String shown = new Mistakes(List.of(mistake), "it").section().orElseThrow().body();
    assertThat(shown)
        .contains(
            "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;\ufffd\ufffd\ufffd&quot;&amp;x")
        .doesNotContain("<script", "x".repeat(100));
  }

  @Test
  void mistakesOfEachKindHaveTheirTurn() {
    List<Mistake> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      String label = i < 98 ? "often" : "once" + i;
      all.add(Mistake.of(Told.label("t" + i, label), Told.label("t" + i, "no")).orElseThrow());
    }
    Section shown = new Mistakes(all, "all 200 dev examples").section().orElseThrow();
    assertThat(shown.note())
        .isEqualTo(
            "Of all 200 dev examples, 100 are answered wrongly somewhere."
                + " Here are 24 of these, some of each kind.");
    assertThat(shown.body().split("<article", -1)).hasSize(25);
    assertThat(shown.body()).contains("once98 taken for no", "once99 taken for no");
    assertThat(new Mistakes(List.of(), "all").section()).isEmpty();
  }

  @Test
  void ofManyLabelsTheRarestAreCountedTogether() {
    SortedMap<String, SortedMap<String, Long>> counts = new TreeMap<>();
    for (int i = 0; i < 1000; i++) {
      counts.put("l" + i, new TreeMap<>(Map.of("l" + i, 1000L - i, "l" + (i + 1) % 1000, 1L)));
    }
    String body = new Matrix(new Confusion(counts), "it").section().orElseThrow().body();
    assertThat(body.split("<tr", -1)).hasSize(1 + 1 + 21);
    assertThat(body)
        .contains("<th dir=\"auto\">all others</th>")
        .contains(">1,000</td>")
        // all labels but the first 20 with themselves and their neighbours, but for the last one's
        .contains(">%,d</td>".formatted(980 * 981 / 2 + 979));
    assertThat(new Matrix(Confusion.NONE, "it").section()).isEmpty();
  }

  @Test
  void figuresOfLabelsStandInATable() {
    Evaluation found =
        new Evaluation(
            "f1",
            new TreeMap<>(
                Map.of("f1", 50.0, "f1/<b>", 25.0, "precision/<b>", 100.0, "recall/<b>", 14.29)),
            "");
    String body = new Scores(found, Confusion.NONE, "").section().orElseThrow().body();
    assertThat(body)
        .contains("<div class=\"chosen\"><dt>f1</dt><dd>50.00</dd></div>")
        .contains("<th>label</th><th>precision</th><th>recall</th><th>f1</th></tr>")
        .contains("<th dir=\"auto\">&lt;b&gt;</th>")
        .contains("style=\"--share:0.143\">14.29</td>");
  }
}
