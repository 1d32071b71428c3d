package rondo.tasks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rondo.core.Evaluation;

class BleuTest {
  private static final Offset<Double> ROUNDING = within(1e-10); // of doubles around 100

  private static Bleu of(String... pairs) {
    Bleu bleu = new Bleu();
    for (String pair : pairs) {
      bleu.add(pair.split(">", -1)[0], pair.split(">", -1)[1]);
    }
    return bleu;
  }

  @Test
  void agreesWithWhatIsWorkedOutByHand() {
    Evaluation e = of("a a a a b>a a b c").evaluation();
    assertThat(e.metric()).isEqualTo("bleu");
    assertThat(e.values()) // the reference has a a twice only as words, once as a pair
        .containsEntry("precision-1", 60.0)
        .containsEntry("precision-2", 50.0)
        .containsEntry("precision-3", 100.0 / 3)
        .containsEntry("precision-4", 25.0) // half of one, of two
        .containsEntry("length", 5.0)
        .containsEntry("reference-length", 4.0)
        .containsEntry("length-ratio", 1.25)
        .containsEntry("brevity-penalty", 1.0);
    assertThat(e.value()).isCloseTo(100 * Math.pow(0.6 * 0.5 / 3 * 0.25, 0.25), ROUNDING);
  }

  @Test
  void isOfTheWholeTextAndNoMeanOverSentences() {
    Evaluation e = of("a b c d e>a b c d e", "x>y").evaluation();
    assertThat(e.value("precision-1")).isCloseTo(500.0 / 6, ROUNDING);
    assertThat(e.value("precision-2")).isEqualTo(100);
    assertThat(e.value()).isCloseTo(100 * Math.pow(5.0 / 6, 0.25), ROUNDING);
  }

  @Test
  void whatIsTooShortIsPunished() {
    assertThat(of("a b c d>a b c d e").evaluation().values())
        .containsEntry("precision-4", 100.0)
        .containsEntry("brevity-penalty", Math.exp(-0.25))
        .containsEntry("bleu", 100 * Math.exp(-0.25));
    assertThat(of("a b c d e>a b c d").evaluation().value("brevity-penalty")).isEqualTo(1);
  }

  @Test
  void eachOrderWithoutARightOneCountsHalfOfTheOneBefore() {
    assertThat(of("a x b y c>a b c d e").counts().precisions())
        .containsExactly(60.0, 100.0 / 2 / 4, 100.0 / 4 / 3, 100.0 / 8 / 2);
  }

  @ParameterizedTest
  @EnumSource
  void theSameTextIsAHundred(Tokenization tokenization) {
    String text = "“Well,” said she (at 10:30), “1,000.50 € is 𝟚 much!” 😀";
    Bleu bleu = new Bleu(tokenization);
    bleu.add(text, text);
    assertThat(bleu.evaluation().value()).isEqualTo(100);
    assertThat(bleu.counts(text, List.of(text)).sentenceScore()).isEqualTo(100);
  }

  @Test
  void capitalsCountUnlessTheyAreLowered() {
    String hypothesis = "THE ÖRE IS SMALL";
    String reference = "The öre is small";
    Bleu cased = new Bleu(Tokenization.NONE);
    cased.add(hypothesis, reference);
    assertThat(cased.evaluation().value()).isZero();
    Bleu lower = Bleu.lowerCased(Tokenization.NONE);
    lower.add(hypothesis, reference);
    assertThat(lower.evaluation().value()).isEqualTo(100);
    assertThat(lower.signature()).contains("|case:lc|").contains("|tok:none|");
  }

  @Test
  void nothingAtAllIsZero() {
    Bleu none = new Bleu();
    assertThat(none.evaluation().value()).isZero();
    assertThat(none.evaluation().text())
        .endsWith("(BP = 1.000 ratio = 0.000 hyp_len = 0 ref_len = 0)\n");
    assertThat(of(">").evaluation().values())
        .containsEntry("bleu", 0.0)
        .containsEntry("brevity-penalty", 1.0)
        .containsEntry("length-ratio", 0.0);
  }

  @Test
  void anEmptyHypothesisOrReferenceIsZero() {
    assertThat(of(">a b c d").evaluation().values())
        .containsEntry("bleu", 0.0)
        .containsEntry("brevity-penalty", 0.0);
    assertThat(of("a b c d>").evaluation().values())
        .containsEntry("bleu", 0.0)
        .containsEntry("brevity-penalty", 1.0)
        .containsEntry("length-ratio", 0.0);
    assertThat(new Bleu().counts("", List.of("a")).sentenceScore()).isZero();
    assertThat(new Bleu().counts("a", List.of("")).sentenceScore()).isZero();
  }

