package rondo.tasks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import rondo.core.Evaluation;

class ClassScoresTest {
  private static ClassScores of(String... pairs) {
    ClassScores scores = new ClassScores();
    for (String pair : pairs) {
      scores.add(pair.split(">")[0], pair.split(">")[1]);
    }
    return scores;
  }

  @Test
  void agreesWithWhatIsWorkedOutByHand() {
    Evaluation e = of("a>a", "a>a", "a>b", "b>b", "b>a", "c>a").evaluation();
    assertThat(e.metric()).isEqualTo("accuracy");
    assertThat(e.value()).isEqualTo(50);
    assertThat(e.values()) // a: 2 of 4 answered and of 3 gold; b: 1 of 2 and of 2; c: 0
        .containsEntry("precision/a", 50.0)
        .containsEntry("recall/a", 200.0 / 3)
        .containsEntry("f1/b", 50.0)
        .containsEntry("precision/c", 0.0)
        .containsEntry("recall/c", 0.0)
        .containsEntry("macro-precision", 100.0 / 3)
        .containsEntry("macro-recall", (200.0 / 3 + 50) / 3);
    assertThat(e.value("macro-f1")).isEqualTo((400.0 / 7 + 50) / 3);
    assertThat(e.confusion().count("a", "b")).isEqualTo(1);
    assertThat(e.confusion().gold("a")).isEqualTo(3);
    assertThat(e.confusion().answered("a")).isEqualTo(4);
    assertThat(e.confusion().labels()).containsExactly("a", "b", "c");
  }

  @Test
  void readsWell() {
    assertThat(of("no>no", "no>yes", "yes>yes", "yes>yes").evaluation().text())
        .isEqualTo(
            """
            4 examples, 3 right: accuracy 75.00

                  precision  recall     F1  gold  found  right
            no       100.00   50.00  66.67     2      1      1
            yes       66.67  100.00  80.00     2      3      2
            mean      83.33   75.00  73.33

            right, and answered as  (1)  (2)
            (1) no                    1    1
            (2) yes                   0    2
            """);
  }

  @Test
  void ofManyLabelsTheWorstMistakesAreTold() {
    ClassScores scores = new ClassScores();
    for (int i = 0; i < 40; i++) {
      scores.add("label " + i, "label " + i);
    }
    scores.add("label 1", "label 2");
    scores.add("label 1", "label 2");
    scores.add("x".repeat(1000), "label 3");
    String text = scores.evaluation().text();
    assertThat(text)
        .containsPattern("label 1, answered as label 2 +2\nx{47}…, answered as label 3 +1\n$");
    assertThat(text.lines()).allMatch(line -> line.length() < 110);
  }

  @Test
  void ofThousandsOfLabelsTheMostFrequentAreTold() {
    ClassScores scores = new ClassScores();
    for (int i = 0; i < 3000; i++) {
      scores.add("label " + i, "label " + i);
      scores.add("label 2999", "label 2998");
    }
    Evaluation e = scores.evaluation();
    assertThat(e.values()).hasSize(3 * 1000 + 4).containsKeys("f1/label 2999", "f1/label 0");
    assertThat(e.text()).contains("\nand 2,800 labels more\n");
    assertThat(e.confusion().labels()).hasSize(3000);
  }

  @Test
  void nothingAtAllIsZero() {
    Evaluation e = new ClassScores().evaluation();
    assertThat(e.values().values()).containsOnly(0.0);
    assertThat(e.text()).startsWith("0 examples, 0 right: accuracy 0.00\n");
  }
}
