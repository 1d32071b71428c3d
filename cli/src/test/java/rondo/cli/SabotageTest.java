package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rondo.core.Exporter;
import rondo.engine.Rondo;
import rondo.onnx.wire.AttributeProto;
import rondo.onnx.wire.GraphProto;
import rondo.onnx.wire.ModelProto;
import rondo.onnx.wire.NodeProto;
import rondo.onnx.wire.TensorProto;

/** Whatever is spoilt in an exported file, the proof sees it, and names the place. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SabotageTest {
  private static final String LSTM = "cell 'network/layer0/forward' says";
  private static final int H = 6; // as Untrained has it

  @TempDir static Path folder = Path.of("");

  private final Rondo rondo = Rondo.load();
  private final Map<String, Untrained<?, ?>> models = new TreeMap<>();

  /**
   * A way to spoil a file.
   *
   * @param place what the proof must say of it
   */
  record Sabotage(String name, String model, Consumer<GraphProto.Builder> how, String place) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Sabotage> sabotages() {
    return List.of(
        new Sabotage(
            "swapped gates",
            "ner",
            g -> floats(g, "network/layer0/forward/W", w -> swapped(w, 2, 4)),
            LSTM),
        new Sabotage("a missing bias", "ner", g -> input(g, "LSTM", "layer0", 3), LSTM),
        new Sabotage(
            "transposed weights",
            "ner",
            g -> floats(g, "network/layer0/forward/R", r -> transposed(r, H)),
            LSTM),
        new Sabotage(
            "a dropped reverse direction",
            "ner",
            g ->
                List.of("W", "R", "b")
                    .forEach(
                        p ->
                            floats(
                                g,
                                "network/layer0/forward/" + p,
                                w -> filled(w, w.length / 2, w.length, 0))),
            "cell 'network/layer0/backward' says"),
        new Sabotage("lengths ignored", "ner", g -> input(g, "LSTM", "layer0", 4), LSTM),
        new Sabotage(
            "a wrong activation",
            "ner",
            g ->
                attribute(
                    g,
                    "LSTM",
                    "layer1",
                    AttributeProto.newBuilder()
                        .setName("activations")
                        .setType(AttributeProto.AttributeType.STRINGS)
                        .addAllStrings(
                            List.of(
                                text("Sigmoid"),
                                text("Softsign"),
                                text("Tanh"),
                                text("Sigmoid"),
                                text("Softsign"),
                                text("Tanh")))
                        .build()),
            "cell 'network/layer1/forward' says"),
        new Sabotage(
            "linear_before_reset flipped",
            "classify",
            g ->
                attribute(
                    g,
                    "GRU",
                    "layer0",
                    AttributeProto.newBuilder()
                        .setName("linear_before_reset")
                        .setType(AttributeProto.AttributeType.INT)
                        .setI(0)
                        .build()),
            LSTM),
        new Sabotage(
            "embedding rows shifted",
            "ner",
            g -> floats(g, "network/features/words/E", e -> rotated(e, 5)),
            "'network/features/words/"),
        new Sabotage(
            "letters' rows shifted",
            "ner",
            g -> floats(g, "network/features/characters/", "/E", e -> rotated(e, 25)),
            "what cell 'network/features/characters/encoder/forward' and "),
        new Sabotage(
            "a second layer that reads the first the wrong way round",
            "ner",
            g -> floats(g, "network/layer1/forward/W", w -> reversed(w, 2 * H)),
            "cell 'network/layer1/forward' says"),
        new Sabotage(
            "wrong pooling",
            "classify",
            g -> rename(g, "ArgMax", "network/", "ArgMin"),
            "what the head reads"),
        new Sabotage(
            "a shifted head",
            "ner",
            g -> floats(g, "network/head/b", b -> rotated(b, 1)),
            "so the head differs"),
        new Sabotage(
            "transitions transposed",
            "ner",
            g -> floats(g, "task/crf/A", a -> transposed(a, (int) Math.sqrt(a.length))),
            "so the decoder differs"),
        new Sabotage(
            "scores of first and last labels swapped",
            "ner",
            g -> floats(g, "task/crf/ends", e -> rotated(e, e.length / 2)),
            "so the decoder differs"),
        new Sabotage("shifted labels", "ner", g -> shiftStrings(g, "tags"), "so the labels differ"),
        new Sabotage(
            "other labels", "classify", g -> shiftStrings(g, "labels"), "so the labels differ"),
        new Sabotage(
            "probabilities that are scores",
            "classify",
            g -> bypass(g, "Softmax"),
            "what makes 'probabilities' of them differs"),
        new Sabotage(
            "probabilities left out",
            "classify",
            g -> dropOutput(g, "probabilities"),
            "it has no output 'probabilities'"));
  }

  @BeforeAll
  void export() throws IOException {
    Map<String, String> letters = Map.of("characters.encoder", "recurrent");
    Map<String, String> lstm = new TreeMap<>(Map.of("cell", "lstm", "layers", "2"));
    lstm.putAll(letters);
    write("ner", Untrained.of(rondo.plugins(), "ner", Map.of(), lstm));
    write("classify", Untrained.of(rondo.plugins(), "classify", Map.of(), Map.of("cell", "gru")));
  }

  private <I, O> void write(String name, Untrained<I, O> kind) {
    models.put(name, kind);
    rondo.export(kind.model(), kind.inputs(), "onnx", file(name), Map.of());
  }

  private Path file(String name) {
    return folder.resolve(name + ".onnx");
  }

  private <I, O> Exporter.Finding verify(Untrained<I, O> kind, Path file) {
    return rondo.verify(kind.model(), kind.inputs(), "onnx", file);
  }

  private Untrained<?, ?> model(String name) {
    return Objects.requireNonNull(models.get(name));
  }

  @ParameterizedTest
  @MethodSource("sabotages")
  void isCaughtWhereItIs(Sabotage sabotage) throws IOException {
    ModelProto.Builder spoilt =
        ModelProto.parseFrom(Files.readAllBytes(file(sabotage.model()))).toBuilder();
    sabotage.how().accept(spoilt.getGraphBuilder());
    Path file = folder.resolve("spoilt.onnx");
    Files.write(file, spoilt.build().toByteArray());
    Exporter.Finding found = verify(model(sabotage.model()), file);
    assertThat(found.equal()).as(found.text()).isFalse();
    assertThat(found.text()).contains(sabotage.place());
  }

  @Test
  void whatIsNotSpoiltIsProved() {
    for (String name : models.keySet()) {
      Exporter.Finding found = verify(model(name), file(name));
      assertThat(found.equal()).as(found.text()).isTrue();
      assertThat(found.text()).matches("scores at most \\d.* apart at [\\d,]+ places; .*");
    }
  }

  // ways to spoil a file

  /** Numbers of the constant whose name begins so. */
  private static void floats(GraphProto.Builder g, String name, UnaryOperator<float[]> how) {
    floats(g, name, "", how);
  }

  private static void floats(
      GraphProto.Builder g, String begin, String end, UnaryOperator<float[]> how) {
    TensorProto.Builder tensor =
        g.getInitializerBuilderList().stream()
            .filter(t -> t.getName().startsWith(begin) && t.getName().endsWith(end))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no constant " + begin + "…" + end));
    ByteBuffer raw = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    float[] data = new float[raw.remaining() / Float.BYTES];
    raw.asFloatBuffer().get(data);
    float[] spoilt = how.apply(data);
    ByteBuffer bytes =
        ByteBuffer.allocate(data.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(spoilt);
    tensor.setRawData(ByteString.copyFrom(bytes));
  }

  /** The first two of the blocks of each direction change places. */
  private static float[] swapped(float[] data, int directions, int blocks) {
    float[] other = data.clone();
    int all = data.length / directions;
    int size = all / blocks;
    for (int d = 0; d < directions; d++) {
      System.arraycopy(data, d * all, other, d * all + size, size);
      System.arraycopy(data, d * all + size, other, d * all, size);
    }
    return other;
  }

  /** Each square block the wrong way round. */
  private static float[] transposed(float[] data, int size) {
    float[] other = data.clone();
    for (int from = 0; from < data.length; from += size * size) {
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          other[from + i * size + j] = data[from + j * size + i];
        }
      }
    }
    return other;
  }

  private static float[] filled(float[] data, int from, int to, float value) {
    float[] other = data.clone();
    IntStream.range(from, to).forEach(i -> other[i] = value);
    return other;
  }

  private static float[] rotated(float[] data, int by) {
    float[] other = new float[data.length];
    for (int i = 0; i < data.length; i++) {
      other[i] = data[(i + by) % data.length];
    }
    return other;
  }

  /** Each row from its end. */
  private static float[] reversed(float[] data, int width) {
    float[] other = new float[data.length];
    for (int i = 0; i < data.length; i++) {
      int row = i / width;
      other[i] = data[row * width + width - 1 - i % width];
    }
    return other;
  }

  private static ByteString text(String word) {
    return ByteString.copyFromUtf8(word);
  }

  /** The recurrent node of a layer, which reads that layer's weights. */
  private static NodeProto.Builder node(GraphProto.Builder g, String op, String layer) {
    return g.getNodeBuilderList().stream()
        .filter(n -> n.getOpType().equals(op))
        .filter(n -> n.getInputList().stream().anyMatch(i -> i.contains(layer)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + op + " of " + layer));
  }

  /** An input that is left out. */
  private static void input(GraphProto.Builder g, String op, String layer, int which) {
    node(g, op, layer).setInput(which, "");
  }

  private static void attribute(
      GraphProto.Builder g, String op, String layer, AttributeProto attribute) {
    NodeProto.Builder node = node(g, op, layer);
    List<AttributeProto> others =
        node.getAttributeList().stream()
            .filter(a -> !a.getName().equals(attribute.getName()))
            .toList();
    node.clearAttribute().addAllAttribute(others).addAttribute(attribute);
  }

  /** The first node of a kind within a scope is another kind. */
  private static void rename(GraphProto.Builder g, String op, String scope, String other) {
    g.getNodeBuilderList().stream()
        .filter(n -> n.getOpType().equals(op) && n.getName().startsWith(scope))
        .reduce((first, last) -> last)
        .orElseThrow(() -> new AssertionError("no " + op))
        .setOpType(other);
  }

  private static void bypass(GraphProto.Builder g, String op) {
    g.getNodeBuilderList().stream()
        .filter(n -> n.getOpType().equals(op))
        .reduce((first, last) -> last)
        .orElseThrow(() -> new AssertionError("no " + op))
        .setOpType("Identity")
        .clearAttribute();
  }

  private static void shiftStrings(GraphProto.Builder g, String name) {
    TensorProto.Builder tensor =
        g.getInitializerBuilderList().stream()
            .filter(t -> t.getName().equals(name))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no constant " + name));
    List<ByteString> shifted = new ArrayList<>(tensor.getStringDataList());
    Collections.rotate(shifted, 1);
    tensor.clearStringData().addAllStringData(shifted);
  }

  private static void dropOutput(GraphProto.Builder g, String name) {
    int at =
        IntStream.range(0, g.getOutputCount())
            .filter(i -> g.getOutput(i).getName().equals(name))
            .findFirst()
            .orElseThrow();
    g.removeOutput(at);
  }
}
