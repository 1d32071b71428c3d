package rondo.tasks.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text becomes tokens, and tokens the same text. */
class WordingTest {
  private static Wording wording(Map<String, String> options) {
    return Wording.of(Wording.options().fill(options));
  }

  private static final Wording PLAIN = wording(Map.of("normalise", "false"));

  private static String words(String text) {
    return String.join(" ", Tokenizing.WORDS.words(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "I don't, Tom's isn't.        | I don 't , Tom 's isn 't .",
        "We'RE here, y'all'd’ve!      | We 'RE here , y' all 'd ’ve !",
        "l'eau d’un aujourd'hui qu'il | l' eau d’ un aujourd' hui qu' il",
        "O'Brien's boys' 'em rock'n'r | O' Brien 's boys ' ' em rock' n' r",
        "¿Qué? ¡No! «Où»              | ¿ Qué ? ¡ No ! « Où »",
        "Es kostet 3,50 € z.B. 1.000: | Es kostet 3,50 € z.B. 1.000 :",
        "At 7:30 a.m. in the U.S.A.   | At 7:30 a.m. in the U.S.A.",
        "Mr. J.Smith, e.g. me... etc. | Mr . J . Smith , e.g. me ... etc .",
        "well-known -- A-B- (-5%) 90's| well-known -- A-B - ( - 5 % ) 90 's",
        "a@b.com/x_y #1 $5.           | a @ b . com / x _ y # 1 $ 5 .",
        "Cafe\u0301s क्षत्रिय 👩‍👧👍🏽 1️⃣, | Cafe\u0301s क्षत्रिय 👩‍👧 👍🏽 1️⃣ ,",
      })
  void wordsAreCutAsTranslationLikesThem(String text, String tokens) {
    assertThat(words(text)).isEqualTo(tokens);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "I don't, he said.   | I don ￭'t ￭, he said ￭.",
        "\"¿Qué?\", (l'eau). | \"￭ ¿￭ Qué ￭? ￭\" ￭, (￭ l'￭ eau ￭) ￭.",
        "a ￭ ￮1 ▁b           | a ￮1 ￮0￭ 1 ￮2￭ b",
      })
  void punctuationSaysWhereItTouches(String text, String tokens) {
    assertThat(PLAIN.tokens(text)).containsExactly(tokens.split(" "));
    assertThat(Joins.text(PLAIN.tokens(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"words", "regex", "whitespace", "simple", "opennlp:en"})
  void tokensBecomeTheirTextAgain(String tokenizer) {
    Wording wording = wording(Map.of("normalise", "false", "tokenizer", tokenizer));
    for (String text : MixedTexts.documents(500)) {
      String seen = text.replaceAll("[\u001C\u180E]", " "); // white space for OpenNLP alone
      String spaced = String.join(" ", Tokenizing.WHITESPACE.words(seen));
      assertThat(Joins.text(wording.tokens(spaced))).isEqualTo(spaced);
    }
  }

  @Test
  void anyCharactersBecomeTheirTextAgain() {
    Random random = new Random(3);
    for (int i = 0; i < 2000; i++) {
      String text = any(random, random.nextInt(30));
      String spaced = String.join(" ", Tokenizing.WHITESPACE.words(text));
      assertThat(Joins.text(PLAIN.tokens(text))).isEqualTo(spaced);
    }
  }

  /** Marks, what escapes them, halves of characters, directions and anything else. */
  private static String any(Random random, int length) {
    String often = "￭￮▁012 '’.-,:aZé\u0301\u200D\u202E\u00A0\uD83D\uDE00¿(\"שع";
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      if (random.nextInt(4) == 0) {
        text.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
      } else {
        text.append(often.charAt(random.nextInt(often.length())));
      }
    }
    return text.toString();
  }

  @Test
  void whatAModelWritesIsTextWhateverItIs() {
    assertThat(Joins.text(List.of("￭.", "a￭", "￭", "￭b", "￭￭", "", "c", "￮", "￮9", "d￭")))
        .isEqualTo(". abc ￮ ￮9 d");
    assertThat(Joins.text(List.of("don", "￭'t", "<unk>", "￭", "x"))).isEqualTo("don't <unk>x");
    assertThat(Joins.text(List.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "“Ja”, ‘so’ „doch“ ''eh''     | \"Ja\", 'so' \"doch\" \"eh\"",
        "« Où\u00A0?\u202F»\u00A0:\u3000oui | \"Où?\": oui",
        "1914–18 — x−y…               | 1914-18 - x-y...",
        "a \u00A0b\u200Bc\u0007\tA\u030A  | a bc Å",
        "d`or l’eau ※                 | d'or l'eau ※",
      })
  void whatTypingMakesDifferentIsSpelledAlike(String text, String spelled) {
    assertThat(wording(Map.of()).spelled(text)).isEqualTo(spelled);
  }

  @Test
  void whatIsSpelledOnceStaysAsItIs() {
    Random random = new Random(4);
    for (int i = 0; i < 2000; i++) {
      String once = Normalizing.normal(any(random, 20));
      assertThat(Normalizing.normal(once)).isEqualTo(once);
    }
  }

  @Test
  void optionsSayWhatIsDone() {
    Wording lower = wording(Map.of("lower", "true", "tokenizer", "whitespace"));
    assertThat(lower.tokens(" Ein “Mann” , &apos;S\n"))
        .containsExactly("ein", "\"mann\"", ",", "&apos;s");
    assertThat(wording(Map.of()).tokens("")).isEmpty();
    assertThat(wording(Map.of()).tokenizing()).isSameAs(Tokenizing.WORDS);
    assertThat(Wording.recorded(Wording.options().fill(Map.of())).values())
        .containsEntry("tokenizer", "words")
        .containsEntry("tokenizer-sha256", "none");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"tatoeba-en-es/train.en", "tatoeba-en-es/train.es", "multi30k/raw/val.de"})
  void textOfThreeLanguagesComesBackWithoutALoss(String name) throws IOException {
    Path data = Path.of(System.getProperty("rondo.shared", "../../shared"), "data/translation");
    Assumptions.assumeTrue(
        Files.isDirectory(data),
        () -> data + " is not there; set the property rondo.shared to the shared data");
    for (String line : Files.readAllLines(data.resolve(name))) {
      String spaced = String.join(" ", Tokenizing.WHITESPACE.words(line));
      assertThat(Joins.text(PLAIN.tokens(line))).isEqualTo(spaced);
    }
  }
}
