package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import rondo.core.graph.Attr;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.Node;
import rondo.core.graph.OpId;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.onnx.OnnxFile;
import rondo.onnx.wire.AttributeProto;
import rondo.onnx.wire.AttributeProto.AttributeType;
import rondo.onnx.wire.GraphProto;
import rondo.onnx.wire.ModelProto;
import rondo.onnx.wire.NodeProto;
import rondo.onnx.wire.StringStringEntryProto;
import rondo.onnx.wire.TensorProto;

/** Files that cannot become models say in one sentence what is wrong, where, and what to do. */
class RefusedImportsTest {
  private static final int H = 4;

  @TempDir Path folder;
  private Path file = Path.of("");
  private Path vocab = Path.of("");
  private Path labels = Path.of("");

  /** A tagger: ids [time, batch] to scores [time, batch, 2], by an LSTM of four and a Tanh. */
  static Graph tagger() {
    Random random = new Random(7);
    Graph g = new Graph();
    Value ids = g.input("ids", ElementType.INT64, "time", "batch");
    Value x = g.op("Gather", g.constant("E", floats(random, 5, 3)), ids);
    Value W = g.constant("W", floats(random, 1, 4 * H, 3));
    Value R = g.constant("R", floats(random, 1, 4 * H, H));
    Value y = new Value("y");
    List<Value> in = List.of(x, W, R);
    g.add(Node.of("cell", OpId.onnx("LSTM"), in, List.of(y), Map.of("hidden_size", Attr.of(H))));
    Value h = g.op("Squeeze", y, g.ints(1));
    Value t = new Value("t");
    g.add(Node.of("squash", OpId.onnx("Tanh"), List.of(h), List.of(t), Map.of()));
    Value scores = g.op("MatMul", t, g.constant("O", floats(random, H, 2)));
    g.output("scores", scores, ElementType.FLOAT, "time", "batch", "2");
    return g;
  }

