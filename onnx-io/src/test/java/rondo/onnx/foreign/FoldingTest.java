package rondo.onnx.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static rondo.onnx.operator.OperatorCheck.floats;
import static rondo.onnx.operator.OperatorCheck.ints;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rondo.core.Device;
import rondo.core.ModelFormatException;
import rondo.core.graph.Attr;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.Node;
import rondo.core.graph.OpId;
import rondo.core.graph.Port;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.onnx.OnnxFile;
import rondo.onnx.OrtModel;

class FoldingTest {
  private static final OpId TWICE = new OpId("elsewhere", "Twice");

  private static Folding.Plain fold(Graph graph) {
    return Folding.of(graph, op -> false);
  }

  /** What is left of y = x + (what a part makes). */
  private static Graph added(Graph graph, Value part) {
    Value x = graph.input("x", ElementType.FLOAT, "N");
    graph.add(
        Node.of("add", OpId.onnx("Add"), List.of(x, part), List.of(new Value("y")), Map.of()));
    graph.output(new Port(new Value("y"), ElementType.FLOAT, List.of("N")));
    return graph;
  }

  /** The constant that the only node adds. */
  private static float[] left(Graph folded) {
    assertThat(folded.nodes()).hasSize(1);
    Node add = folded.nodes().get(0);
    assertThat(folded.constants()).hasSize(1);
    return ((Tensor.Floats) folded.tensor(add.input(1)).orElseThrow()).data();
  }

  @Test
  void storedHalvesBecomeFloats() {
    byte[] halves = {0, 0x3c, 0, (byte) 0xc1, 1, 0, 0, 0x7c}; // little-endian
    Graph g = new Graph();
    Value half = g.constant("h", new Tensor.Held(List.of(2, 2), halves, ElementType.FLOAT16));
    Value turned = g.op("Reshape", g.op("Transpose", half), g.ints(-1));
    added(g, g.cast(turned, ElementType.FLOAT));
    assertThat(left(fold(g).graph())).containsExactly(1f, 0x1p-24f, -2.5f, Float.POSITIVE_INFINITY);
    byte[] brief = {(byte) 0x80, 0x3f, 0x20, (byte) 0xc0};
    Graph b = new Graph();
    Value held = b.constant("h", new Tensor.Held(List.of(2), brief, ElementType.BFLOAT16));
    added(b, b.cast(held, ElementType.FLOAT));
    assertThat(left(fold(b).graph())).containsExactly(1f, -2.5f);
  }

  /** All of them, beside the runtime. */
  @Test
  void everyHalfIsWhatTheRuntimeSays() {
    byte[] all = new byte[1 << 17];
    for (int i = 0; i < 1 << 16; i++) {
      all[2 * i] = (byte) i;
      all[2 * i + 1] = (byte) (i >> 8);
    }
    Graph g = new Graph();
    Value h = g.constant("h", new Tensor.Held(List.of(1 << 16), all, ElementType.FLOAT16));
    g.output("y", g.cast(h, ElementType.FLOAT), ElementType.FLOAT, "N");
    Tensor ours = constant(fold(g).graph(), "y");
    try (OrtModel model = OrtModel.open(OnnxFile.write(g), Device.CPU)) {
      assertThat(((Tensor.Floats) ours).data())
          .isEqualTo(((Tensor.Floats) Objects.requireNonNull(model.run(Map.of()).get("y"))).data());
    }
  }

  /** The constant behind an output, which only hands it on. */
  private static Tensor constant(Graph folded, String output) {
    Node identity =
        folded.nodes().stream()
            .filter(n -> n.output(0).name().equals(output))
            .findFirst()
            .orElseThrow();
    return folded.tensor(identity.input(0)).orElseThrow();
  }