  @Test
  void anEmptySentenceAmongOthersMissesItsWordsOnly() {
    Evaluation e = of("a b c d>a b c d", ">e f").evaluation();
    assertThat(e.value("precision-1")).isEqualTo(100);
    assertThat(e.value()).isCloseTo(100 * Math.exp(1 - 6.0 / 4), ROUNDING);
  }

  @Test
  void aSentenceIsMeasuredByTheOrdersItIsLongEnoughFor() {
    BleuCounts two = new Bleu().counts("a b", List.of("a b"));
    assertThat(two.score()).isZero();
    assertThat(two.sentenceScore()).isEqualTo(100);
    BleuCounts half = new Bleu().counts("a x", List.of("a b"));
    assertThat(half.sentenceScore()).isCloseTo(100 * Math.sqrt(0.5 * 0.5), ROUNDING);
  }

  /** Figures of sacreBLEU 2.6.0. */
  @Test
  void ofSeveralReferencesEachMayLendItsWords() {
    Bleu bleu = new Bleu();
    bleu.add("a b c d e f", List.of("a b c d", "c d e f"));
    assertThat(bleu.evaluation().value()).isCloseTo(90.36020036098454, ROUNDING);
    assertThat(bleu.counts().referenceLength()).isEqualTo(4);
    assertThat(bleu.signature()).startsWith("nrefs:2|");
    bleu.add("a", "a");
    assertThat(bleu.signature()).startsWith("nrefs:var|");
    bleu.add("a", List.of("a", "b"));
    assertThat(bleu.signature()).startsWith("nrefs:var|");
  }

  @Test
  void theReferenceNearestInLengthCounts() {
    Bleu bleu = new Bleu();
    assertThat(bleu.counts("a b c", List.of("a b c d", "a b")).referenceLength()).isEqualTo(2);
    assertThat(bleu.counts("a b c", List.of("a", "a b c d")).referenceLength()).isEqualTo(4);
    assertThat(bleu.counts("a b", List.of("", "a b")).referenceLength()).isEqualTo(2);
    assertThatThrownBy(() -> bleu.add("a", List.of()))
        .hasMessage("a translation needs a reference to be measured by");
  }

  @Test
  void readsAsSacreBleuWrites() {
    assertThat(of("a b c d e>a b c d f").evaluation().text())
        .isEqualTo(
            "BLEU|nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:rondo-development"
                + " = 66.87 80.0/75.0/66.7/50.0"
                + " (BP = 1.000 ratio = 1.000 hyp_len = 5 ref_len = 5)\n");
  }

  @Test
  void aPairedBootstrapNeedsTheCountsOfSentencesAlone() {
    List<String> references = new ArrayList<>();
    List<String> good = new ArrayList<>();
    List<String> bad = new ArrayList<>();
    Random random = new Random(1);
    for (int i = 0; i < 50; i++) {
      List<String> words = random.ints(8, 0, 30).mapToObj(Integer::toString).toList();
      references.add(String.join(" ", words));
      good.add(String.join(" ", words.subList(0, 6)) + " x y");
      bad.add(String.join(" ", words.subList(0, 5)) + " x y z");
    }
    Bleu bleu = new Bleu(Tokenization.NONE);
    List<BleuCounts> ofGood = new ArrayList<>();
    List<BleuCounts> ofBad = new ArrayList<>();
    for (int i = 0; i < references.size(); i++) {
      ofGood.add(bleu.counts(good.get(i), List.of(references.get(i))));
      ofBad.add(bleu.counts(bad.get(i), List.of(references.get(i))));
    }
    assertThat(bleu.counts()).isEqualTo(BleuCounts.NONE); // asking counts nothing

    for (int resample = 0; resample < 20; resample++) {
      int[] drawn = random.ints(references.size(), 0, references.size()).toArray();
      BleuCounts sumOfGood = BleuCounts.NONE;
      BleuCounts sumOfBad = BleuCounts.NONE;
      Bleu anew = new Bleu(Tokenization.NONE);
      for (int i : drawn) {
        sumOfGood = sumOfGood.and(ofGood.get(i));
        sumOfBad = sumOfBad.and(ofBad.get(i));
        anew.add(good.get(i), references.get(i));
      }
      assertThat(sumOfGood).isEqualTo(anew.counts());
      assertThat(sumOfGood.score()).isGreaterThan(sumOfBad.score());
    }
  }

  @Test
  void countsThatCannotBeAreRefused() {
    assertThatThrownBy(() -> new Overlap(2, 3, 4)).hasMessage("4 shared n-grams of 2 and 3");
    assertThatThrownBy(() -> new BleuCounts(List.of(), 1, 2))
        .hasMessageEndingWith("not of 0 orders, lengths 1 and 2");
  }
}
