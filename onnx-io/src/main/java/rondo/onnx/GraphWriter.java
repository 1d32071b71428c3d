package rondo.onnx;

import com.google.protobuf.ByteString;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import rondo.core.graph.Attr;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.Node;
import rondo.core.graph.OpId;
import rondo.core.graph.Port;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.onnx.wire.AttributeProto;
import rondo.onnx.wire.AttributeProto.AttributeType;
import rondo.onnx.wire.FunctionProto;
import rondo.onnx.wire.GraphProto;
import rondo.onnx.wire.ModelProto;
import rondo.onnx.wire.NodeProto;
import rondo.onnx.wire.OperatorSetIdProto;
import rondo.onnx.wire.StringStringEntryProto;
import rondo.onnx.wire.TensorShapeProto;
import rondo.onnx.wire.TypeProto;
import rondo.onnx.wire.ValueInfoProto;

/** A graph as the messages of an ONNX file. */
final class GraphWriter {
  private static final int STRINGS_OPSET = 20; // from here on ai.onnx.ml stands at 4

  /** The operators that the nodes written so far call, and the functions among them. */
  private final Set<OpId> called = new TreeSet<>(GraphWriter::byName);

  private final Map<OpId, Graph> defined = new LinkedHashMap<>();

  private GraphWriter() {}

  /** The model with these of the graph's outputs. */
  static ModelProto model(Graph graph, List<Port> outputs) {
    return new GraphWriter().whole(graph, outputs);
  }