  private static Tensor floats(Random random, Integer... dims) {
    float[] data = new float[Arrays.stream(dims).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) random.nextGaussian();
    }
    return new Tensor.Floats(List.of(dims), data);
  }

  @BeforeEach
  void name() throws IOException {
    file = folder.resolve("made.onnx");
    vocab = Files.writeString(folder.resolve("vocab.txt"), "<pad>\n<unk>\nada\nmet\nalan\n");
    labels = Files.writeString(folder.resolve("labels.txt"), "A\nB\n");
  }

  private Transcript imported(byte[] bytes) throws IOException {
    Files.write(file, bytes);
    return Transcript.of(
        "import",
        file,
        "--task",
        "tag",
        "--vocab",
        vocab,
        "--labels",
        labels,
        "-o",
        folder.resolve("m.rondo"));
  }

  @Test
  void asItIsItBecomesAModel() throws IOException {
    Transcript said = imported(OnnxFile.write(tagger()));
    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DONE);
    assertThat(said.out()).contains("1 of 1 recurrent nodes became cells");
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        // what a recurrent node says
        says(
            "unknown attribute",
            cell(c -> c.addAttribute(whole("hidden_sise", 4))),
            "FILE cannot be opened: node 'cell' (LSTM): unknown attribute 'hidden_sise'; known are activation_alpha, activation_beta, activations, clip, direction, hidden_size, input_forget, layout. Did you mean 'hidden_size'?"),
        says(
            "a type",
            cell(c -> c.addAttribute(whole("clip", 3))),
            "FILE cannot be opened: node 'cell' (LSTM): attribute 'clip' must be FLOAT, is INT"),
        says(
            "a direction",
            cell(c -> c.addAttribute(text("direction", "sideways"))),
            "FILE cannot be opened: node 'cell' (LSTM): direction must be forward, reverse or bidirectional, is 'sideways'"),
        says(
            "a layout",
            cell(c -> c.addAttribute(whole("layout", 2))),
            "FILE cannot be opened: node 'cell' (LSTM): attribute 'layout' must be from 0 to 1, is 2"),
        says(
            "an activation",
            cell(c -> c.addAttribute(activations())),
            "FILE cannot be opened: node 'cell' (LSTM): attribute 'activations': no activation named 'Tahn'; known: identity, sigmoid, tanh, relu, leakyrelu, thresholdedrelu, scaledtanh, hardsigmoid, elu, softsign, softplus, affine. Did you mean 'tanh'?"),
        says(
            "shapes",
            g -> constant(g, "W").setDims(1, 3).setDims(2, 16),
            "FILE cannot be opened: node 'cell' (LSTM): W must be [1, 16, 16], is [1, 3, 16]"),
        says(
            "weights in use",
            RefusedImportsTest::computed,
            "FILE cannot be opened: node 'cell' (LSTM): input W ('W.used') is computed at run time, a cell needs a constant; fold the graph's constants first, or run the file on ONNX Runtime"),
        says(
            "constant lengths",
            RefusedImportsTest::lengths,
            "FILE cannot be opened: node 'cell' (LSTM): its lengths are constants of the file; export it with lengths as an input"),
        says(
            "a start for each example",
            RefusedImportsTest::starts,
            "FILE cannot be opened: node 'cell' (LSTM): its start holds another row for each of 2 examples; export it with the start as an input"),
        // what stands in the way
        says(
            "a loop",
            g -> node(g, "squash").setOpType("Loop"),
            "FILE cannot be opened: node 'squash' (Loop): a loop is no cell that trains; export the model with the recurrent layers of its framework, or import it as it is, with --native=false, to run it on ONNX Runtime"),
        says(
            "a scan",
            g -> node(g, "squash").setOpType("Scan"),
            "FILE cannot be opened: node 'squash' (Scan): a scan is no cell that trains; export the model with the recurrent layers of its framework, or import it as it is, with --native=false, to run it on ONNX Runtime"),
        says(
            "a branch",
            g -> node(g, "squash").setOpType("If"),
            "FILE cannot be opened: node 'squash' (If): which branch is taken is only known in use; export the model with one of them, or import it as it is, with --native=false, to run it on ONNX Runtime"),
        says(
            "ONNX Runtime's own",
            g -> foreign(g, "com.microsoft", "FastGelu"),
            "FILE cannot be opened: node 'squash' (com.microsoft.FastGelu): it is ONNX Runtime's own; export the model before optimising or quantising it, or import it as it is, with --native=false, to run it on ONNX Runtime"),
        says(
            "quantised",
            cell(c -> c.setDomain("com.microsoft").setOpType("DynamicQuantizeLSTM")),
            "FILE cannot be opened: node 'cell' (com.microsoft.DynamicQuantizeLSTM): it is ONNX Runtime's own; export the model before optimising or quantising it, or import it as it is, with --native=false, to run it on ONNX Runtime"),
        says(
            "a stranger's",
            g -> foreign(g, "acme", "Squash"),
            "FILE cannot be opened: node 'squash' (acme.Squash): no operator of domain 'acme' is known here; put the plugin of the cell that owns it on the class path, or export the model with standard operators"),
        says(
            "nobody's",
            g -> node(g, "squash").setOpType("Det"),
            "FILE cannot be opened: node 'squash' (Det): this operator is not computed here; export the model without it, or import it as it is, with --native=false, to run it on ONNX Runtime"),
        // values
        says(
            "a size",
            g -> constant(g, "W").setDims(2, 4),
            "FILE: initializer 'W': FLOAT of dims [1, 16, 4] take 256 bytes, there are 192"),
        says(
            "no file",
            g -> elsewhere(g, "weights.data"),
            "FILE: initializer 'W': its values stand in 'weights.data', which is not beside the model"),
        says(
            "an absolute path",
            g -> elsewhere(g, "/etc/passwd"),
            "FILE: initializer 'W': its values stand in '/etc/passwd'; only files in the model's own folder are read"),
        says(
            "a way up",
            g -> elsewhere(g, "data/../../weights"),
            "FILE: initializer 'W': its values stand in 'data/../../weights'; only files in the model's own folder are read"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void refused(String name, Consumer<GraphProto.Builder> how, String sentence) throws IOException {
    ModelProto.Builder model = ModelProto.parseFrom(OnnxFile.write(tagger())).toBuilder();
    how.accept(model.getGraphBuilder());
    requireRefused(imported(model.build().toByteArray()), sentence);
  }

  private void requireRefused(Transcript said, String sentence) {
    assertThat(said.err().replace("'" + file + "'", "FILE")).isEqualTo("rondo: " + sentence + "\n");
    assertThat(said.exit()).isEqualTo(Exit.MODEL);
    assertThat(folder.resolve("m.rondo")).doesNotExist();
  }

  @Test
  void aFileThatIsCutOff() throws IOException {
    byte[] whole = OnnxFile.write(tagger());
    requireRefused(
        imported(Arrays.copyOf(whole, whole.length - 40)),
        "FILE: this is no whole ONNX file (While parsing a protocol message, the input ended unexpectedly in the middle of a field.  This could mean either that the input has been truncated or that an embedded message misreported its own length.); is it damaged or something else?");
  }

  @Test
  void aLink() throws IOException {
    Path values = Files.write(folder.resolve("values"), new byte[4 * 16 * 3]);
    Files.createSymbolicLink(folder.resolve("weights.data"), values);
    ModelProto.Builder model = ModelProto.parseFrom(OnnxFile.write(tagger())).toBuilder();
    elsewhere(model.getGraphBuilder(), "weights.data");
    requireRefused(
        imported(model.build().toByteArray()),
        "FILE: initializer 'W': its values stand in 'weights.data', which is a link; links are not followed");
  }

  // ways to spoil the tagger

  private static Arguments says(String name, Consumer<GraphProto.Builder> how, String sentence) {
    return Arguments.of(name, how, sentence);
  }

  private static NodeProto.Builder node(GraphProto.Builder g, String name) {
    return g.getNodeBuilderList().stream()
        .filter(n -> n.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static TensorProto.Builder constant(GraphProto.Builder g, String name) {
    return g.getInitializerBuilderList().stream()
        .filter(t -> t.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Consumer<GraphProto.Builder> cell(Consumer<NodeProto.Builder> how) {
    return g -> how.accept(node(g, "cell"));
  }

  private static AttributeProto.Builder whole(String name, long value) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeType.INT).setI(value);
  }

  private static AttributeProto.Builder text(String name, String value) {
    ByteString bytes = ByteString.copyFromUtf8(value);
    return AttributeProto.newBuilder().setName(name).setType(AttributeType.STRING).setS(bytes);
  }

  private static AttributeProto.Builder activations() {
    AttributeProto.Builder all =
        AttributeProto.newBuilder().setName("activations").setType(AttributeType.STRINGS);
    List.of("Sigmoid", "Tahn", "Tanh").forEach(f -> all.addStrings(ByteString.copyFromUtf8(f)));
    return all;
  }

  private static void foreign(GraphProto.Builder g, String domain, String operator) {
    node(g, "squash").setDomain(domain).setOpType(operator);
  }

  private static void elsewhere(GraphProto.Builder g, String path) {
    constant(g, "W")
        .clearRawData()
        .setDataLocation(TensorProto.DataLocation.EXTERNAL)
        .addExternalData(StringStringEntryProto.newBuilder().setKey("location").setValue(path));
  }

  /** The weights times how many words there are. */
  private static void computed(GraphProto.Builder g) {
    NodeProto.Builder sum =
        NodeProto.newBuilder().setOpType("ReduceSum").addInput("ids").addOutput("sum");
    sum.addAttribute(whole("keepdims", 0));
    NodeProto.Builder cast = NodeProto.newBuilder().setOpType("Cast").addInput("sum");
    cast.addOutput("float").addAttribute(whole("to", 1));
    NodeProto.Builder times =
        NodeProto.newBuilder().setOpType("Mul").addInput("W").addInput("float").addOutput("W.used");
    g.addNode(0, sum).addNode(1, cast).addNode(2, times);
    node(g, "cell").setInput(1, "W.used");
  }

  private static void lengths(GraphProto.Builder g) {
    g.addInitializer(
        TensorProto.newBuilder()
            .setName("lengths")
            .setDataType(6)
            .addDims(2)
            .addInt32Data(2)
            .addInt32Data(1));
    node(g, "cell").addInput("").addInput("lengths");
  }

  private static void starts(GraphProto.Builder g) {
    TensorProto.Builder start =
        TensorProto.newBuilder().setName("start").setDataType(1).addDims(1).addDims(2).addDims(H);
    for (int i = 0; i < 2 * H; i++) {
      start.addFloatData(i);
    }
    g.addInitializer(start);
    node(g, "cell").addInput("").addInput("").addInput("start");
  }
}
