package rondo.tasks.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rondo.core.Settings;

class SentencesTest {
  private static List<String> rule(String text) {
    return Sentences.of("rule", Tokenizing.REGEX).split(text).stream().map(Sentence::text).toList();
  }

  @Test
  void aSentenceEndsAtAStopThatSomethingNewFollows() {
    assertThat(
            rule("Ada Lovelace lived in London. She wrote! Really?! 3 of 4 (yes). \"Oh.\" No… Да."))
        .containsExactly(
            "Ada Lovelace lived in London.",
            "She wrote!",
            "Really?!",
            "3 of 4 (yes).",
            "\"Oh.\"",
            "No…",
            "Да.");
    assertThat(rule("– Où? – Là. «Non.» ¿Qué? ¡Sí! »So.« (And so.) He is 42. She is not"))
        .containsExactly(
            "– Où?",
            "– Là.",
            "«Non.»",
            "¿Qué?",
            "¡Sí!",
            "»So.«",
            "(And so.)",
            "He is 42.",
            "She is not");
  }

  @Test
  void aStopWithinASentenceEndsNothing() {
    assertOne("Yahoo! is at 3.14 or a.b, e.g. at www.a.org, well... so \"Why?\" he asked.");
    assertOne("Mr. J. R. R. Tolkien and Dr. No of Foo Ltd. The U.S. Navy");
    assertOne("1. First things first");
    assertOne("Thanks! 😀 #fun");
    assertThat(rule("I can't. He has a PC. By the sky. Etc"))
        .containsExactly("I can't.", "He has a PC.", "By the sky.", "Etc");
  }

  private static void assertOne(String text) {
    assertThat(rule(text)).containsExactly(text);
  }

  @Test
  void otherScriptsHaveStopsOfTheirOwn() {
    assertThat(rule("東京は首都です。「はい。」そうですか？はい！ 北京。“你好”"))
        .containsExactly("東京は首都です。", "「はい。」", "そうですか？", "はい！", "北京。", "“你好”");
    assertThat(rule("ما اسمك؟ أنا آدا. שלום. מה? नमस्ते। मैं आदा हूँ।"))
        .containsExactly("ما اسمك؟", "أنا آدا.", "שלום.", "מה?", "नमस्ते।", "मैं आदा हूँ।");
  }

  @Test
  void aLineEndsASentence() {
    String text = "So Ada\r\nwrote. it\n\n \t\nin\u2028London.";
    assertThat(rule(text)).containsExactly("So Ada", "wrote. it", "in", "London.");
    List<Sentence> none = Sentences.of("none", Tokenizing.WHITESPACE).split("A b. C d.\n\nE\r");
    assertThat(none.stream().map(Sentence::words))
        .containsExactly(List.of("A", "b.", "C", "d."), List.of("E"));
    assertThat(none.get(1).from()).isEqualTo(11);
    assertThat(rule("")).isEmpty();
    assertThat(rule(" \n\t ")).isEmpty();
  }

  @Test
  void aTrainedDetectorKnowsMore() {
    Sentences trained = Sentences.of("opennlp:en", Tokenizing.of("opennlp:en"));
    List<Sentence> split = trained.split("The firm, Foo Inc. of York, can't pay. It is late.\nBye");
    assertThat(split.stream().map(Sentence::text))
        .containsExactly("The firm, Foo Inc. of York, can't pay.", "It is late.", "Bye");
    assertThat(split.get(0).words()).contains("Inc.", "York", ",", "can't", "pay", ".");
  }

  /** A long line is looked at through windows; what stands in it is found as in short ones. */
  @Test
  void aTrainedDetectorSeesALongLineWhole() {
    String text = "Ada Lovelace lived in London. She wrote a letter to Mr. Babbage, who was late. ";
    Sentences trained = Sentences.of("opennlp:en", Tokenizing.REGEX);
    List<Sentence> split = trained.split(text.repeat(500));
    assertThat(split).hasSize(1000);
    assertThat(split.get(999).words()).containsSubsequence("Mr", ".", "Babbage");
  }

  @Test
  void anEndlessSentenceIsCutBetweenTokens() {
    List<Sentence> split = Sentences.of("rule", Tokenizing.REGEX).split("so ".repeat(2500));
    assertThat(split.stream().map(s -> s.tokens().size())).containsExactly(1000, 1000, 500);
    assertThat(split.get(1).from()).isEqualTo(3000);
  }

  // options

  private static Settings options(String... pairs) {
    Settings options = Sentences.options().fill(Map.of());
    for (int i = 0; i < pairs.length; i += 2) {
      options = options.with(pairs[i], pairs[i + 1]);
    }
    return options;
  }

  @Test
  void withoutAWordTextIsCutByRules() {
    Sentences sentences = Sentences.of(Sentences.recorded(options()));
    assertThat(sentences.name()).isEqualTo("rule");
    assertThat(sentences.tokenizing()).isSameAs(Tokenizing.REGEX);
    assertThat(Sentences.recorded(options())).isEqualTo(options());
  }

  @Test
  void anOlderModelTookALineForASentence() {
    assertThat(Sentences.read(Settings.of(Map.of("tokenizer", "regex"))).text("sentences"))
        .isEqualTo("none");
    assertThat(Sentences.read(options())).isEqualTo(options());
  }

  @Test
  void whichTrainedModelCutTheTextIsWrittenDown() {
    Settings recorded =
        Sentences.recorded(options("tokenizer", "opennlp:en", "sentences", "opennlp:en"));
    assertThat(recorded.text("tokenizer-sha256"))
        .isEqualTo("95139111197ba9f1165fc12be8d4cbac05ea3912f995d167efa1a0e04e3e649a");
    assertThat(recorded.text("sentences-sha256")).hasSize(64);
    assertThat(Sentences.of(recorded).name()).isEqualTo("opennlp:en");
    assertThat(Sentences.recorded(recorded)).isEqualTo(recorded);
  }

  @Test
  void anotherTrainedModelIsRefused() {
    Settings other = options("tokenizer", "opennlp:en", "tokenizer-sha256", "00ff");
    assertThatThrownBy(() -> Sentences.of(other))
        .hasMessage(
            "tokenizer 'opennlp:en' is another model than in training: its SHA-256 is"
                + " 95139111197ba9f1165fc12be8d4cbac05ea3912f995d167efa1a0e04e3e649a, recorded is"
                + " 00ff; use the one of the training, or train again");
    Settings sentences = options("sentences", "opennlp:en", "sentences-sha256", "00ff");
    assertThatThrownBy(() -> Sentences.recorded(sentences))
        .hasMessageStartingWith("sentences 'opennlp:en' is another model than in training");
  }

  @Test
  void aKindThatIsNotKnownIsRefused() {
    assertThatThrownBy(() -> Sentences.of(options("sentences", "rules")))
        .hasMessage(
            "option 'sentences' must be one of rule, none, opennlp:LANGUAGE or opennlp:FILE, is"
                + " 'rules'. Did you mean 'rule'?");
    assertThatThrownBy(() -> Sentences.of(options("sentences", "opennlp:xx")))
        .hasMessage(
            "sentences 'opennlp:xx': no such model is on the class path; add"
                + " org.apache.opennlp:opennlp-models-sentdetect-xx, or name a model file as"
                + " opennlp:FILE");
  }
}