  private ModelProto whole(Graph graph, List<Port> outputs) {
    if (outputs.isEmpty()) {
      throw new IllegalArgumentException("a graph without outputs computes nothing");
    }
    ModelProto.Builder out = ModelProto.newBuilder().setProducerName("rondo");
    out.setProducerVersion(version()).setGraph(graph(graph, outputs, "rondo"));
    graph.functions().forEach(defined::putIfAbsent);
    Map<OpId, FunctionProto> functions = functions(Set.copyOf(called));
    out.addAllFunctions(functions.values());
    SortedMap<String, Integer> opsets = opsets(graph, called);
    out.setIrVersion(irVersion(opsets.getOrDefault("", 1)));
    opsets.forEach((domain, version) -> out.addOpsetImport(opset(domain, version)));
    graph
        .metadata()
        .forEach(
            (key, value) ->
                out.addMetadataProps(
                    StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    return out.build();
  }

  private static String version() {
    return Optional.ofNullable(OnnxFile.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  private static int byName(OpId a, OpId b) {
    int domains = a.domain().compareTo(b.domain());
    return domains != 0 ? domains : a.name().compareTo(b.name());
  }

  /** The file format that came with a version of the standard operators. */
  private static int irVersion(int opset) {
    return opset <= 18 ? 8 : opset <= 20 ? 9 : opset <= 22 ? 10 : opset == 23 ? 11 : 12;
  }

  /** What the graph asks for, and the usual version of other domains that it uses. */
  private static SortedMap<String, Integer> opsets(Graph graph, Set<OpId> used) {
    SortedMap<String, Integer> all = new TreeMap<>(graph.opsets());
    for (OpId op : used) {
      boolean strings = all.getOrDefault("", 1) >= STRINGS_OPSET;
      int usual = op.domain().equals("ai.onnx.ml") ? (strings ? 4 : 3) : 1;
      all.putIfAbsent(op.domain(), usual);
    }
    return all;
  }

  private static OperatorSetIdProto opset(String domain, int version) {
    return OperatorSetIdProto.newBuilder().setDomain(domain).setVersion(version).build();
  }

  private GraphProto graph(Graph graph, List<Port> outputs, String name) {
    Alive alive = Alive.of(graph, outputs);
    GraphProto.Builder out = GraphProto.newBuilder().setName(name);
    alive.constants().forEach((n, tensor) -> out.addInitializer(Tensors.write(n, tensor)));
    graph.inputs().forEach(p -> out.addInput(port(p)));
    outputs.forEach(p -> out.addOutput(port(p)));
    alive.nodes().forEach(n -> out.addNode(node(n)));
    Set<Value> given =
        alive.nodes().stream().flatMap(n -> n.outputs().stream()).collect(Collectors.toSet());
    graph.known().stream()
        .filter(p -> given.contains(p.value()))
        .forEach(p -> out.addValueInfo(port(p)));
    return out.build();
  }

  // functions

  /** Those that are called, and those that they call. */
  private Map<OpId, FunctionProto> functions(Set<OpId> wanted) {
    Map<OpId, FunctionProto> out = new LinkedHashMap<>();
    Set<OpId> open = new TreeSet<>(GraphWriter::byName);
    open.addAll(wanted);
    while (!open.isEmpty()) {
      OpId op = open.iterator().next();
      open.remove(op);
      Graph body = defined.get(op);
      if (body != null && !out.containsKey(op)) {
        body.functions().forEach(defined::putIfAbsent);
        GraphWriter within = new GraphWriter();
        out.put(op, within.function(op, body));
        open.addAll(within.called);
        called.addAll(within.called);
      }
    }
    return out;
  }

  /** Functions have no initializers: constants become nodes. */
  private FunctionProto function(OpId op, Graph body) {
    FunctionProto.Builder out =
        FunctionProto.newBuilder().setName(op.name()).setDomain(op.domain());
    body.inputs().forEach(p -> out.addInput(p.value().name()));
    body.outputs().forEach(p -> out.addOutput(p.value().name()));
    Alive alive = Alive.of(body, body.outputs());
    alive.constants().forEach((name, tensor) -> out.addNode(constant(name, tensor)));
    alive.nodes().forEach(n -> out.addNode(node(n)));
    out.addAllAttribute(references(body));
    called.add(OpId.onnx("Constant"));
    opsets(body, called).forEach((domain, version) -> out.addOpsetImport(opset(domain, version)));
    return out.build();
  }

  private static NodeProto constant(String name, Tensor tensor) {
    return NodeProto.newBuilder()
        .setName(name)
        .setOpType("Constant")
        .addOutput(name)
        .addAttribute(
            AttributeProto.newBuilder()
                .setName("value")
                .setType(AttributeType.TENSOR)
                .setT(Tensors.write("", tensor)))
        .build();
  }

  /** The attributes that a function takes: those which its nodes refer to. */
  private static Set<String> references(Graph body) {
    Set<String> all = new TreeSet<>();
    for (Node node : Alive.of(body, body.outputs()).nodes()) {
      for (Attr each : node.attributes().values()) {
        if (each instanceof Attr.Reference r) {
          all.add(r.attribute());
        } else if (each instanceof Attr.Body b) {
          all.addAll(references(b.value()));
        }
      }
    }
    return all;
  }

  // nodes and ports

  private NodeProto node(Node node) {
    called.add(node.op());
    NodeProto.Builder out = NodeProto.newBuilder();
    out.setName(node.name()).setOpType(node.op().name());
    if (!node.op().domain().isEmpty()) {
      out.setDomain(node.op().domain());
    }
    node.inputs().stream().map(Value::name).forEach(out::addInput);
    node.outputs().stream().map(Value::name).forEach(out::addOutput);
    node.attributes().forEach((name, value) -> out.addAttribute(attribute(node, name, value)));
    return out.build();
  }

  private AttributeProto attribute(Node node, String name, Attr value) {
    AttributeProto.Builder out =
        AttributeProto.newBuilder().setName(name).setType(type(value.getClass()));
    if (value instanceof Attr.Int a) {
      out.setI(a.value());
    } else if (value instanceof Attr.Ints a) {
      out.addAllInts(a.values());
    } else if (value instanceof Attr.Real a) {
      out.setF(a.value());
    } else if (value instanceof Attr.Reals a) {
      out.addAllFloats(a.values());
    } else if (value instanceof Attr.Text a) {
      out.setS(ByteString.copyFromUtf8(a.value()));
    } else if (value instanceof Attr.Texts a) {
      a.values().forEach(s -> out.addStrings(ByteString.copyFromUtf8(s)));
    } else if (value instanceof Attr.Constant a) {
      out.setT(Tensors.write("", a.value()));
    } else if (value instanceof Attr.Body a) {
      out.setG(graph(a.value(), a.value().outputs(), node.name() + "." + name));
    } else if (value instanceof Attr.Reference a) {
      out.setRefAttrName(a.attribute()).setType(type(a.kind()));
    }
    return out.build();
  }

  private static final Map<Class<? extends Attr>, AttributeType> TYPES =
      Map.of(
          Attr.Int.class, AttributeType.INT,
          Attr.Ints.class, AttributeType.INTS,
          Attr.Real.class, AttributeType.FLOAT,
          Attr.Reals.class, AttributeType.FLOATS,
          Attr.Text.class, AttributeType.STRING,
          Attr.Texts.class, AttributeType.STRINGS,
          Attr.Constant.class, AttributeType.TENSOR,
          Attr.Body.class, AttributeType.GRAPH);

  private static AttributeType type(Class<? extends Attr> kind) {
    return TYPES.getOrDefault(kind, AttributeType.UNDEFINED);
  }

  /** The kind of attribute behind a type, for references. */
  static Optional<Class<? extends Attr>> kind(AttributeType type) {
    return TYPES.entrySet().stream()
        .filter(e -> e.getValue() == type)
        .<Class<? extends Attr>>map(Map.Entry::getKey)
        .findFirst();
  }

  private static ValueInfoProto port(Port port) {
    ValueInfoProto.Builder out = ValueInfoProto.newBuilder().setName(port.value().name());
    if (port.type() == ElementType.ANY) {
      return out.build();
    }
    TypeProto.Tensor.Builder type =
        TypeProto.Tensor.newBuilder().setElemType(Graph.code(port.type()));
    if (!port.dims().equals(List.of(Port.ANY))) {
      TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
      port.dims().forEach(d -> shape.addDim(dimension(d)));
      type.setShape(shape);
    }
    return out.setType(TypeProto.newBuilder().setTensorType(type)).build();
  }

  private static TensorShapeProto.Dimension dimension(String dim) {
    TensorShapeProto.Dimension.Builder out = TensorShapeProto.Dimension.newBuilder();
    if (dim.matches("\\d{1,18}")) {
      out.setDimValue(Long.parseLong(dim));
    } else if (!dim.isEmpty()) {
      out.setDimParam(dim);
    }
    return out.build();
  }
}
