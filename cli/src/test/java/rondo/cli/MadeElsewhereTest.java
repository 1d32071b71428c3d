package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.core.graph.Attr;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.Node;
import rondo.core.graph.OpId;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.onnx.OnnxFile;
import rondo.onnx.foreign.ForeignModel;

/** What exporters of several frameworks write, run natively beside ONNX Runtime. */
class MadeElsewhereTest {
  private static final int[][] SIZES = {{3, 7}, {1, 4}, {5, 11}, {2, 1}};
  private static final int IN = 6;
  private static final int HIDDEN = 5;
  private static final long LAST = Integer.MAX_VALUE;

  private final Random random = new Random(11);

  // what PyTorch wrote

  private static Graph exported(String name) throws IOException {
    try (InputStream in =
        MadeElsewhereTest.class.getResourceAsStream("elsewhere/" + name + ".onnx")) {
      return OnnxFile.read(Objects.requireNonNull(in, name).readAllBytes());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "tagger-traced-9, 2, 4",
    "start-repeated-traced-13, 2, 4",
    "gather-by-length-traced-13, 1, 4",
    "last-by-mask-traced-13, 1, 4",
    "masked-attention-traced-13, 1, 4",
    "letters-traced-13, 2, 4",
    "squeeze-of-all-traced-13, 3, 2", // of one text or one word it makes another shape
    "decoder-step-traced-13, 1, 4",
    "packed-unsorted-traced-17, 2, 4",
    "flipped-exported-18, 2, 4",
    "self-attention-exported-18, 1, 1", // its time is frozen
    "one-text-frozen-traced-13, 1, 1",
    "unrolled-exported-18, 0, 2"
  })
  void whatPyTorchExports(String name, int cells, int answers) throws IOException {
    BesideRuntime both = new BesideRuntime(exported(name));
    assertThat(both.cells()).isEqualTo(cells);
    assertThat(both.answers(SIZES)).isGreaterThanOrEqualTo(answers);
  }

  /** The batch of the example was one text, which a reshape to [1, -1] wrote down. */
  @Test
  void anExampleOfOneTextIsNoLimit() throws IOException {
    ForeignModel model = new BesideRuntime(exported("one-text-frozen-traced-13")).model();
    long[] ids = {1, 2, 3, 4, 5, 6, 7, 3, 1, 4, 1, 5, 9, 2};
    float[] both = scores(model, 2, ids);
    float[] first = scores(model, 1, Arrays.copyOf(ids, 7));
    float[] second = scores(model, 1, Arrays.copyOfRange(ids, 7, 14));
    assertThat(Arrays.copyOf(both, 3)).isEqualTo(first);
    assertThat(Arrays.copyOfRange(both, 3, 6)).isEqualTo(second);
  }

  private static float[] scores(ForeignModel model, int batch, long[] ids) {
    Tensor fed = new Tensor.Ints(List.of(batch, ids.length / batch), ids, ElementType.INT64);
    return ((Tensor.Floats) model.run(Map.of("ids", fed)).values().iterator().next()).data();
  }

  @Test
  void whatHasNoFormInTheStandardIsRefused() throws IOException {
    Graph projected = exported("projection-exported-18");
    assertThatThrownBy(() -> new BesideRuntime(projected))
        .hasMessage(
            "node 'node_lstm__2' (LSTM): its start 'val_20' is 5 wide, the cell 3; was it written"
                + " of a layer with projections (proj_size)? ONNX has none, export the model"
                + " without");
    assertThatThrownBy(() -> exported("loop-scripted-13"))
        .hasMessage(
            "node '/Loop' (Loop): attribute 'body': input '33': is sequence_type; only tensors are"
                + " read: export the module without lists of tensors, with the recurrent layers of"
                + " its framework");
  }

  // what others write, made here

