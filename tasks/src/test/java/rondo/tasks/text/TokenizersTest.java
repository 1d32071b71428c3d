package rondo.tasks.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import opennlp.tools.tokenize.SimpleTokenizer;
import opennlp.tools.tokenize.Tokenizer;
import opennlp.tools.tokenize.TokenizerME;
import opennlp.tools.tokenize.TokenizerModel;
import opennlp.tools.tokenize.WhitespaceTokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.core.Example;
import rondo.tasks.NerType;
import rondo.tasks.Tiny;

/** The kinds of tokenizers, each with what is special to it. */
class TokenizersTest {
  private static final String MODEL = "opennlp-en-ud-ewt-tokens-1.3-2.5.4.bin";

  private static List<String> words(Tokenizing tokenizing, String text) {
    return tokenizing.tokens(text).stream().map(Token::text).toList();
  }

  /** A letter is a letter, a mark is none; only plain white space is no token. */
  @Test
  void theRegularExpressionMeansWhatItMeansInAGraph() {
    assertThat(words(Tokenizing.REGEX, "Cafe\u0301 x² Ⅷ १२३ a\u00A0b\u200Bc\u000Bd\fe"))
        .containsExactly(
            "Cafe", "\u0301", "x²", "Ⅷ", "१२३", "a", "\u00A0", "b", "\u200B", "c", "\u000B", "d",
            "e");
    assertThat(words(Tokenizing.REGEX, "👍🏽 ❤️ 👩‍👧"))
        .containsExactly("👍", "🏽", "❤", "\uFE0F", "👩", "\u200D", "👧");
    assertThat(words(Tokenizing.REGEX, "a\uD83Db\uDE00\uDE00"))
        .containsExactly("a", "\uD83D", "b", "\uDE00", "\uDE00");
    assertThat(words(Tokenizing.REGEX, "𝒜𝓁2x 日本語")).containsExactly("𝒜𝓁2x", "日本語");
  }

  /** Letters that Java 17 does not know yet, and one that only later versions of Unicode know. */
  @Test
  void everyJavaSeesTheSameLetters() {
    assertThat(words(Tokenizing.REGEX, "a\u0870b")).containsExactly("a\u0870b");
    assertThat(words(Tokenizing.REGEX, "a\uA7CBb")).containsExactly("a", "\uA7CB", "b");
    for (int c = 0; c < 0x2000; c++) {
      if (Character.isLetter(c)) {
        boolean younger = c == 0x1C89 || c == 0x1C8A; // of Unicode 16
        assertThat(Characters.word(c)).as(Integer.toHexString(c)).isEqualTo(!younger);
      }
    }
  }

  @Test
  void whiteSpaceIsWhateverUnicodeTakesForIt() {
    assertThat(words(Tokenizing.WHITESPACE, " a.b\u00A0c\u3000d\u0085e\u200Bf\u2028g\u000Bh"))
        .containsExactly("a.b", "c", "d", "e\u200Bf", "g", "h");
  }

  @Test
  void simpleIsOpenNlps() {
    Tokenizing simple = Tokenizing.of("simple");
    assertThat(words(simple, "Don't pay 3.50€ 😀😀!!")).contains("Don", "'", "t", "50", "😀", "!!");
    assertSame(simple, SimpleTokenizer.INSTANCE);
  }

  @Test
  void trainedOnesAreOpenNlps() throws Exception {
    Tokenizing english = Tokenizing.of("opennlp:en");
    assertThat(words(english, "I can't pay Foo Inc. today, ok?"))
        .containsExactly("I", "can't", "pay", "Foo", "Inc.", "today", ",", "ok", "?");
    assertSame(english, new TokenizerME(read(MODEL)));
    assertSame(
        Tokenizing.of("opennlp:de"),
        new TokenizerME(read("opennlp-de-ud-gsd-tokens-1.3-2.5.4.bin")));
  }

  private static TokenizerModel read(String model) throws Exception {
    try (InputStream in = TokenizersTest.class.getClassLoader().getResourceAsStream(model)) {
      return new TokenizerModel(in);
    }
  }

  /** The same tokens as if OpenNLP were asked for the whole, where it keeps characters whole. */
  private static void assertSame(Tokenizing ours, Tokenizer theirs) {
    int same = 0;
    for (String text : MixedTexts.documents(400)) {
      List<String> expected = Arrays.asList(theirs.tokenize(text));
      if (expected.stream().noneMatch(TokenizersTest::torn)) {
        assertThat(words(ours, text)).isEqualTo(expected);
        same++;
      }
    }
    assertThat(same).isGreaterThan(40);
  }

  private static boolean torn(String token) {
    return Character.isLowSurrogate(token.charAt(0))
        || Character.isHighSurrogate(token.charAt(token.length() - 1));
  }

