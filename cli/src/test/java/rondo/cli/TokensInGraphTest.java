package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rondo.core.graph.Attr;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.OpId;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.onnx.OnnxFile;
import rondo.tasks.text.Shapes;
import rondo.tasks.text.Token;
import rondo.tasks.text.Tokenizing;

/** Patterns cut the same tokens in ONNX Runtime, and see the same shapes, as is done here. */
class TokensInGraphTest {
  private static final String ROWS = "rows";
  private static final OpId TOKENIZER = new OpId("com.microsoft", "Tokenizer");

  static List<Tokenizing> withPattern() {
    return List.of(Tokenizing.REGEX, Tokenizing.WHITESPACE);
  }

  /** Each character between two letters: one token, two without it, or three. */
  @ParameterizedTest
  @MethodSource("withPattern")
  void everyCharacterIsOfTheSameKind(Tokenizing tokenizing) throws Exception {
    int block = 1 << 16;
    for (int from = 0; from <= Character.MAX_CODE_POINT; from += block) {
      List<String> texts =
          IntStream.range(from, from + block)
              .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
              .mapToObj(c -> "a" + Character.toString(c) + "b")
              .toList();
      assertThat(counts(tokenizing, texts))
          .isEqualTo(texts.stream().map(t -> tokenizing.tokens(t).size()).toList());
    }
  }

  /** Each character by itself, after a capital and before a digit. */
  @Test
  void everyWordIsOfTheSameShape() throws Exception {
    int block = 1 << 15;
    for (int from = 0; from < 0x20000; from += block) {
      List<String> words =
          IntStream.range(from, from + block)
              .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
              .mapToObj(Character::toString)
              .flatMap(c -> Stream.of(c, "A" + c, c + "1"))
              .toList();
      assertThat(shapes(words)).isEqualTo(words.stream().map(Shapes::of).toList());
    }
  }

  /** The number of the first pattern that matches each word, in a graph. */
  private static List<Integer> shapes(List<String> words) throws Exception {
    Graph g = new Graph();
    Value all = chosen(g, words);
    Value shape = g.scalar(Shapes.patterns().size());
    for (int i = Shapes.patterns().size() - 1; i >= 0; i--) {
      Attr pattern = Attr.of(Shapes.patterns().get(i));
      Value matches = g.op("RegexFullMatch", Map.of("pattern", pattern), all);
      shape = g.op("Where", matches, g.scalar(i), shape);
    }
    g.require("", 20);
    g.output("shapes", shape, ElementType.INT64, "N");
    long[] found = (long[]) run(g, words.size());
    return Arrays.stream(found).mapToObj(Math::toIntExact).toList();
  }

  private static List<Integer> counts(Tokenizing tokenizing, List<String> texts) throws Exception {
    return run(tokenizing, texts).stream().map(List::size).toList();
  }

  /** ONNX Runtime's Java hands characters beyond the first plane back garbled, so without them. */
  @ParameterizedTest
  @MethodSource("withPattern")
  void tokensOfATextAreTheSame(Tokenizing tokenizing) throws Exception {
    Random random = new Random(3);
    String of = "aÉ9 \t\n\r.,-'…\u00A0\u200B\u0301\u0085\u3000日Жשु२\uFE0F☕\uFEFF";
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      int length = 1 + random.nextInt(20);
      int[] points = random.ints(length, 0, of.length()).map(of::charAt).toArray();
      texts.add(new String(points, 0, length));
    }
    List<List<String>> expected =
        texts.stream().map(t -> tokenizing.tokens(t).stream().map(Token::text).toList()).toList();
    assertThat(run(tokenizing, texts)).isEqualTo(expected);
  }

  /** The tokens of texts that stand in the graph itself, since only there are all of them right. */
  private static List<List<String>> run(Tokenizing tokenizing, List<String> texts)
      throws Exception {
    String none = "<none>"; // pads short rows
    Graph g = new Graph();
    Value rows = chosen(g, texts);
    g.opset(TOKENIZER.domain(), 1);
    Map<String, Attr> how =
        Map.of(
            "mark", new Attr.Int(0),
            "mincharnum", new Attr.Int(1),
            "pad_value", new Attr.Text(none),
            "tokenexp", new Attr.Text(tokenizing.pattern().orElseThrow()));
    g.output("tokens", g.node(TOKENIZER, 1, how, rows).get(0), ElementType.STRING, "N", "T");
    List<List<String>> found = new ArrayList<>();
    for (String[] row : (String[][]) run(g, texts.size())) {
      found.add(List.of(row).stream().filter(t -> !t.equals(none)).toList());
    }
    return found;
  }

  /** Texts of the graph itself, all of which are chosen when it runs. */
  private static Value chosen(Graph g, List<String> texts) {
    Tensor all = new Tensor.Strings(List.of(texts.size()), texts.toArray(new String[0]));
    return g.op("Gather", g.constant("texts", all), g.input(ROWS, ElementType.INT64, "N"));
  }

  private static Object run(Graph g, int rows) throws Exception {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(OnnxFile.write(g));
        OnnxTensor order =
            OnnxTensor.createTensor(
                environment, IntStream.range(0, rows).asLongStream().toArray());
        OrtSession.Result result = session.run(Map.of(ROWS, order))) {
      return result.get(0).getValue();
    }
  }
}
