package rondo.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import rondo.core.Device;
import rondo.core.graph.Attr;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.Node;
import rondo.core.graph.OpId;
import rondo.core.graph.Port;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.onnx.wire.ModelProto;
import rondo.onnx.wire.OperatorSetIdProto;
import rondo.onnx.wire.TensorProto;
import rondo.onnx.wire.ValueInfoProto;

class GraphWriterTest {
  @Test
  void allKindsOfTensorsAndAttributesComeBack() {
    Graph g = new Graph();
    Value x = g.input("x", ElementType.FLOAT, "N", "", "3");
    Map<String, Attr> all =
        Map.of(
            "int", Attr.of(-5),
            "ints", Attr.of(1, 2, 3),
            "none", new Attr.Ints(List.of()),
            "real", new Attr.Real(0.1f),
            "reals", new Attr.Reals(List.of(1f, Float.NEGATIVE_INFINITY)),
            "text", Attr.of("Übung 日本"),
            "texts", new Attr.Texts(List.of("a", "", "b")),
            "tensor", new Attr.Constant(new Tensor.Floats(List.of(0), new float[0])));
    List<Value> in =
        List.of(
            x,
            Value.NONE,
            g.constant("f", new Tensor.Floats(List.of(2), new float[] {1, Float.NaN})),
            g.constant("d", new Tensor.Doubles(List.of(), new double[] {Math.PI})),
            g.constant("i", new Tensor.Ints(List.of(1), new long[] {-7}, ElementType.INT32)),
            g.constant(
                "l", new Tensor.Ints(List.of(1, 1), new long[] {1L << 40}, ElementType.INT64)),
            g.constant("b", new Tensor.Ints(List.of(2), new long[] {1, 0}, ElementType.BOOL)),
            g.constant("s", new Tensor.Strings(List.of(2), new String[] {"", "\uD83D\uDE00"})));
    Value y = g.node(new OpId("com.example", "Any"), 1, all, in.toArray(Value[]::new)).get(0);
    g.output("y", y, ElementType.FLOAT, Port.ANY);
    g.output("scalar", y, ElementType.BOOL);
    g.metadata("key", "value\n");
    g.require("com.example", 3);
    assertThat(Graphs.text(OnnxFile.read(OnnxFile.write(g)))).isEqualTo(Graphs.text(g));
  }

  @Test
  void whatLeadsToNoOutputIsNotWritten() {
    Graph g = new Graph();
    Value x = g.input("x", ElementType.FLOAT, "N");
    Value dead = g.op("Tanh", g.op("Add", x, g.constant("dead", one())));
    Value seenInside = g.op("Neg", x);
    Graph then = g.body();
    then.op("Mul", dead, then.constant("deep and dead", one()));
    then.output("a", then.op("Abs", seenInside), ElementType.FLOAT, "N");
    Graph otherwise = g.body();
    otherwise.output("b", otherwise.op("Add", x, g.constant("alive", one())), ElementType.FLOAT);
    Value condition = g.constant("condition", truth());
    Map<String, Attr> branches =
        Map.of("then_branch", new Attr.Body(then), "else_branch", new Attr.Body(otherwise));
    g.output("y", g.op("If", branches, condition), ElementType.FLOAT, "N");
    g.define(new OpId("com.example", "Unused"), f -> f.output("o", f.scalar(1), ElementType.INT64));
    Graph read = OnnxFile.read(OnnxFile.write(g));
    assertThat(read.nodes().stream().map(n -> n.op().name()))
        .containsExactly("Neg", "If", "Identity");
    assertThat(read.constants()).containsOnlyKeys("alive", "condition");
    assertThat(read.functions()).isEmpty();
    Graph body = ((Attr.Body) attribute(read.nodes().get(1), "then_branch")).value();
    assertThat(body.nodes().stream().map(n -> n.op().name())).containsExactly("Abs", "Identity");
    assertThat(body.constants()).isEmpty();
    try (OrtModel model = OrtModel.open(OnnxFile.write(g), Device.CPU)) {
      Tensor fed = new Tensor.Floats(List.of(2), new float[] {-3, 4});
      assertThat(((Tensor.Floats) output(model.run(Map.of("x", fed)), "y")).data())
          .containsExactly(3, 4);
    }
  }

