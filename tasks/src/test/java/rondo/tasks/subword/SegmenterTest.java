package rondo.tasks.subword;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.core.Settings;
import rondo.tasks.text.Joins;
import rondo.tasks.text.Tokenizing;
import rondo.tasks.text.Wording;

class SegmenterTest {
  private static final Wording WORDING =
      Wording.of(Wording.options().fill(Map.of("normalise", "false")));
  private static final List<String> TEXTS =
      List.of(
          "Don't say \"no\": ¿qué? ¡Sí! 3.50 € (U.S.)",
          "🏳️‍🌈👩‍👩‍👧‍👦 cafe\u0301 שָׁלוֹם مُحَمَّد \u202Eabc 日本語のテキスト。",
          "￭ ￮ ▁ ￭￭a￭ ￮1￮ ▁▁ ￮￭ <unk>",
          "\uD83D x\uDE00 \uFEFF",
          "");

  private static Settings options(String pieces) {
    return Segmenter.options().fill(Map.of("pieces", pieces, "merges", "200", "pair-count", "1"));
  }

  private static Segmenter learnt(String kind) {
    List<String> tokens = new ArrayList<>();
    TEXTS.forEach(t -> tokens.addAll(WORDING.tokens(t)));
    return Segmenter.learn(options(kind), tokens.stream());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bpe", "word", "char"})
  void piecesBecomeTheirTextAgain(String kind) {
    Segmenter segmenter = learnt(kind);
    Segmenter again = Segmenter.of(options(kind), segmenter.merges());
    Segmenter within = again.within(List.of("D￭", "on", "￭'t"));
    Random random = new Random(2);
    List<String> texts = new ArrayList<>(TEXTS);
    String often = "￭￮▁012 '.-aDon\u0301\u200D\u202E\uD83D\uDE00¿(\"שع";
    for (int i = 0; i < 1000; i++) {
      StringBuilder text = new StringBuilder();
      for (int k = random.nextInt(30); k > 0; k--) {
        int any = random.nextInt(Character.MAX_CODE_POINT + 1);
        int c = often.charAt(random.nextInt(often.length()));
        text.appendCodePoint(random.nextInt(4) == 0 ? any : c);
      }
      texts.add(text.toString());
    }
    for (String text : texts) {
      String spaced = String.join(" ", Tokenizing.WHITESPACE.words(text));
      List<String> tokens = WORDING.tokens(text);
      assertThat(segmenter.text(segmenter.pieces(tokens))).isEqualTo(spaced);
      assertThat(again.pieces(tokens)).isEqualTo(segmenter.pieces(tokens));
      assertThat(within.text(within.pieces(tokens))).isEqualTo(spaced);
    }
  }

  @Test
  void aTextGoesThereAndBack() {
    List<String> texts =
        List.of("The lower tower.", "The lowest tower isn't new.", "A low tower isn't low.");
    Wording wording = Wording.of(Wording.options().fill(Map.of("lower", "true")));
    Stream<String> tokens = texts.stream().flatMap(t -> wording.tokens(t).stream());
    Segmenter pairs = Segmenter.learn(Segmenter.options().fill(Map.of()), tokens);
    List<String> pieces = pairs.pieces(wording.tokens("The lower tower isn't low."));
    assertThat(String.join(" ", pieces)).isEqualTo("the l￭ ower tower isn ￭'t low ￭.");
    assertThat(pairs.text(pieces)).isEqualTo("the lower tower isn't low.");
  }

  @Test
  void eachKindCutsInItsWay() {
    List<String> tokens = WORDING.tokens("¿Sí, U.S.? ▁");
    assertThat(learnt("word").pieces(tokens)).containsExactly("¿￭", "Sí", "￭,", "U.S.", "￭?", "￮2");
    assertThat(String.join("", learnt("char").pieces(tokens))).isEqualTo("¿Sí,▁U.S.?▁￮2");
    assertThat(learnt("bpe").pieces(WORDING.tokens("¿Don't Sín?")))
        .containsExactly("¿￭", "Don", "￭'t", "S￭", "í￭", "n", "￭?");
  }

  @Test
  void whatAModelWritesIsTextWhateverItIs() {
    assertThat(learnt("char").text(List.of("▁", "a", Joins.MARK, "<unk>", "￮", "￮", "0")))
        .isEqualTo(" a" + Joins.MARK + "<unk>￮￮");
    assertThat(learnt("bpe").text(List.of("￭'t", "D￭", "<unk>", "x￭"))).isEqualTo("'t D<unk> x");
  }

  @Test
  void anUnknownKindIsRefused() {
    assertThatThrownBy(() -> Segmenter.of(options("bqe"), List.of()))
        .hasMessageContaining("pieces")
        .hasMessageContaining("bqe");
    assertThat(learnt("word").merges()).isEmpty();
  }
}
