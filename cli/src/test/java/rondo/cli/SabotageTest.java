package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
  private final List<Path> files = new ArrayList<>(); // that were written

  /**
   * A way to spoil a file.
   *
   * @param file by its name without the suffix
   * @param place what the proof must say of it
   */
  record Sabotage(String name, String file, Consumer<GraphProto.Builder> how, String place) {
    /** The model it was written from. */
    String model() {
      return file.replaceFirst("\\..*", "");
    }

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
            g -> bypass(g, "Softmax", ""),
            "what makes 'probabilities' of them differs"),
        new Sabotage(
            "probabilities left out",
            "classify",
            g -> dropOutput(g, "probabilities"),
            "it has no output 'probabilities'"),
        new Sabotage(
            "a step of other gates",
            "stream",
            g -> floats(g, "network/layer0/forward/R", r -> swapped(r, 1, 4)),
            LSTM),
        new Sabotage(
            "states that change places",
            "stream",
            g -> exchange(g, "next.0", "next.1"),
            "part 0 of the state that goes on (node 'next.0'"),
        new Sabotage(
            "a step's shifted head",
            "stream",
            g -> floats(g, "network/head/b", b -> rotated(b, 1)),
            "so the head differs"));
  }

  /** Of a translator: its one file, which searches in the body of a loop, and its two files. */
  static List<Sabotage> translators() {
    return List.of(
        new Sabotage(
            "swapped gates of the encoder",
            "answers",
            g -> floats(g, "network/encoder/layer0/forward/W", w -> swapped(w, 2, 4)),
            "cell 'network/encoder/layer0/forward' says (node 'network/encoder/LSTM_"),
        new Sabotage(
            "source lengths ignored",
            "answers",
            g -> input(g, "LSTM", "encoder", 4),
            "cell 'network/encoder/layer0/forward' says"),
        new Sabotage(
            "source rows shifted",
            "answers",
            g -> floats(g, "network/source/source/E", e -> rotated(e, 5)),
            "' and 'network/encoder/layer0/backward' reads"),
        new Sabotage(
            "a transposed bridge",
            "answers",
            g -> floats(g, "network/bridge/W", w -> transposed(w, H)),
            "part 0 of the state to begin with (node 'network/bridge/"),
        new Sabotage(
            "transposed keys",
            "answers",
            g -> floats(g, "network/attention/Wk", w -> transposed(w, H)),
            "part 1 of the memory (node 'network/memory/"),
        new Sabotage(
            "swapped gates of the decoder",
            "answers",
            g -> floats(g, "network/decoder/layer0/W", w -> swapped(w, 1, 4)),
            "cell 'network/decoder/layer0' says (node 'search/step/network/decoder/LSTM_"),
        new Sabotage(
            "a missing bias within the loop",
            "answers",
            g -> input(body(g), "LSTM", "decoder", 3),
            "cell 'network/decoder/layer0' says (node 'search/step/network/decoder/LSTM_"),
        new Sabotage(
            "a state that does not go on",
            "answers",
            g -> input(body(g), "LSTM", "decoder", 5),
            "cell 'network/decoder/layer0' says (node 'search/step/network/decoder/LSTM_"),
        new Sabotage(
            "target rows shifted",
            "answers",
            g -> floats(g, "network/target/target/E", e -> rotated(e, 5)),
            "what cell 'network/decoder/layer0' reads"),
        new Sabotage(
            "transposed queries",
            "answers",
            g -> floats(g, "network/attention/Wq", w -> transposed(w, H)),
            "where it looks (node 'search/step/network/decoder/attention/"),
        new Sabotage(
            "a dropped length mask",
            "answers",
            g -> unmask(body(g)),
            "where it looks (node 'search/step/network/decoder/attention/"),
        new Sabotage(
            "transposed output vectors",
            "answers",
            g -> floats(g, "network/output/Wc", w -> transposed(w, H)),
            "what the head reads (node 'search/step/network/decoder/output/"),
        new Sabotage(
            "a shifted head",
            "answers",
            g -> floats(g, "network/head/b", b -> rotated(b, 1)),
            "so the head differs"),
        new Sabotage(
            "another score of hypotheses",
            "answers",
            g -> rename(body(g), "LogSoftmax", "search/step/", "Softmax"),
            "is equal, so the search differs"),
        new Sabotage(
            "shifted pieces",
            "answers",
            g -> shiftStrings(g, "pieces"),
            "is equal, so the labels differ ('pieces')"),
        new Sabotage(
            "a missing output",
            "answers",
            g -> dropOutput(g, "answer.lengths"),
            "its outputs cannot be read"),
        new Sabotage(
            "a missing bias of the encoder",
            "steps.encoder",
            g -> input(g, "GRU", "encoder", 3),
            "cell 'network/encoder/layer0/forward' says"),
        new Sabotage(
            "an encoder that cannot be run",
            "steps.encoder",
            g -> bypass(g, "Transpose", "network/encoder/"),
            "it cannot be run on what its model answers (ONNX Runtime refuses: "),
        new Sabotage(
            "swapped gates of a step",
            "steps.step",
            g -> floats(g, "network/decoder/layer0/R", r -> swapped(r, 1, 3)),
            "cell 'network/decoder/layer0' says (node 'network/decoder/GRU_"),
        new Sabotage(
            "a second layer that reads the first the wrong way round",
            "steps.step",
            g -> floats(g, "network/decoder/layer1/W", w -> reversed(w, H)),
            "cell 'network/decoder/layer1' says (node 'network/decoder/GRU_"),
        new Sabotage(
            "a step without a length mask",
            "steps.step",
            g -> unmask(g),
            "where it looks (node 'attention'"),
        new Sabotage(
            "states that change places",
            "steps.step",
            g -> exchange(g, "next.0", "next.1"),
            "part 0 of the state that goes on (node 'next.0'"),
        new Sabotage(
            "a shifted head of a step",
            "steps.step",
            g -> floats(g, "network/head/b", b -> rotated(b, 1)),
            "so the head differs"));
  }

  @BeforeAll
  void export() throws IOException {
    Map<String, String> letters = Map.of("characters.encoder", "recurrent");
    Map<String, String> lstm = new TreeMap<>(Map.of("cell", "lstm", "layers", "2"));
    lstm.putAll(letters);
    write("ner", Untrained.of(rondo.plugins(), "ner", Map.of(), lstm));
    write("classify", Untrained.of(rondo.plugins(), "classify", Map.of(), Map.of("cell", "gru")));
    Map<String, String> forward = Map.of("cell", "lstm", "direction", "forward");
    write("stream", Untrained.of(rondo.plugins(), "ner", Map.of(), forward), "true");
    Map<String, String> pieces = Map.of("merges", "20", "beam", "2");
    Map<String, String> additive = Map.of("cell", "lstm", "attention", "additive");
    write("answers", Untrained.of(rondo.plugins(), "translate", pieces, additive));
    Map<String, String> fed =
        Map.of("cell", "gru", "attention", "general", "feeding", "true", "decoder.layers", "2");
    write("steps", Untrained.of(rondo.plugins(), "translate", pieces, fed), "true");
  }

  private <I, O> void write(String name, Untrained<I, O> kind) {
    write(name, kind, "false");
  }

  private <I, O> void write(String name, Untrained<I, O> kind, String step) {
    models.put(name, kind);
    rondo
        .export(kind.model(), kind.inputs(), "onnx", file(name), Map.of("step", step))
        .files()
        .forEach(file -> files.add(file));
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
  @MethodSource({"sabotages", "translators"})
  void isCaughtWhereItIs(Sabotage sabotage) throws IOException {
    Path others = Files.createDirectories(folder.resolve("spoilt"));
    for (Path each : files) { // those that belong to it among them
      Files.copy(each, others.resolve(each.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
    Path file = others.resolve(sabotage.file() + ".onnx");
    ModelProto.Builder spoilt = ModelProto.parseFrom(Files.readAllBytes(file)).toBuilder();
    sabotage.how().accept(spoilt.getGraphBuilder());
    Files.write(file, spoilt.build().toByteArray());
    Exporter.Finding found = verify(model(sabotage.model()), file);
    assertThat(found.equal()).as(found.text()).isFalse();
    assertThat(found.text()).contains(sabotage.place());
  }

  @Test
  void whatIsNotSpoiltIsProved() {
    for (Path file : files) {
      String model = file.getFileName().toString().replaceFirst("\\..*", "");
      Exporter.Finding found = verify(model(model), file);
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

  /** What a search does at each step: the loop in the loop. */
  private static GraphProto.Builder body(GraphProto.Builder g) {
    return loop(loop(g));
  }

  private static GraphProto.Builder loop(GraphProto.Builder g) {
    return g.getNodeBuilderList().stream()
        .filter(n -> n.getOpType().equals("Loop"))
        .flatMap(n -> n.getAttributeBuilderList().stream())
        .filter(a -> a.hasG())
        .findFirst()
        .orElseThrow(() -> new AssertionError("no loop"))
        .getGBuilder();
  }

  /** Energies go into the softmax as they are, also those past a length. */
  private static void unmask(GraphProto.Builder g) {
    NodeProto.Builder mask =
        g.getNodeBuilderList().stream()
            .filter(n -> n.getOpType().equals("Where") && n.getName().contains("/attention/"))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no mask"));
    String energies = mask.getInput(1);
    mask.setOpType("Identity").clearInput().addInput(energies);
  }

  /** What makes two outputs makes each the other. */
  private static void exchange(GraphProto.Builder g, String one, String other) {
    Map<String, NodeProto.Builder> makers = new TreeMap<>();
    g.getNodeBuilderList().forEach(n -> makers.put(n.getOutput(0), n));
    NodeProto.Builder a = Objects.requireNonNull(makers.get(one));
    NodeProto.Builder b = Objects.requireNonNull(makers.get(other));
    String from = a.getInput(0);
    a.setInput(0, b.getInput(0));
    b.setInput(0, from);
  }

  private static void bypass(GraphProto.Builder g, String op, String scope) {
    g.getNodeBuilderList().stream()
        .filter(n -> n.getOpType().equals(op) && n.getName().startsWith(scope))
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