  @Test
  void onlyTheWantedOutputsAreWritten() {
    Graph g = new Graph();
    Value x = g.input("x", ElementType.FLOAT, "N");
    g.output("kept", g.op("Tanh", x), ElementType.FLOAT, "N");
    g.output("left", g.op("Neg", x), ElementType.FLOAT, "N");
    Graph read = OnnxFile.read(OnnxFile.write(g, Set.of("kept")));
    assertThat(read.outputs()).hasSize(1);
    assertThat(read.nodes()).hasSize(2);
    assertThatThrownBy(() -> OnnxFile.write(g, Set.of()))
        .hasMessage("a graph without outputs computes nothing");
  }

  @Test
  void whatIsToldOfAStrangersValueIsWritten() throws InvalidProtocolBufferException {
    Graph g = new Graph();
    Value x = g.input("x", ElementType.STRING, "N");
    OpId stranger = new OpId("com.example", "Any");
    Value y = g.typed(g.node(stranger, 1, Map.of(), x).get(0), ElementType.STRING);
    Value dead = g.typed(g.node(stranger, 1, Map.of(), x).get(0), ElementType.FLOAT);
    g.output("y", y, ElementType.STRING, "N");
    assertThat(g.known()).extracting(Port::value).containsExactly(y, dead);
    List<ValueInfoProto> told =
        ModelProto.parseFrom(OnnxFile.write(g)).getGraph().getValueInfoList();
    assertThat(told).extracting(ValueInfoProto::getName).containsExactly(y.name());
    assertThat(told.get(0).getType().getTensorType().getElemType())
        .isEqualTo(ElementType.STRING.code());
  }

  @Test
  void versionsFollowWhatTheGraphAsksFor() throws InvalidProtocolBufferException {
    Graph g = new Graph();
    Value s = g.input("s", ElementType.STRING, "N");
    OpId encoder = new OpId("ai.onnx.ml", "LabelEncoder");
    g.output("y", g.node(encoder, 1, Map.of(), s).get(0), ElementType.INT64, "N");
    assertThat(versions(g)).containsExactly("IR 8", " 17", "ai.onnx.ml 3");
    g.require("", 20);
    g.require("", 18);
    assertThat(versions(g)).containsExactly("IR 9", " 20", "ai.onnx.ml 4");
    g.require("ai.onnx.ml", 2);
    assertThat(versions(g)).containsExactly("IR 9", " 20", "ai.onnx.ml 2");
  }

  private static List<String> versions(Graph g) throws InvalidProtocolBufferException {
    ModelProto model = ModelProto.parseFrom(OnnxFile.write(g));
    List<String> all = new ArrayList<>(List.of("IR " + model.getIrVersion()));
    for (OperatorSetIdProto each : model.getOpsetImportList()) {
      all.add(each.getDomain() + " " + each.getVersion());
    }
    assertThat(model.getProducerName()).isEqualTo("rondo");
    assertThat(model.getProducerVersion()).isNotEmpty();
    return all;
  }

  @Test
  void functionsCarryTheirConstantsAndThoseTheyCall() throws InvalidProtocolBufferException {
    OpId outer = new OpId("com.example", "Outer");
    OpId inner = new OpId("com.example", "Inner");
    Graph g = new Graph();
    Value x = g.input("x", ElementType.FLOAT, "N");
    g.define(
        outer,
        f -> {
          Value in = f.input("in", ElementType.FLOAT, Port.ANY);
          f.define(
              inner,
              h -> {
                Value a = h.input("a", ElementType.FLOAT, Port.ANY);
                Map<String, Attr> by = Map.of("alpha", new Attr.Reference("by", Attr.Real.class));
                h.output("b", h.op("LeakyRelu", by, a), ElementType.FLOAT, Port.ANY);
              });
          Value two = f.constant("two", new Tensor.Floats(List.of(), new float[] {2}));
          Map<String, Attr> half = Map.of("by", new Attr.Real(0.5f));
          Value bent = f.node(inner, 1, half, in).get(0);
          f.output("out", f.op("Mul", bent, two), ElementType.FLOAT, Port.ANY);
        });
    g.output("y", g.node(outer, 1, Map.of(), x).get(0), ElementType.FLOAT, "N");
    byte[] file = OnnxFile.write(g);
    ModelProto model = ModelProto.parseFrom(file);
    assertThat(model.getFunctionsList()).hasSize(2);
    assertThat(model.getFunctionsList().stream().flatMap(f -> f.getAttributeList().stream()))
        .containsExactly("by");
    assertThat(OnnxFile.read(file).functions().keySet()).containsExactlyInAnyOrder(outer, inner);
    assertThat(OnnxFile.write(OnnxFile.read(file))).isEqualTo(file);
    try (OrtModel ort = OrtModel.open(file, Device.CPU)) {
      Tensor fed = new Tensor.Floats(List.of(2), new float[] {-4, 3});
      assertThat(((Tensor.Floats) output(ort.run(Map.of("x", fed)), "y")).data())
          .containsExactly(-4, 6); // 2 * 0.5 * -4, 2 * 3
    }
  }