  private Value weights(Graph g, int... dims) {
    float[] data = new float[Arrays.stream(dims).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) random.nextGaussian() * 0.4f;
    }
    String name = "w" + g.constants().size();
    return g.constant(name, new Tensor.Floats(Arrays.stream(dims).boxed().toList(), data));
  }

  private static Value zeros(Graph g, Integer... dims) {
    int count = Arrays.stream(dims).reduce(1, (a, b) -> a * b);
    String name = "z" + g.constants().size();
    return g.constant(name, new Tensor.Floats(List.of(dims), new float[count]));
  }

  private static Value number(Graph g, ElementType type, long value) {
    String name = "n" + g.constants().size();
    return g.constant(name, new Tensor.Ints(List.of(), new long[] {value}, type));
  }

  private static Map<String, Attr> perm(long a, long b, long... more) {
    return Map.of("perm", Attr.of(a, b, more));
  }

  private static Map<String, Attr> axis(long axis) {
    return Map.of("axis", Attr.of(axis));
  }

  private static Map<String, Attr> axes(long axis) {
    return Map.of("axes", new Attr.Ints(List.of(axis)));
  }

  private static Map<String, Attr> slice(long start, long end) {
    return Map.of(
        "axes", new Attr.Ints(List.of(0L)),
        "starts", new Attr.Ints(List.of(start)),
        "ends", new Attr.Ints(List.of(end)));
  }

  private List<Value> lstm(Graph g, Value x, int in, String direction, Value... more) {
    int D = direction.equals("bidirectional") ? 2 : 1;
    Value[] all = new Value[4 + more.length];
    all[0] = x;
    all[1] = weights(g, D, 4 * HIDDEN, in);
    all[2] = weights(g, D, 4 * HIDDEN, HIDDEN);
    all[3] = weights(g, D, 8 * HIDDEN);
    System.arraycopy(more, 0, all, 4, more.length);
    Map<String, Attr> said =
        Map.of("hidden_size", Attr.of(HIDDEN), "direction", Attr.of(direction));
    return g.node(OpId.onnx("LSTM"), 3, said, all);
  }

  /** Shapes are cut in 32 bits, the mask says how long texts are, layers work a step at a time. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void asKerasIsConverted(boolean reversedByHand) {
    Graph g = new Graph();
    Value ids = g.input("ids", ElementType.INT32, "batch", "time");
    Value there = g.op("Not", g.op("Equal", ids, number(g, ElementType.INT32, 0)));
    Map<String, Attr> flat = Map.of("keepdims", Attr.of(0));
    Value count = g.op("ReduceSum", flat, g.cast(there, ElementType.INT32), g.ints(1));
    Value x = g.op("Identity", g.op("Gather", weights(g, 10, IN), ids));
    Value shape = g.cast(g.op("Shape", x), ElementType.INT32);
    Value batch = g.op("Squeeze", g.op("Slice", shape, g.ints(0), g.ints(1)), g.ints(0));
    Value one = g.op("Unsqueeze", batch, g.ints(0));
    Value wide = g.op("Unsqueeze", number(g, ElementType.INT32, HIDDEN), g.ints(0));
    Value fill = g.cast(g.op("Concat", axis(0), one, wide), ElementType.INT64);
    Value start = g.op("Unsqueeze", g.op("Expand", zeros(g), fill), g.ints(0));
    Value major = g.op("Transpose", perm(1, 0, 2), x);
    Value y = lstm(g, major, IN, "forward", count, start, start).get(0);
    Value back;
    if (reversedByHand) {
      Value turned = g.reverse(major, count);
      Value z = lstm(g, turned, IN, "forward", count, start, start).get(0);
      back = g.reverse(g.op("Squeeze", z, g.ints(1)), count);
    } else {
      Value z = lstm(g, major, IN, "reverse", count, start, start).get(0);
      back = g.op("Squeeze", z, g.ints(1));
    }
    Value forth = g.op("Transpose", perm(1, 0, 2), g.op("Squeeze", y, g.ints(1)));
    Value both = g.op("Concat", axis(2), forth, g.op("Transpose", perm(1, 0, 2), back));
    Value rows = g.op("Reshape", both, g.ints(-1, 2 * HIDDEN));
    Value scores = g.op("Add", g.op("MatMul", rows, weights(g, 2 * HIDDEN, 3)), weights(g, 3));
    Value sizes = g.cast(g.op("Shape", both), ElementType.INT32);
    Value places = g.op("Slice", sizes, g.ints(0), g.ints(2), g.ints(0));
    Value labels = g.op("Unsqueeze", number(g, ElementType.INT32, 3), g.ints(0));
    Value target = g.cast(g.op("Concat", axis(0), places, labels), ElementType.INT64);
    Value out = g.op("Softmax", axis(2), g.op("Reshape", scores, target));
    g.output("scores", out, ElementType.FLOAT, "batch", "time", "3");
    BesideRuntime compared = new BesideRuntime(g);
    assertThat(compared.cells()).isEqualTo(2);
    assertThat(compared.answers(SIZES)).isEqualTo(SIZES.length);
  }

  /** Before its tenth version the runtime cut no whole numbers, so that shapes went by floats. */
  @Test
  void asShapesWereCutInFloats() {
    Graph g = new Graph();
    g.opset("", 9);
    Value x = g.input("x", ElementType.FLOAT, "batch", "time", "6");
    Value shape = g.cast(g.op("Shape", x), ElementType.FLOAT);
    Value cut = g.cast(g.op("Slice", slice(0, 2), shape), ElementType.INT64);
    Value y = lstm(g, g.op("Transpose", perm(1, 0, 2), x), IN, "forward").get(0);
    Value major = g.op("Transpose", perm(1, 0, 2), g.op("Squeeze", axes(1), y));
    Value rows = g.op("Reshape", major, g.ints(-1, HIDDEN));
    Value scores = g.op("MatMul", rows, weights(g, HIDDEN, 3));
    Value target = g.op("Concat", axis(0), cut, g.ints(3));
    Value out = g.op("Reshape", scores, target);
    g.output("scores", out, ElementType.FLOAT, "batch", "time", "3");
    BesideRuntime compared = new BesideRuntime(g);
    assertThat(compared.cells()).isEqualTo(1);
    assertThat(compared.answers(SIZES)).isEqualTo(SIZES.length);
    assertThat(compared.model().report()).noneMatch(n -> n.operator().equals("Expand"));
  }

  /** One sequence at a time, which is fixed in the file; natively as many as there are. */
  @Test
  void asCntkExports() {
    Graph g = new Graph();
    g.opset("", 8);
    Value x = g.input("x", ElementType.FLOAT, "Sequence", "1", "6");
    Value y = lstm(g, x, IN, "bidirectional", none(), zeros(g, 2, 1, 5), zeros(g, 2, 1, 5)).get(0);
    Value joined = g.op("Reshape", g.op("Transpose", perm(0, 2, 1, 3), y), g.ints(0, 0, -1));
    Value z = lstm(g, joined, 2 * HIDDEN, "reverse").get(0);
    Value rows = g.op("Reshape", z, g.ints(-1, HIDDEN));
    Value scores = g.op("Add", g.op("MatMul", rows, weights(g, HIDDEN, 3)), weights(g, 1, 3));
    Value out = g.op("Reshape", scores, g.ints(-1, 1, 3));
    g.output("scores", out, ElementType.FLOAT, "Sequence", "1", "3");
    BesideRuntime compared = new BesideRuntime(g);
    assertThat(compared.cells()).isEqualTo(2);
    assertThat(compared.answers(SIZES)).isEqualTo(SIZES.length);
    Tensor two = new Tensor.Floats(List.of(4, 2, IN), new float[4 * 2 * IN]);
    assertThat(compared.model().run(Map.of("x", two)))
        .hasEntrySatisfying("scores", t -> assertThat(t.dims()).isEqualTo(List.of(4, 2, 3)));
  }

  private static Value none() {
    return new Value("");
  }

  /** Gates apart and in another order, joined and turned; which branch is taken, shapes say. */
  @Test
  void asSomebodyWroteIt() {
    Graph g = new Graph();
    Value x = g.input("x y/é:0", ElementType.FLOAT, "time", "batch", "6");
    Map<String, Attr> four = axis(1);
    List<Value> W = g.node(OpId.onnx("Split"), 4, four, weights(g, IN, 4 * HIDDEN));
    List<Value> R = g.node(OpId.onnx("Split"), 4, four, weights(g, HIDDEN, 4 * HIDDEN));
    Value b = g.op("Concat", axis(0), weights(g, 4 * HIDDEN), zeros(g, 4 * HIDDEN));
    Map<String, Attr> said = Map.of("hidden_size", Attr.of(HIDDEN), "clip", new Attr.Real(0.9f));
    List<Value> y =
        g.node(
            OpId.onnx("LSTM"),
            3,
            said,
            x,
            turned(g, W),
            turned(g, R),
            g.op("Unsqueeze", b, g.ints(0)),
            none(),
            none(),
            none(),
            weights(g, 1, 3 * HIDDEN));
    Value rank = g.op("Size", g.op("Shape", y.get(0)));
    Value single = g.op("Gather", g.op("Shape", y.get(0)), number(g, ElementType.INT64, 1));
    Value decided =
        g.op(
            "And",
            g.op("Equal", rank, number(g, ElementType.INT64, 4)),
            g.op("Equal", single, number(g, ElementType.INT64, 1)));
    Graph yes = g.body();
    Value squeezed = yes.op("Squeeze", y.get(0), yes.ints(1));
    yes.output("squeezed", squeezed, ElementType.FLOAT, "time", "batch", "5");
    Graph no = g.body();
    no.output("whole", no.op("Identity", y.get(0)), ElementType.FLOAT, "time", "1", "batch", "5");
    Map<String, Attr> branches =
        Map.of("then_branch", new Attr.Body(yes), "else_branch", new Attr.Body(no));
    Value taken = g.op("If", branches, decided);
    g.add(Node.of("", OpId.onnx("Relu"), List.of(taken), List.of(new Value("über")), Map.of()));
    g.output("out", new Value("über"), ElementType.FLOAT, "time", "batch", "5");
    g.output("c", y.get(2), ElementType.FLOAT, "1", "batch", "5");
    BesideRuntime compared = new BesideRuntime(g);
    assertThat(compared.cells()).isEqualTo(1);
    assertThat(compared.answers(SIZES)).isEqualTo(SIZES.length);
  }

  /** Of gates [in, hidden] in PyTorch's order one matrix [1, 4·hidden, in] in ONNX's. */
  private static Value turned(Graph g, List<Value> gates) {
    Value[] order = {gates.get(0), gates.get(3), gates.get(1), gates.get(2)};
    Value joined = g.op("Transpose", perm(1, 0), g.op("Concat", axis(1), order));
    return g.op("Unsqueeze", joined, g.ints(0));
  }

  /** The last step, by a stretch of an axis of one. */
  @Test
  void theLastStepByAStretch() {
    Graph g = new Graph();
    Value x = g.input("x", ElementType.FLOAT, "batch", "time", "6");
    Value y = lstm(g, g.op("Transpose", perm(1, 0, 2), x), IN, "bidirectional").get(0);
    Value joined = g.op("Reshape", g.op("Transpose", perm(0, 2, 1, 3), y), g.ints(0, 0, -1));
    Value last = g.op("Slice", joined, g.ints(-1), g.ints(LAST), g.ints(0));
    Value rows = g.op("Reshape", last, g.ints(-1, 2 * HIDDEN));
    g.output("h", g.op("Gemm", rows, weights(g, 10, 3)), ElementType.FLOAT, "batch", "3");
    BesideRuntime compared = new BesideRuntime(g);
    assertThat(compared.cells()).isEqualTo(1);
    assertThat(compared.answers(SIZES)).isEqualTo(SIZES.length);
  }
}