  @Test
  void quantisedWeightsBecomeFloats() {
    Graph g = new Graph();
    Value q = g.constant("q", ints(ElementType.INT8, List.of(2, 2), -128, 1, 2, 127));
    Value scale = g.constant("scale", new Tensor.Floats(List.of(2), new float[] {0.5f, 2}));
    Value zero = g.constant("zero", ints(ElementType.INT8, List.of(2), 0, 1));
    Map<String, Attr> axis = Map.of("axis", Attr.of(0));
    added(
        g,
        g.op(
            "Flatten", Map.of("axis", Attr.of(0)), g.op("DequantizeLinear", axis, q, scale, zero)));
    Folding.Plain plain = fold(g);
    assertThat(left(plain.graph())).containsExactly(-64f, 0.5f, 2f, 252f);
    assertThat(plain.gone()).extracting(Folding.Gone::fate).containsOnly(Folding.Fate.FOLDED);
  }

  @Test
  void whatLeadsNowhereAndWhatHandsOnIsLeftOut() {
    Graph g = new Graph();
    Value one = g.op("Identity", g.op("Identity", g.scalar(1f)));
    Value x = g.input("other", ElementType.FLOAT, "N");
    Value dead = g.op("Neg", x);
    added(g, one);
    g.output("same", x, ElementType.FLOAT, "N");
    Folding.Plain plain = fold(g);
    assertThat(plain.graph().nodes())
        .extracting(n -> n.op().name())
        .containsExactly("Add", "Identity");
    assertThat(plain.gone())
        .extracting(Folding.Gone::toString)
        .anyMatch(s -> s.contains(dead.name()) && s.contains("leads to no output"))
        .hasSize(4);
    same(g, Map.of("x", floats(3), "other", floats(2)));
  }

  // functions

  /** twice(v) = v * by + v, with the factor by reference. */
  private static Graph twice() {
    Graph g = new Graph();
    g.define(
        TWICE,
        body -> {
          Value v = body.input("v", ElementType.ANY, Port.ANY);
          Map<String, Attr> by = Map.of("value_float", new Attr.Reference("by", Attr.Real.class));
          Value factor = body.op("Constant", by);
          body.add(
              Node.of(
                  "times",
                  OpId.onnx("Mul"),
                  List.of(v, factor),
                  List.of(new Value("t")),
                  Map.of()));
          body.add(
              Node.of(
                  "plus",
                  OpId.onnx("Add"),
                  List.of(new Value("t"), v),
                  List.of(new Value("w")),
                  Map.of()));
          body.output(new Port(new Value("w"), ElementType.ANY, List.of(Port.ANY)));
        });
    return g;
  }

  private static Value called(Graph g, float by, Value v) {
    return g.node(TWICE, 1, Map.of("by", new Attr.Real(by)), v).get(0);
  }

  @Test
  void callsBecomeWhatTheyCall() {
    Graph g = twice();
    Value x = g.input("x", ElementType.FLOAT, "N");
    Value t = g.op("Neg", called(g, 3, called(g, 2, x))); // two calls, of two factors
    g.output("y", t, ElementType.FLOAT, "N");
    g.output("z", called(g, 2, g.scalar(5f)), ElementType.FLOAT);
    Folding.Plain plain = fold(g);
    assertThat(plain.graph().nodes())
        .extracting(n -> n.op().name())
        .containsExactly("Mul", "Add", "Mul", "Add", "Neg", "Identity", "Identity");
    assertThat(((Tensor.Floats) constant(plain.graph(), "z")).data()).containsExactly(15f);
    assertThat(plain.gone()).filteredOn(n -> n.fate() == Folding.Fate.INLINED).hasSize(3);
    same(g, Map.of("x", floats(3)));
  }

  @Test
  void callsThatAreOwnedStay() {
    Graph g = twice();
    added(g, called(g, 2, g.scalar(1f)));
    Graph kept = Folding.of(g, TWICE::equals).graph();
    assertThat(kept.nodes()).extracting(Node::op).contains(TWICE);
    assertThat(kept.functions()).containsKey(TWICE);
    same(g, kept, Map.of("x", floats(3)));
  }

  @Test
  void aFunctionThatCallsItselfIsRefused() {
    Graph g = new Graph();
    g.define(
        TWICE,
        body -> {
          Value v = body.input("v", ElementType.ANY, Port.ANY);
          Value w = body.node(TWICE, 1, Map.of(), v).get(0);
          body.output(new Port(w, ElementType.ANY, List.of(Port.ANY)));
        });
    added(g, called(g, 1, g.scalar(1f)));
    refuses(g, "function 'elsewhere.Twice' calls itself; export it as a Loop or inlined");
  }

