package rondo.tasks;

import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import rondo.core.graph.Attr;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.OpId;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.engine.graph.GraphInputs;
import rondo.engine.graph.GraphOutputs;
import rondo.engine.model.Vocabulary;

/**
 * The picture of texts that are cut into tokens. As beside a graph, each spelling stands once,
 * however often it occurs, and what is said of it is fetched to all its places.
 *
 * <p>Cutting and matching are done by operators that know RE2's patterns; strings are looked up and
 * compared, never changed. No token is empty, so the empty string fills rows, and there is always
 * one step, even of texts without a token: native runtimes do not survive none.
 *
 * @param lengths INT32 [B]
 * @param alive BOOL [B,T], where there is a token
 * @param spellings STRING [U]
 * @param index INT64 [T,B], which spelling stands where
 */
record TokenWires(Value lengths, Value alive, Value spellings, Value index) {
  private static final OpId TOKENIZER = new OpId("com.microsoft", "Tokenizer");
  private static final OpId LABEL_ENCODER = new OpId("ai.onnx.ml", "LabelEncoder");
  private static final int OPSET = 20; // the first one with RegexFullMatch
  private static final String NOTHING = "";
  private static final Map<String, Attr> SWAP = Map.of("perm", Attr.of(1, 0));
  private static final Map<String, Attr> KEEP_NONE = Map.of("keepdims", Attr.of(0));

  /**
   * All line ends but plain ones before and after the text, which no tokenizer takes for tokens.
   */
  private static final String ONE_LINE =
      "[\\n\\f\\r]*[^\\n-\\r\\x{85}\\x{2028}\\x{2029}]*[\\n\\f\\r]*";

  /** Texts of any number of lines, of which so many tokens are read. */
  static TokenWires start(Graph g, String pattern, int longest) {
    Graph t = g.scope(GraphInputs.TEXT);
    Value cut = cut(t, input(g), pattern);
    return of(g, t, cut, t.op("Min", steps(t, cut), t.ints(longest)));
  }

  /** Texts of a line with so many tokens at most; what is longer makes the graph fail. */
  static TokenWires line(Graph g, String pattern, int longest) {
    Graph t = g.scope(GraphInputs.TEXT);
    Value text = input(g);
    Value cut = cut(t, text, pattern);
    Value T = steps(t, cut);
    Value line = t.op("RegexFullMatch", pattern(ONE_LINE), text);
    Value all = t.op("ReduceMin", KEEP_NONE, t.cast(line, ElementType.INT64));
    Graph refused = g.scope("refused");
    Value none =
        t.op(
            "Add",
            refuse(
                refused.scope("more than " + longest + " tokens"),
                t.op("Greater", T, t.ints(longest))),
            refuse(refused.scope("more than one line"), t.op("Equal", all, t.scalar(0))));
    return of(g, t, cut, t.op("Add", T, none));
  }

  /** Zero, or an end with an error that bears the graph's name: a fetch of what is not there. */
  private static Value refuse(Graph g, Value wrong) {
    return g.op("Gather", g.ints(0), g.cast(wrong, ElementType.INT64));
  }

  private static Map<String, Attr> pattern(String pattern) {
    return Map.of("pattern", Attr.of(pattern));
  }

  /** STRING [B]. */
  private static Value input(Graph g) {
    g.require("", OPSET);
    return g.input(GraphInputs.TEXT, ElementType.STRING, "B");
  }

  /** STRING [B,T]. */
  private static Value cut(Graph g, Value text, String pattern) {
    return tokenizer(g, "tokenexp", Attr.of(pattern), text);
  }

  private static Value tokenizer(Graph g, String how, Attr what, Value strings) {
    Map<String, Attr> attributes =
        Map.of(
            how, what, "mark", Attr.of(0), "mincharnum", Attr.of(1), "pad_value", Attr.of(NOTHING));
    Value tokens = g.node(TOKENIZER, 1, attributes, strings).get(0);
    return g.typed(tokens, ElementType.STRING);
  }

  /** [1], at least one. */
  private static Value steps(Graph g, Value cut) {
    return g.op("Max", size(g, cut, 1), g.ints(1));
  }

  private static Value size(Graph g, Value v, int axis) {
    return g.op("Shape", Map.of("start", Attr.of(axis), "end", Attr.of(axis + 1)), v);
  }