  @Test
  void aTrainedOneMayBeAFile(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("mine.bin");
    try (InputStream in = TokenizersTest.class.getClassLoader().getResourceAsStream(MODEL)) {
      Files.write(file, in.readAllBytes());
    }
    Tokenizing mine = Tokenizing.of("opennlp:" + file);
    assertThat(mine.name()).isEqualTo("opennlp:" + file);
    assertThat(mine.sha256()).isEqualTo(Tokenizing.of("opennlp:en").sha256());
    assertThat(words(mine, "Inc. today.")).containsExactly("Inc.", "today", ".");

    Files.writeString(file, "something else");
    assertThatThrownBy(() -> Tokenizing.of("opennlp:" + file))
        .hasMessageStartingWith(
            "tokenizer 'opennlp:" + file + "' is no tokenizer model of OpenNLP");
    assertThatThrownBy(() -> Tokenizing.of("opennlp:" + folder.resolve("no.bin")))
        .hasMessageContaining("there is no file " + folder.resolve("no.bin"));
    assertThatThrownBy(() -> Tokenizing.of("opennlp:" + folder)).hasMessageContaining("is no file");
  }

  @Test
  void aTrainedOneMayBeAModelJar() {
    Path jar =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> entry.contains("opennlp-models-tokenizer-de"))
            .map(Path::of)
            .findFirst()
            .orElseThrow();
    Tokenizing german = Tokenizing.of("opennlp:" + jar);
    assertThat(german.sha256()).isEqualTo(Tokenizing.of("opennlp:de").sha256());
    assertThatThrownBy(() -> Sentences.of("opennlp:" + jar, german))
        .hasMessage(
            "sentences 'opennlp:" + jar + "' cannot be read: " + jar + " holds no such model");
  }

  /** A trained model of ours holds on to the tokenizer that it was trained with. */
  @Test
  void aModelRefusesTheTextOfAnotherTokenizer(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("mine.bin");
    Files.write(file, TrainedModel.find("tokenizer", "opennlp:en", "tokens", "").bytes());
    NerType type = new NerType();
    var data = List.of(new Example<>(List.of("Ada"), List.of(new Span("PER", 0, 1))));
    var model = Tiny.fresh(type, data, Map.of("tokenizer", "opennlp:" + file));
    type.open(model.task(), Tiny.runner(model)).close();
    Files.write(file, TrainedModel.find("tokenizer", "opennlp:de", "tokens", "").bytes());
    assertThatThrownBy(() -> type.open(model.task(), Tiny.runner(model)))
        .hasMessageStartingWith(
            "tokenizer 'opennlp:" + file + "' is another model than in training");
  }

  @Test
  void anUnknownKindIsRefused() {
    assertThatThrownBy(() -> Tokenizing.of("regexp"))
        .hasMessage(
            "option 'tokenizer' must be one of regex, words, whitespace, simple, opennlp:LANGUAGE or"
                + " opennlp:FILE, is 'regexp'. Did you mean 'regex'?");
    assertThatThrownBy(() -> Tokenizing.of("opennlp:fr"))
        .hasMessageContaining("add org.apache.opennlp:opennlp-models-tokenizer-fr");
  }

  @Test
  void threadsMayShareOne() throws Exception {
    Sentences shared = Sentences.of("opennlp:en", Tokenizing.of("opennlp:en"));
    List<String> texts = MixedTexts.documents(60);
    List<List<Sentence>> alone = texts.stream().map(shared::split).toList();
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Future<List<List<Sentence>>>> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        all.add(pool.submit(() -> texts.stream().map(shared::split).toList()));
      }
      for (Future<List<List<Sentence>>> each : all) {
        assertThat(each.get()).isEqualTo(alone);
      }
    } finally {
      pool.shutdown();
    }
  }

  /** An application that does without OpenNLP needs no class of it. */
  @Test
  void ourRulesNeedNoOpenNlp() throws Exception {
    URL[] path =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.contains("opennlp"))
            .map(TokenizersTest::url)
            .toArray(URL[]::new);
    try (URLClassLoader without = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
      Class<?> tokenizing = without.loadClass(Tokenizing.class.getName());
      Object regex = tokenizing.getMethod("of", String.class).invoke(null, "regex");
      assertThat((List<?>) tokenizing.getMethod("tokens", String.class).invoke(regex, "So Ada"))
          .hasSize(2);
      Class<?> sentences = without.loadClass(Sentences.class.getName());
      Object rule = sentences.getMethod("of", String.class, tokenizing).invoke(null, "rule", regex);
      assertThat((List<?>) sentences.getMethod("split", String.class).invoke(rule, "So. Ada"))
          .hasSize(2);
      assertThatThrownBy(() -> tokenizing.getMethod("of", String.class).invoke(null, "simple"))
          .cause()
          .hasMessage(
              "tokenizer 'simple' is OpenNLP's, which is not on the class path; add"
                  + " org.apache.opennlp:opennlp-tools");
    }
  }

  private static URL url(String entry) {
    try {
      return new File(entry).toURI().toURL();
    } catch (java.net.MalformedURLException e) {
      throw new AssertionError(entry, e);
    }
  }

  @Test
  void openNlpAgreesOnWhiteSpaceOfPlainText() {
    String text = "So Ada\tLovelace, 1815-1852,\n met Babbage.";
    assertThat(words(Tokenizing.WHITESPACE, text))
        .containsExactly(WhitespaceTokenizer.INSTANCE.tokenize(text));
  }
}
