package rondo.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import rondo.core.ModelFormatException;
import rondo.onnx.wire.AttributeProto;
import rondo.onnx.wire.AttributeProto.AttributeType;
import rondo.onnx.wire.FunctionProto;
import rondo.onnx.wire.GraphProto;
import rondo.onnx.wire.ModelProto;
import rondo.onnx.wire.NodeProto;
import rondo.onnx.wire.OperatorSetIdProto;
import rondo.onnx.wire.SparseTensorProto;
import rondo.onnx.wire.TensorProto;
import rondo.onnx.wire.TypeProto;
import rondo.onnx.wire.ValueInfoProto;

class HostileBytesTest {
  /** Parsed messages take more than their bytes: a node of four bytes takes some hundred. */
  private static final long MEMORY_PER_BYTE = 100;

  @Test
  void damagedFilesAreReadOrRefusedWithinBounds() throws IOException {
    List<byte[]> files = new ArrayList<>();
    for (String collection : List.of("conformance", "matrix", "pytorch", "pytorch-2.13")) {
      for (Path each : Shared.cases("onnx/" + collection)) {
        files.add(Files.readAllBytes(each.resolve("model.onnx")));
      }
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Random random = new Random(3);
    int refused = 0;
    for (int i = 0; i < 300; i++) {
      byte[] damaged = damaged(files.get(random.nextInt(files.size())), random);
      long before = threads.getCurrentThreadAllocatedBytes();
      long start = System.nanoTime();
      try {
        OnnxFile.read(damaged);
      } catch (ModelFormatException e) {
        assertThat(e.getMessage()).isNotBlank();
        refused++;
      }
      assertThat(threads.getCurrentThreadAllocatedBytes() - before)
          .as("memory of mutation " + i)
          .isLessThan(4_000_000 + MEMORY_PER_BYTE * damaged.length);
      assertThat(System.nanoTime() - start).as("time of " + i).isLessThan(5_000_000_000L);
    }
    assertThat(refused).isBetween(100, 299); // some damage is within names and weights
  }

  private static byte[] damaged(byte[] file, Random random) {
    byte[] out = file.clone();
    int at = random.nextInt(out.length);
    switch (random.nextInt(5)) {
      case 0 -> {
        for (int i = 0, n = 1 + random.nextInt(20); i < n; i++) {
          out[random.nextInt(Math.min(out.length, 4000))] = (byte) random.nextInt(256);
        }
      }
      case 1 -> {
        return Arrays.copyOf(out, at);
      }
      case 2 -> out[at] ^= (byte) (1 << random.nextInt(8));
      case 3 -> { // a length of up to 2 GiB
        for (int i = at; i < Math.min(out.length, at + 4); i++) {
          out[i] = (byte) 0xff;
        }
      }
      default -> { // a piece somewhere else
        int length = Math.min(1 + random.nextInt(200), out.length - at);
        System.arraycopy(out, at, out, random.nextInt(out.length - length + 1), length);
      }
    }
    return out;
  }

  /** What takes two bytes in a file would take hundreds when it is parsed. */
  @Test
  void millionsOfEmptyPartsAreRefusedBeforeTheyAreParsed() throws IOException {
    byte[] nodes = new byte[2 * 1_000_000];
    for (int i = 0; i < nodes.length; i += 2) {
      nodes[i] = 1 << 3 | 2; // a node of no bytes
    }
    ByteArrayOutputStream more = new ByteArrayOutputStream();
    more.write(model(m -> {}));
    CodedOutputStream out = CodedOutputStream.newInstance(more);
    out.writeByteArray(ModelProto.GRAPH_FIELD_NUMBER, nodes);
    out.flush();
    byte[] file = more.toByteArray();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    refuses(
        file,
        "the file has more than %d parts (nodes, attributes, ports, dimensions), and no model of %d bytes"
            .formatted(10_000 + file.length / 4, file.length));
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(2_000_000);

    String names = "n".repeat(20); // more parts than a small file may have, each of some use
    byte[] large =
        graph(
            g -> {
              for (int i = 0; i < 20_000; i++) {
                g.addNode(node("Tanh", "x", names + i));
              }
            });
    assertThat(OnnxFile.read(large).nodes()).hasSize(20_001);
  }

  @Test
  void whatIsNoModelIsRefused() {
    refuses(new byte[0], "it has no graph or no IR version");
    refuses("PK\3\4 some zip".getBytes(StandardCharsets.ISO_8859_1), "this is no whole ONNX file");
    refuses(new byte[] {58, -1, -1, -1, -1, 7}, "this is no whole ONNX file"); // 2 GiB of graph
    refuses(model(m -> m.clearOpsetImport()), "does not say which version of operators");
    refuses(model(m -> m.getOpsetImportBuilder(0).setVersion(1L << 40)), "7 to 24 are read");
    refuses(
        model(m -> m.getOpsetImportBuilder(0).setVersion(25)), "uses version 25 of the standard");
    refuses(model(m -> m.getOpsetImportBuilder(0).setVersion(6)), "uses version 6 of the standard");
    refuses(
        model(m -> m.addOpsetImportBuilder().setDomain("d").setVersion(1L << 40)),
        "has no version");
    refuses(model(m -> m.setIrVersion(14)), "of IR version 14, up to 13 are read");
    refuses(model(m -> m.clearIrVersion()), "no IR version");
  }

  @Test
  void tensorsThatClaimTooMuchAreRefused() {
    refuses(tensor(t -> t.addDims(1L << 40)), "negative or too large");
    refuses(tensor(t -> t.addDims(1 << 30).addDims(1 << 30)), "negative or too large");
    refuses(tensor(t -> t.addDims(-1)), "negative or too large");
    refuses(tensor(t -> t.addDims(1 << 30)), "FLOAT of dims [1073741824] are 1073741824 values");
    refuses(tensor(t -> t.addDims(2).setRawData(bytes(7))), "take 8 bytes, there are 7");
    refuses(tensor(t -> t.addAllDims(Collections.nCopies(40, 1L))), "40 dimensions");
    refuses(tensor(t -> t.setDataType(10).addDims(3)), "FLOAT16 of dims [3] are 3 values");
    refuses(tensor(t -> t.setDataType(22).addDims(3).addInt32Data(1)), "INT4 of dims [3] are 2");
    refuses(tensor(t -> t.setDataType(14).addDims(1).setRawData(bytes(4))), "take 8 bytes");
    refuses(tensor(t -> t.setDataType(99)), "there are no elements of type number 99");
    refuses(tensor(t -> t.setDataType(0)), "does not say what type");
    refuses(tensor(t -> t.setDataType(8).setRawData(bytes(4))), "strings cannot be");
    refuses(tensor(t -> t.setDataLocation(TensorProto.DataLocation.EXTERNAL)), "in another file");
  }

  @Test
  void namesThatDoNotFitTogetherAreRefused() {
    refuses(graph(g -> g.addNode(node("Tanh", "nowhere", "z"))), "comes from nowhere");
    refuses(graph(g -> g.addNode(node("Tanh", "x", "y"))), "the name 'y' is given twice");
    refuses(graph(g -> g.addNode(node("Tanh", "x", "x"))), "the name 'x' is given twice");
    refuses(graph(g -> g.addNode(node("", "x", "z"))), "an operator has no name");
    refuses(graph(g -> g.addOutput(port("unknown"))), "output 'unknown' comes from nowhere");
    refuses(graph(g -> g.addInput(ValueInfoProto.newBuilder())), "has no name");
    refuses(
        graph(g -> g.addNode(node("Tanh", "later", "z")).addNode(node("Tanh", "x", "later"))),
        "node 'z' (Tanh): input 'later' comes from nowhere: nothing before gives it");
  }

  @Test
  void whatIsNotReadIsNamed() {
    refuses(
        graph(g -> g.addSparseInitializer(SparseTensorProto.newBuilder())), "sparse initializers");
    TypeProto.Builder list = TypeProto.newBuilder();
    list.setSequenceType(TypeProto.Other.newBuilder());
    refuses(
        graph(g -> g.addInput(ValueInfoProto.newBuilder().setName("s").setType(list))),
        "input 's': is sequence_type; only tensors are read");
    refuses(
        graph(g -> g.addNode(node("Tanh", "x", "z").toBuilder().setOverload("o"))), "overloaded");
    refuses(attribute(a -> a.setType(AttributeType.TYPE_PROTO)), "attribute 'a': is of a kind");
    refuses(attribute(a -> a.clearType()), "does not say of what kind it is");
    FunctionProto.Builder f = FunctionProto.newBuilder().setName("F").setDomain("d");
    refuses(model(m -> m.addFunctions(f).addFunctions(f)), "two functions are named 'd.F'");
    refuses(
        model(m -> m.addFunctions(f.clone().addAttributeProto(AttributeProto.newBuilder()))),
        "function 'd.F': attributes with default values");
    refuses(model(m -> m.addFunctions(f.clone().addOutput("o"))), "output 'o' comes from nowhere");
  }

  @Test
  void bodiesWithinBodiesAreBounded() {
    GraphProto inner = GraphProto.newBuilder().addOutput(port("x")).build();
    for (int i = 0; i < 20; i++) {
      inner = GraphProto.newBuilder().addNode(within(inner, "z" + i)).build();
    }
    GraphProto deep = inner;
    assertThat(OnnxFile.read(graph(g -> g.addNode(within(deep, "z")))).nodes()).hasSize(2);
    for (int i = 20; i < 200; i++) {
      inner = GraphProto.newBuilder().addNode(within(inner, "z" + i)).build();
    }
    GraphProto deeper = inner;
    refuses(graph(g -> g.addNode(within(deeper, "z"))), "this is no whole ONNX file");
  }

  // small files

  private static void refuses(byte[] file, String why) {
    assertThatThrownBy(() -> OnnxFile.read(file))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining(why);
  }

  private static byte[] model(Consumer<ModelProto.Builder> change) {
    GraphProto.Builder graph = GraphProto.newBuilder().addInput(port("x")).addOutput(port("y"));
    ModelProto.Builder model = ModelProto.newBuilder().setIrVersion(8);
    model.addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17));
    model.setGraph(graph.addNode(node("Tanh", "x", "y")));
    assertThat(OnnxFile.read(model.build().toByteArray()).nodes()).hasSize(1);
    change.accept(model);
    return model.build().toByteArray();
  }

  private static byte[] graph(Consumer<GraphProto.Builder> change) {
    return model(m -> change.accept(m.getGraphBuilder()));
  }

  private static byte[] tensor(Consumer<TensorProto.Builder> change) {
    TensorProto.Builder tensor = TensorProto.newBuilder().setName("W").setDataType(1);
    change.accept(tensor);
    return graph(g -> g.addInitializer(tensor));
  }

  private static byte[] attribute(Consumer<AttributeProto.Builder> change) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName("a").setType(AttributeType.INT);
    change.accept(attribute);
    return graph(g -> g.getNodeBuilder(0).addAttribute(attribute));
  }

  private static ValueInfoProto port(String name) {
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(TypeProto.Tensor.newBuilder().setElemType(1)))
        .build();
  }

  private static NodeProto node(String op, String in, String out) {
    return NodeProto.newBuilder().setOpType(op).addInput(in).addOutput(out).build();
  }

  private static NodeProto within(GraphProto body, String out) {
    AttributeProto.Builder a =
        AttributeProto.newBuilder().setName("body").setType(AttributeType.GRAPH).setG(body);
    return NodeProto.newBuilder().setOpType("If").addOutput(out).addAttribute(a).build();
  }

  private static ByteString bytes(int count) {
    return ByteString.copyFrom(new byte[count]);
  }
}
