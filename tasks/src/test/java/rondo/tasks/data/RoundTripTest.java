package rondo.tasks.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.core.Example;
import rondo.tasks.text.Scheme;
import rondo.tasks.text.Span;
import rondo.tasks.text.Token;
import rondo.tasks.text.Tokenizing;

/** What is written is read back, to the character, whatever the script. */
class RoundTripTest {
  private static final int DOCUMENTS = 1000;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Letters, marks and signs that are written from both sides, alone, joined and in pairs. */
  private static final List<String> PIECES =
      List.of(
          "a",
          "Z",
          "7",
          "\u00e9",
          "e\u0301",
          "\u00df",
          "\u0130",
          "\u05e9\u05dc\u05d5\u05dd",
          "\u0645\u0631\u062d\u0628\u0627",
          "\u200f",
          "\u0928\u092e\u0938\u094d\u0924\u0947",
          "\u6771\u4eac",
          "\ud83d\ude00",
          "\ud83d\udc69\u200d\ud83d\ude80",
          "\ud83c\uddeb\ud83c\uddf7",
          "\ud83d\udc4d\ud83c\udffd",
          "\ud835\udd38",
          "\ufeff",
          "\ufffd",
          "\u00ad",
          "'",
          "\"",
          ",",
          ";",
          "#",
          "-",
          "(",
          ")",
          "\\",
          "/",
          "<",
          "{",
          "[",
          "_",
          "=",
          ":");

  private static final List<String> BLANKS = List.of(" ", "  ", "\u00a0", "\u2028", "\u3000", "\f");

  @TempDir Path folder;

  private final Random random = new Random(11);

  private String word() {
    return IntStream.rangeClosed(0, random.nextInt(4))
        .mapToObj(i -> PIECES.get(random.nextInt(PIECES.size())))
        .collect(Collectors.joining());
  }

  private List<String> words() {
    return IntStream.rangeClosed(0, random.nextInt(9)).mapToObj(i -> word()).toList();
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (String word : words()) {
      text.append(word).append(BLANKS.get(random.nextInt(BLANKS.size())));
    }
    return text.toString();
  }

  private List<Span> spans(int length) {
    List<Span> spans = new ArrayList<>();
    for (int from = random.nextInt(3); from < length; from += random.nextInt(3)) {
      int to = from + 1 + random.nextInt(Math.min(3, length - from));
      spans.add(new Span(random.nextBoolean() ? "PER" : "g\u00f6d-\u05e2", from, to));
      from = to;
    }
    return spans;
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static List<Example<List<String>, List<Span>>> read(
      Path file, Map<String, String> options) throws IOException {
    return SpanData.of(SpanData.OPTIONS.fill(options), Tokenizing.REGEX).read(file);
  }

  private List<Example<List<String>, List<Span>>> sentences() {
    return IntStream.range(0, DOCUMENTS)
        .mapToObj(i -> words())
        .map(w -> new Example<>(w, spans(w.size())))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"IOB1", "IOB2", "BIOES", "BILOU"})
  void columns(String scheme) throws IOException {
    Scheme written = scheme.equals("BILOU") ? Scheme.BIOES : Scheme.valueOf(scheme);
    var examples = sentences();
    StringBuilder text = new StringBuilder();
    for (var example : examples) {
      List<String> tags = written.tags(example.gold(), example.input().size());
      for (int t = 0; t < tags.size(); t++) {
        String tag = tags.get(t);
        String said =
            scheme.equals("BILOU") ? tag.replaceFirst("^E-", "L-").replaceFirst("^S-", "U-") : tag;
        text.append(example.input().get(t)).append('\t').append(said);
        text.append(random.nextBoolean() ? "\n" : "\r\n");
      }
      text.append('\n');
    }
    assertThat(read(file("data.conll", text.toString()), Map.of())).isEqualTo(examples);
    Path zipped = folder.resolve("data.conll.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
      out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }
    assertThat(read(zipped, Map.of())).isEqualTo(examples);
  }

  @Test
  void tokensAndTagsInJson() throws IOException {
    var examples = sentences();
    String text =
        lines(
            examples,
            e -> Map.of("tokens", e.input(), "tags", Scheme.IOB2.tags(e.gold(), e.input().size())));
    assertThat(read(file("data.jsonl", text), Map.of())).isEqualTo(examples);
  }

