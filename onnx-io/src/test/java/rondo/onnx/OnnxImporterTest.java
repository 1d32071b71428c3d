package rondo.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rondo.core.Demand.Wanted;
import rondo.core.Device;
import rondo.core.Importer;
import rondo.core.Init;
import rondo.core.Matrix;
import rondo.core.Model;
import rondo.core.ModelFormatException;
import rondo.core.Origin;
import rondo.core.Param;
import rondo.core.Settings;
import rondo.core.StoredModel;
import rondo.core.Task;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.OpId;
import rondo.core.graph.Port;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.engine.Plugins;
import rondo.engine.model.FreshWeights;

class OnnxImporterTest {
  @TempDir Path folder;

  private final OnnxImporter importer = new OnnxImporter(Set.of(), Set.of());

  private StoredModel read(Path file) {
    return importer.read(new Origin.File(file), Settings.NONE);
  }

  private void refuses(Path file, String... said) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("'" + folder)
        .hasMessageContainingAll(said)
        .message()
        .doesNotContain("\n");
  }

  private static void requireSame(StoredModel back, Model<?, ?> model) {
    assertThat(back.spec()).isEqualTo(model.spec());
    assertThat(back.weights().keySet())
        .containsExactlyInAnyOrderElementsOf(model.params().stream().map(Param::path).toList());
    for (Param p : model.params()) {
      Matrix m = back.weights().getOrDefault(p.path(), Matrix.NONE);
      assertThat(m.shape()).as(p.path()).isEqualTo(p.value().shape());
      assertThat(m.data()).as(p.path()).isEqualTo(floats(p.value()));
    }
  }

  private static float[] floats(Matrix m) {
    return Arrays.copyOfRange(m.data(), m.offset(), m.offset() + m.size());
  }

  static byte[] written(Model<?, ?> model) {
    Graph graph = model.task().write(model.network(), Task.Form.ANSWER).values().iterator().next();
    SelfDescription.write(model, new TreeMap<>(Map.of("", graph)));
    return OnnxFile.write(graph);
  }

  @ParameterizedTest
  @CsvSource({"EACH_TOKEN, bidirectional", "EACH_TOKEN, forward", "WHOLE_SEQUENCE, bidirectional"})
  void whatWasWrittenIsReadToTheBit(Wanted wanted, String direction) throws IOException {
    Model<?, ?> model = Labels.model(Labels.RICH, wanted, direction, Gated.Fault.NONE);
    byte[] bytes = written(model);
    Path file = Files.write(folder.resolve("m.of.any.name"), bytes);
    requireSame(read(file), model);
    requireSame(importer.read(new Origin.Bytes("the stream", bytes), Settings.NONE), model);
    assertThat(importer.knows(Arrays.copyOf(bytes, Importer.BEGINNING))).isTrue();
  }

  @Test
  void severalFilesAreOneModelAndAnyOfThemOpensIt() throws IOException {
    Model<?, ?> model = Labels.model(Labels.RICH, Wanted.EACH_TOKEN, "forward", Gated.Fault.NONE);
    SortedMap<String, Graph> graphs = twoHalves(model);
    Path encoder = write("m.encoder.onnx", graphs, "encoder");
    Path step = write("m.step.onnx", graphs, "step");
    requireSame(read(encoder), model);
    requireSame(read(step), model);

    Path alone = Files.copy(step, folder.resolve("other.step.onnx"));
    refuses(alone, "one of the files of a model, and '", "other.encoder.onnx' must stand beside");
    Path plain = write("n.encoder", graphs, "encoder"); // named without a suffix
    write("n.step", graphs, "step");
    requireSame(read(plain), model);
    Path renamed = Files.copy(step, folder.resolve("renamed.onnx"));
    refuses(renamed, "the 'step' of a model in the files [encoder, step]; put them in one folder");
    byte[] bytes = Files.readAllBytes(step);
    assertThatThrownBy(() -> importer.read(new Origin.Bytes("the stream", bytes), Settings.NONE))
        .hasMessageStartingWith("the stream cannot be opened: it is the 'step' of a model");

    Model<?, ?> other = Labels.model(Labels.RICH, Wanted.EACH_TOKEN, "forward", Gated.Fault.NONE);
    other.params().get(0).value().data()[0]++;
    write("m.encoder.onnx", twoHalves(other), "encoder");
    refuses(step, "its files are not of one model");
  }

  /** A model as two graphs, each of which reads some parameters, and one of them none. */
  private static SortedMap<String, Graph> twoHalves(Model<?, ?> model) {
    SortedMap<String, Graph> graphs =
        new TreeMap<>(Map.of("encoder", new Graph(), "step", new Graph()));
    for (int i = 0; i < model.params().size() - 1; i++) {
      Graph g = graphs.getOrDefault(i % 2 == 0 ? "encoder" : "step", new Graph());
      Param p = model.params().get(i);
      g.output("out" + i, g.weight(p), ElementType.FLOAT, Port.ANY);
    }
    SelfDescription.write(model, graphs);
    return graphs;
  }

  private Path write(String name, SortedMap<String, Graph> graphs, String which)
      throws IOException {
    Graph graph = graphs.getOrDefault(which, new Graph());
    return Files.write(folder.resolve(name), OnnxFile.write(graph));
  }

  @Test
  void aParameterThatNoNodeReadsIsCarried() throws IOException {
    Model<?, ?> whole = Labels.model(Labels.WORDS, Wanted.EACH_TOKEN, "forward", Gated.Fault.NONE);
    Graph graph = new Graph();
    Value only = graph.weight(whole.params().get(0));
    graph.output("out", only, ElementType.FLOAT, Port.ANY);
    SelfDescription.write(whole, new TreeMap<>(Map.of("", graph)));
    Path file = Files.write(folder.resolve("m.onnx"), OnnxFile.write(graph));
    requireSame(read(file), whole);
    try (OrtModel runs = OrtModel.open(Files.readAllBytes(file), Device.CPU)) {
      assertThat(runs.outputs()).containsExactly("out");
    }
  }

  /** A stranger's operator may hold its parameters itself. */
  @Test
  void aParameterWithinAFunctionIsFound() {
    FreshWeights weights = new FreshWeights(3);
    Param a = weights.matrix("a", 2, 3, Init.uniform(1));
    Param b = weights.matrix("b", 1, 6, Init.uniform(1));
    Param c = weights.matrix("c", 1, 6, Init.uniform(1));
    OpId op = new OpId("org.example", "Held");
    Graph graph = new Graph();
    graph.require("org.example", 1);
    graph.define(
        op,
        f -> {
          Value x = f.input("x", ElementType.FLOAT, Port.ANY);
          f.output("y", f.op("Add", x, f.weight(a, 3, 2)), ElementType.FLOAT, Port.ANY);
        });
    Value x = graph.input("x", ElementType.FLOAT, "3", "2");
    Value y = graph.node(op, 1, Map.of(), x).get(0);
    graph.output("y", y, ElementType.FLOAT, "3", "2");
    graph.output("bc", graph.stacked(List.of(b, c), 6), ElementType.FLOAT, "2", "6");
    Graph back = OnnxFile.read(OnnxFile.write(graph));
    WeightPlaces places = WeightPlaces.of(graph);
    assertThat(places.text())
        .isEqualTo("a\t2\t3\ta\t0\torg.example.Held\nb\t1\t6\tb+c\t0\nc\t1\t6\tb+c\t6\n");
    SortedMap<String, Matrix> values = WeightPlaces.parse(places.text()).values(back);
    for (Param p : List.of(a, b, c)) {
      assertThat(values.getOrDefault(p.path(), Matrix.NONE).data()).isEqualTo(floats(p.value()));
    }
  }

  @Test
  void placesThatCannotBeAreRefused() {
    Graph g = new Graph();
    g.constant("c", new Tensor.Floats(List.of(2, 3), new float[6]));
    g.constant("n", new Tensor.Ints(List.of(6), new long[6], ElementType.INT64));
    places(g, "c\t2", "tells no parameter's place");
    places(g, "c\t2\tthree", "tells no parameter's place");
    places(g, "c\t2\t9999999999", "tells no parameter's place");
    places(g, "c\t2\t3\nc\t3\t2", "has two places");
    places(g, "c\t2\t4", "'c' from 0 on, but there are 6 floats for all");
    places(g, "p\t2\t3\tc\t1", "'c' from 1 on, but there are 6 floats for all");
    places(g, "p\t2\t2\tc\t0\nq\t2\t2\tc\t2", "parameter 'q'", "there are 6 floats for all");
    places(g, "p\t999999999\t999999999\tc\t0", "there are 6 floats for all");
    places(g, "n\t2\t3", "the file has no such floats");
    places(g, "p\t2\t3\tc\t0\torg.example.Gone", "the file has no such floats");
  }

  private static void places(Graph graph, String text, String... why) {
    assertThatThrownBy(() -> WeightPlaces.parse(text).values(graph))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContainingAll(why);
  }

  @Test
  void whatIsChangedOrMissingInAFileIsSaid() throws IOException {
    Model<?, ?> model = Labels.model(Labels.WORDS, Wanted.EACH_TOKEN, "forward", Gated.Fault.NONE);
    byte[] good = written(model);
    Path file = folder.resolve("m.onnx");
    requireSame(read(Files.write(file, good)), model);

    changed(file, good, "rondo.format", "2", "of version 2, this Rondo reads up to 1; use a newer");
    changed(file, good, "rondo.format", "new", "'new' is no version");
    changed(file, good, "rondo.weights", "", "was damaged or changed, for its checksum is another");
    changed(file, good, "rondo.sum", "0", "was damaged or changed, for its checksum is another");
    changed(file, good, "rondo.file", "../x", "'../x' is no file among ''");
    changed(file, good, "lists/labels.json", "[\"O\"]", "its checksum is another");
    changed(file, good, "lists/more.json", "[]", "its checksum is another");
    changed(file, good, "model.json", "{", "model.json is no JSON");

    byte[] weight = good.clone();
    weight[placeOfLast(weight, model)] ^= 1;
    Files.write(file, weight);
    refuses(file, "its checksum is another");
  }

  /** Where the numbers of the model's last parameter stand in a file. */
  private static int placeOfLast(byte[] file, Model<?, ?> model) {
    Matrix m = model.params().get(model.params().size() - 1).value();
    ByteBuffer bytes = ByteBuffer.allocate(4 * m.size()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(floats(m));
    String all = new String(file, StandardCharsets.ISO_8859_1);
    int at = all.indexOf(new String(bytes.array(), StandardCharsets.ISO_8859_1));
    assertThat(at).isPositive();
    return at;
  }

  private void changed(Path file, byte[] good, String key, String value, String why)
      throws IOException {
    Graph graph = OnnxFile.read(good);
    graph.metadata(key, value);
    Files.write(file, OnnxFile.write(graph));
    refuses(file, why);
  }

  @Test
  void aStrangersGraphIsSaidToBeOne() throws IOException {
    Graph graph = new Graph();
    Value x = graph.input("x", ElementType.FLOAT, "2");
    graph.output("y", graph.op("Tanh", x), ElementType.FLOAT, "2");
    Path file = Files.write(folder.resolve("m.onnx"), OnnxFile.write(graph));
    refuses(file, "was not written by Rondo and does not say what its ports mean");
  }

  @Test
  void aFileIsKnownByHowItBegins() throws IOException {
    for (String collection : List.of("conformance", "pytorch", "pytorch-2.13", "matrix")) {
      for (Path each : Shared.cases("onnx/" + collection)) {
        byte[] bytes = Files.readAllBytes(each.resolve("model.onnx"));
        assertThat(importer.knows(Arrays.copyOf(bytes, Math.min(4096, bytes.length))))
            .as(each.toString())
            .isTrue();
      }
    }
    for (String text : List.of("", "\b", "\b\7\2", "PK\3\4", "\b\7hello", "{\"a\": 1}", "\n\7\b")) {
      assertThat(importer.knows(text.getBytes(StandardCharsets.UTF_8))).as(text).isFalse();
    }
    assertThat(Plugins.load().importers().names()).contains("onnx", "rondo");
  }
}