  @Test
  void aFunctionOfAnotherVersionIsRefused() {
    Graph g = twice();
    added(g, called(g, 2, g.scalar(1f)));
    g.opset("", 13);
    refuses(g, "the function is written in version 17 of the operators, the model in 13;");
  }

  /** Each calls the next twice. */
  @ParameterizedTest
  @CsvSource({
    "40, 2, its calls are more than 65536 nodes",
    "200, 1, stands more than 100 calls deep"
  })
  void aBombOfCallsIsRefused(int deep, int times, String why) {
    Graph g = new Graph();
    for (int i = 0; i < deep; i++) {
      OpId next = new OpId("elsewhere", "f" + (i + 1));
      boolean last = i == deep - 1;
      g.define(
          new OpId("elsewhere", "f" + i),
          body -> {
            Value v = body.input("v", ElementType.ANY, Port.ANY);
            for (int k = 0; k < times; k++) {
              v = last ? body.op("Neg", v) : body.node(next, 1, Map.of(), v).get(0);
            }
            body.output(new Port(v, ElementType.ANY, List.of(Port.ANY)));
          });
    }
    Value x = g.input("v", ElementType.FLOAT, "N");
    added(g, g.node(new OpId("elsewhere", "f0"), 1, Map.of(), x).get(0));
    refuses(g, why);
  }

  // branches

  @Test
  void aDecidedIfIsItsBranch() {
    Graph g = new Graph();
    Value x = g.input("v", ElementType.FLOAT, "N", "1");
    Value rank = g.op("Size", g.ints(7, 8, 9));
    Value isThree = g.op("Equal", rank, g.scalar(3));
    Value both =
        g.op(
            "If",
            Map.of("then_branch", branch(g, x, "Neg"), "else_branch", branch(g, x, "Exp")),
            isThree);
    g.output("y", both, ElementType.FLOAT, "N", "1");
    assertThat(fold(g).graph().nodes())
        .extracting(n -> n.op().name())
        .containsExactly("Neg", "Add", "Identity");
    same(g, Map.of("v", floats(3, 1)));
  }

  private static Attr branch(Graph g, Value x, String op) {
    Graph branch = g.body();
    Value one = branch.constant("one", new Tensor.Floats(List.of(), new float[] {1}));
    Value y = branch.op("Add", branch.op(op, x), one);
    branch.output(new Port(y, ElementType.FLOAT, List.of("N", "1")));
    return new Attr.Body(branch);
  }

  /** A branch that stays reads what was folded and what only handed on. */
  @Test
  void bodiesThatStayReadWhatIsLeft() {
    Graph g = new Graph();
    Value x = g.op("Identity", g.input("v", ElementType.FLOAT, "N", "1"));
    Value c = g.input("c", ElementType.BOOL);
    Value folded = g.op("Mul", x, g.op("Neg", g.scalar(2f)));
    Attr then = branch(g, folded, "Neg");
    Attr other = branch(g, x, "Exp");
    Value y = g.op("If", Map.of("then_branch", then, "else_branch", other), c);
    g.output("y", y, ElementType.FLOAT, "N", "1");
    assertThat(fold(g).graph().nodes()).hasSize(3);
    for (long way : new long[] {0, 1}) {
      Tensor decided = ints(ElementType.BOOL, List.of(), way);
      same(g, Map.of("v", floats(2, 1), "c", decided));
    }
  }

  // bombs

  @ParameterizedTest
  @CsvSource({
    "Expand, 'a tensor of dims [1000000, 1000000] is more than this model can need'",
    "ConstantOfShape, 'a tensor of dims [1000000, 1000000] is more than this model can need'",
    "Tile, 'a tensor of dims [1000000, 1000000] is more than this model can need'",
    "Range, an axis cannot be 1000000000000 long",
    "Concat, is more than this model can need",
    "Pad, is more than this model can need"
  })
  void bombsAreRefused(String op, String why) {
    Graph g = new Graph();
    Value many = g.ints(1_000_000, 1_000_000);
    Value one = g.constant("one", floats(1, 1));
    Value bomb =
        switch (op) {
          case "Expand", "Tile" -> g.op(op, one, many);
          case "ConstantOfShape" -> g.op(op, many);
          case "Range" -> g.op(op, g.scalar(0), g.scalar(1_000_000_000_000L), g.scalar(1));
          case "Pad" -> g.op(op, one, g.ints(0, 0, 1_000_000, 1_000_000));
          default -> doubled(g, one);
        };
    added(g, bomb);
    refuses(g, why);
  }