  /** Each span's offsets cut its text out of the original, counted in either way. */
  @ParameterizedTest
  @ValueSource(strings = {"characters", "utf16"})
  void spansInJson(String offsets) throws IOException {
    record Document(String text, List<Token> tokens, List<Span> spans) {}
    List<Document> documents = new ArrayList<>();
    while (documents.size() < DOCUMENTS) {
      String text = text();
      List<Token> tokens = Tokenizing.REGEX.tokens(text);
      if (!tokens.isEmpty()) {
        documents.add(new Document(text, tokens, spans(tokens.size())));
      }
    }
    String lines =
        lines(
            documents,
            d -> {
              List<List<Object>> spans = new ArrayList<>();
              for (Span span : d.spans) {
                int from = d.tokens.get(span.from()).from();
                int to = d.tokens.get(span.to() - 1).to();
                boolean utf16 = offsets.equals("utf16");
                spans.add(
                    List.of(
                        utf16 ? from : d.text.codePointCount(0, from),
                        utf16 ? to : d.text.codePointCount(0, to),
                        span.label()));
              }
              return Map.of("text", d.text, "spans", spans);
            });
    var read = read(file("data.jsonl", lines), Map.of("offsets", offsets));
    assertThat(read)
        .isEqualTo(
            documents.stream()
                .map(d -> new Example<>(d.tokens.stream().map(Token::text).toList(), d.spans))
                .toList());
  }

  @Test
  void aLineOfAMegabyte() throws IOException {
    String word = "\ud83d\ude00\u05d7e\u0301 ";
    List<List<Object>> spans = new ArrayList<>();
    for (int i = 0; i < 100_000; i += 100) {
      spans.add(List.of(i * 5, i * 5 + 4, "X")); // an emoji, a letter, a letter with its mark
    }
    String line = lines(List.of(spans), s -> Map.of("text", word.repeat(100_000), "spans", s));
    SpanData reader = SpanData.of(SpanData.OPTIONS.fill(Map.of()), Tokenizing.WHITESPACE);
    var read = reader.read(file("data.jsonl", line)).get(0);
    assertThat(read.input()).hasSize(100_000);
    assertThat(read.gold()).hasSize(1000).contains(new Span("X", 99_900, 99_901));
  }

  private List<Example<String, String>> texts() {
    return IntStream.range(0, DOCUMENTS)
        .mapToObj(i -> new Example<>("a" + text(), random.nextBoolean() ? "good" : "b\u00f6se"))
        .toList();
  }

  private static List<Example<List<String>, String>> tokens(List<Example<String, String>> texts) {
    return texts.stream()
        .map(
            e ->
                new Example<>(
                    Tokenizing.REGEX.tokens(e.input()).stream().map(Token::text).toList(),
                    e.gold()))
        .toList();
  }

  private static List<Example<List<String>, String>> texts(Path file) throws IOException {
    return TextData.of(TextData.OPTIONS.fill(Map.of()), Tokenizing.REGEX).read(file);
  }

  @Test
  void tables() throws IOException {
    var texts = texts();
    String tabs = texts.stream().map(e -> e.gold() + "\t" + e.input()).collect(joined());
    assertThat(texts(file("data.tsv", tabs))).isEqualTo(tokens(texts));
    String commas =
        texts.stream()
            .map(e -> "\"" + e.input().replace("\"", "\"\"") + "\"," + e.gold())
            .collect(joined());
    assertThat(texts(file("data.csv", "text,label\n" + commas))).isEqualTo(tokens(texts));
    String lines = texts.stream().map(e -> e.gold() + " " + e.input()).collect(joined());
    assertThat(texts(file("data.txt", lines))).isEqualTo(tokens(texts));
    String json = lines(texts, e -> Map.of("text", e.input(), "label", e.gold()));
    assertThat(texts(file("data.jsonl", json))).isEqualTo(tokens(texts));
  }

  @Test
  void trees() throws IOException {
    List<Example<List<String>, String>> examples = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < DOCUMENTS; i++) {
      List<String> words = words().stream().map(w -> w.replace("\\", "|")).toList();
      examples.add(new Example<>(words.stream().map(RoundTripTest::unescaped).toList(), "4"));
      text.append(tree("4", words.stream().map(RoundTripTest::escaped).toList())).append('\n');
    }
    assertThat(texts(file("data.txt", text.toString()))).isEqualTo(examples);
  }

  private String tree(String label, List<String> words) {
    int half = words.size() / 2;
    return words.size() == 1
        ? "(" + label + " " + words.get(0) + ")"
        : "(%s %s %s)"
            .formatted(
                label,
                tree("2", words.subList(0, half)),
                tree("3", words.subList(half, words.size())));
  }

  /** A word that is a bracket has a name; in others there is none. */
  private static String escaped(String word) {
    String plain = unescaped(word);
    return plain.equals("(") ? "-LRB-" : plain.equals(")") ? "-RRB-" : plain.replace("/", "\\/");
  }

  private static String unescaped(String word) {
    return word.length() == 1 ? word : word.replaceAll("[()]", "|");
  }

  private static java.util.stream.Collector<CharSequence, ?, String> joined() {
    return Collectors.joining("\n");
  }

  private static <T> String lines(List<T> all, Function<T, Object> json) {
    return all.stream()
        .map(
            each -> {
              try {
                return JSON.writeValueAsString(json.apply(each));
              } catch (JsonProcessingException e) {
                throw new AssertionError(e);
              }
            })
        .collect(joined());
  }
}