  private static TokenWires of(Graph whole, Graph g, Value cut, Value T) {
    Value tokens = columns(g, cut, T); // [B,T]
    whole.output(GraphOutputs.TOKENS, tokens, ElementType.STRING, "B", "T");
    Value there = lookup(g, tokens, Map.of(NOTHING, 0), 1);
    Value byTime = g.op("Transpose", SWAP, tokens);
    List<Value> distinct =
        g.node(OpId.onnx("Unique"), 4, Map.of(), g.op("Reshape", byTime, g.ints(-1)));
    Value index = g.op("Reshape", distinct.get(2), g.op("Shape", byTime));
    Value alive = g.cast(there, ElementType.BOOL);
    return new TokenWires(lengths(g, there), alive, distinct.get(0), index);
  }

  /** The first columns of a table of strings; one of empty strings if there are none. */
  private static Value columns(Graph g, Value table, Value count) {
    Value rows = g.op("Concat", axis(0), size(g, table, 0), g.ints(1));
    Value zeros = g.op("ConstantOfShape", zero(), rows);
    Value empty = g.op("Gather", nothing(g), zeros); // [B,1]
    Value wide = g.op("Concat", axis(1), table, empty);
    return g.op("Slice", wide, g.ints(0), count, g.ints(1));
  }

  private static Map<String, Attr> zero() {
    return Map.of(
        "value", new Attr.Constant(new Tensor.Ints(List.of(1), new long[] {0}, ElementType.INT64)));
  }

  private static Value nothing(Graph g) {
    return g.constant("nothing", new Tensor.Strings(List.of(1), new String[] {NOTHING}));
  }

  private static Map<String, Attr> axis(int axis) {
    return Map.of("axis", Attr.of(axis));
  }

  /** INT32 [B] of what is 1 where something is and 0 elsewhere, [B,T]. */
  private static Value lengths(Graph g, Value there) {
    return g.cast(g.op("ReduceSum", KEEP_NONE, there, g.ints(1)), ElementType.INT32);
  }

  // what is said of spellings

  /** What is said of each spelling [U], at all its places [T,B]. */
  Value placed(Graph g, Value said) {
    return g.op("Gather", said, index);
  }

  /** The id of each spelling, INT64 [U]. */
  Value ids(Graph g, Vocabulary known) {
    return lookup(g, spellings, known.keys(), known.unknown());
  }

  /** The number of the first pattern that matches a spelling whole, or how many there are. */
  Value matched(Graph g, List<String> patterns) {
    Value matched = g.scalar(patterns.size());
    for (int i = patterns.size() - 1; i >= 0; i--) {
      Value matches = g.op("RegexFullMatch", pattern(patterns.get(i)), spellings);
      matched = g.op("Where", matches, g.scalar(i), matched);
    }
    return matched;
  }

  /**
   * The first letters of each spelling.
   *
   * @param ids INT64 [C,U]
   * @param lengths INT32 [U], at least one
   */
  record LetterWires(Value ids, Value lengths) {}

  /** The first letters by their ids. */
  LetterWires letters(Graph g, Map<String, Integer> keys, int longest) {
    Attr apart = new Attr.Texts(List.of(""));
    Value cut = tokenizer(g, "separators", apart, spellings);
    Value letters = columns(g, cut, g.op("Min", steps(g, cut), g.ints(longest))); // [U,C]
    Value n = lengths(g, lookup(g, letters, Map.of(NOTHING, 0), 1));
    Value one = g.cast(g.ints(1), ElementType.INT32);
    Value ids = g.op("Transpose", SWAP, lookup(g, letters, keys, 0));
    return new LetterWires(ids, g.op("Max", n, one));
  }

  /** What is said of places, STRING [T,B], as [B,T] with the empty string where no token is. */
  Value byText(Graph g, Value said) {
    return g.op("Where", alive, g.op("Transpose", SWAP, said), nothing(g));
  }

  private static Value lookup(Graph g, Value strings, Map<String, Integer> keys, int unknown) {
    List<String> known = new ArrayList<>();
    List<Long> ids = new ArrayList<>();
    CharsetEncoder utf8 = StandardCharsets.UTF_8.newEncoder();
    SortedMap<String, Integer> sorted = new TreeMap<>(keys);
    sorted.forEach(
        (key, id) -> {
          if (utf8.canEncode(key)) { // or no file has it
            known.add(key);
            ids.add((long) id);
          }
        });
    Map<String, Attr> table =
        Map.of(
            "keys_strings", new Attr.Texts(known),
            "values_int64s", new Attr.Ints(ids),
            "default_int64", Attr.of(unknown));
    return g.node(LABEL_ENCODER, 1, table, strings).get(0);
  }
}