  private static Value doubled(Graph g, Value one) {
    Value all = one;
    for (int i = 0; i < 50; i++) {
      all = g.op("Concat", Map.of("axis", Attr.of(0)), all, all);
    }
    return all;
  }

  private static void refuses(Graph g, String why) {
    long begin = System.nanoTime();
    assertThatThrownBy(() -> fold(g))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageStartingWith("node '")
        .hasMessageContaining(why);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
  }

  // real ones

  /**
   * Every weight of every recurrent node, also where an exporter left its making in the graph; the
   * cases of operators, which are given weights, are folded too.
   */
  @Test
  void realModelsHaveConstantWeights() throws IOException {
    int nodes = 0;
    for (Path file : models()) {
      Graph graph = OnnxFile.read(file);
      Graph folded = fold(graph).graph();
      boolean trained = !file.toString().matches(".*(conformance|matrix).*");
      for (Node each : folded.nodes()) {
        if (trained && List.of("LSTM", "GRU", "RNN").contains(each.op().name())) {
          nodes++;
          assertThat(folded.tensor(each.input(1)))
              .as("W of %s of %s", each.name(), file)
              .isPresent();
          assertThat(folded.tensor(each.input(2)))
              .as("R of %s of %s", each.name(), file)
              .isPresent();
        }
      }
    }
    assertThat(nodes).isGreaterThan(50);
  }

  private static List<Path> models() throws IOException {
    Path onnx = Path.of(System.getProperty("rondo.shared", "../../shared")).resolve("onnx");
    Assumptions.assumeTrue(Files.isDirectory(onnx), () -> onnx + " is not there");
    try (Stream<Path> all = Files.walk(onnx)) {
      return all.filter(p -> p.endsWith("model.onnx")).sorted().toList();
    }
  }

  /** The real tagger gives what it gave. */
  @Test
  void aRealModelFoldedGivesTheSame() throws IOException {
    Path file =
        models().stream().filter(p -> p.toString().contains("ner-ncbi")).findFirst().orElseThrow();
    Graph graph = OnnxFile.read(file);
    Map<String, Tensor> fed = new HashMap<>();
    Random random = new Random(3);
    Port in = graph.inputs().get(0);
    long[] ids = random.longs(21, 0, 50).toArray();
    fed.put(in.value().name(), ints(in.type(), List.of(3, 7), ids));
    same(graph, fed);
  }

  private static void same(Graph graph, Map<String, Tensor> fed) {
    same(graph, fold(graph).graph(), fed);
  }

  /** On the runtime, to the bit where no arithmetic was folded, and nearly so elsewhere. */
  private static void same(Graph graph, Graph folded, Map<String, Tensor> fed) {
    try (OrtModel before = OrtModel.open(OnnxFile.write(graph), Device.CPU);
        OrtModel after = OrtModel.open(OnnxFile.write(folded), Device.CPU)) {
      Map<String, Tensor> wanted = before.run(fed);
      Map<String, Tensor> given = after.run(fed);
      assertThat(given.keySet()).isEqualTo(wanted.keySet());
      wanted.forEach(
          (name, tensor) -> {
            Tensor got = Objects.requireNonNull(given.get(name));
            assertThat(got.dims()).isEqualTo(tensor.dims());
            float[] theirs = ((Tensor.Floats) tensor).data();
            for (int i = 0; i < theirs.length; i++) {
              assertThat(((Tensor.Floats) got).data()[i])
                  .as("%s at %d", name, i)
                  .isCloseTo(theirs[i], within(1e-5f));
            }
          });
    }
  }
}