  @Test
  void valuesStoredInListsAreReadAsThoseStoredRaw() {
    TensorProto.Builder t = TensorProto.newBuilder().addDims(2).setDataType(1);
    same(t.addAllFloatData(List.of(1f, 2f)), new Tensor.Floats(List.of(2), new float[] {1, 2}));
    t = TensorProto.newBuilder().addDims(2).setDataType(11).addAllDoubleData(List.of(1d, 2d));
    same(t, new Tensor.Doubles(List.of(2), new double[] {1, 2}));
    t = TensorProto.newBuilder().addDims(2).setDataType(7).addAllInt64Data(List.of(1L << 40, -2L));
    same(t, new Tensor.Ints(List.of(2), new long[] {1L << 40, -2}, ElementType.INT64));
    t = TensorProto.newBuilder().addDims(2).setDataType(6).addAllInt32Data(List.of(1, -2));
    same(t, new Tensor.Ints(List.of(2), new long[] {1, -2}, ElementType.INT32));
    t = TensorProto.newBuilder().addDims(2).setDataType(9).addAllInt32Data(List.of(0, 2));
    same(t, new Tensor.Ints(List.of(2), new long[] {0, 1}, ElementType.BOOL));
  }

  private static void same(TensorProto.Builder written, Tensor wanted) {
    Tensor read = TensorFile.read(written.build().toByteArray());
    assertThat(Graphs.text(read)).isEqualTo(Graphs.text(wanted));
    byte[] raw = Tensors.write("n", wanted).toByteArray();
    assertThat(Graphs.text(TensorFile.read(raw))).isEqualTo(Graphs.text(wanted));
  }

  @Test
  void constantNodesBecomeConstantsAndInitializersWinOverInputs()
      throws InvalidProtocolBufferException {
    Graph g = new Graph();
    Value x = g.input("x", ElementType.FLOAT, "1");
    Value w = g.input("w", ElementType.FLOAT, "1");
    Value c = g.op("Constant", Map.of("value_floats", new Attr.Reals(List.of(4f))));
    g.output("y", g.op("Add", g.op("Mul", x, w), c), ElementType.FLOAT, "1");
    ModelProto.Builder model = ModelProto.parseFrom(OnnxFile.write(g)).toBuilder();
    model.getGraphBuilder().addInitializer(Tensors.write("w", one()));
    Graph read = OnnxFile.read(model.build().toByteArray());
    assertThat(read.inputs().stream().map(p -> p.value().name())).containsExactly("x");
    assertThat(read.constants()).containsOnlyKeys("w", c.name());
    assertThat(read.tensor(c).map(Graphs::text))
        .contains(Graphs.text(new Tensor.Floats(List.of(1), new float[] {4})));
    assertThat(read.nodes()).hasSize(3);
  }

  @Test
  void aNodeWithoutANameIsKnownByWhatItGives() {
    Graph g = new Graph();
    g.input("x", ElementType.FLOAT, "N");
    g.add(
        Node.of("", OpId.onnx("Tanh"), List.of(new Value("x")), List.of(new Value("h")), Map.of()));
    g.output(new Port(new Value("h"), ElementType.FLOAT, List.of("N")));
    assertThat(OnnxFile.read(OnnxFile.write(g)).nodes().get(0).name()).isEqualTo("h");
  }

  private static Tensor one() {
    return new Tensor.Floats(List.of(1), new float[] {1});
  }

  private static Tensor truth() {
    return new Tensor.Ints(List.of(), new long[] {1}, ElementType.BOOL);
  }

  private static Attr attribute(Node node, String name) {
    return Objects.requireNonNull(node.attributes().get(name), name);
  }

  private static Tensor output(Map<String, Tensor> outputs, String name) {
    return Objects.requireNonNull(outputs.get(name), name);
  }
}
