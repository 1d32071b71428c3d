package rondo.onnx;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import rondo.core.ModelFormatException;
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
import rondo.onnx.wire.TensorProto;
import rondo.onnx.wire.TensorShapeProto;
import rondo.onnx.wire.TypeProto;
import rondo.onnx.wire.ValueInfoProto;

/** The messages of an ONNX file as a graph; what cannot be read is refused in a sentence. */
final class GraphReader {
  /** How deep messages may stand within each other: bodies of bodies, about thirty deep. */
  static final int NESTING = 100;

  static final int NEWEST_IR = 13;
  static final int OLDEST_OPSET = 7; // of the standard operators
  static final int NEWEST_OPSET = 24;
  private static final int NEWEST_OTHER = 1000; // a bound, not a promise

  private final ModelProto model;
  private final ExternalData beside;

  GraphReader(ModelProto model, ExternalData beside) {
    this.model = model;
    this.beside = beside;
  }

  Graph read() {
    if (!model.hasGraph() || model.getIrVersion() < 1) {
      throw new ModelFormatException("this is no ONNX file: it has no graph or no IR version");
    }
    if (model.getIrVersion() > NEWEST_IR) {
      throw new ModelFormatException(
          "the file is of IR version %d, up to %d are read; export it for an older one"
              .formatted(model.getIrVersion(), NEWEST_IR));
    }
    if (model.getOpsetImportCount() == 0) {
      throw new ModelFormatException("the file does not say which version of operators it uses");
    }
    Graph graph = new Graph();
    opsets(graph, model.getOpsetImportList());
    model.getMetadataPropsList().forEach(e -> graph.metadata(e.getKey(), e.getValue()));
    Set<OpId> functions = new HashSet<>();
    for (FunctionProto each : model.getFunctionsList()) {
      OpId op = op(each.getDomain(), each.getName(), each.getOverload());
      if (!functions.add(op)) {
        throw new ModelFormatException("two functions are named '%s'".formatted(op));
      }
      inside("function '" + op + "'", () -> function(graph, op, each));
    }
    block(graph, model.getGraph(), new Names());
    return graph;
  }

  private static void opsets(Graph graph, List<OperatorSetIdProto> all) {
    for (OperatorSetIdProto each : all) {
      long version = each.getVersion();
      String domain = domain(each.getDomain());
      if (domain.isEmpty() && (version < OLDEST_OPSET || version > NEWEST_OPSET)) {
        throw new ModelFormatException(
            "the file uses version %d of the standard operators, %d to %d are read; export it for one of those"
                .formatted(version, OLDEST_OPSET, NEWEST_OPSET));
      }
      if (version < 1 || version > NEWEST_OTHER) {
        throw new ModelFormatException(
            "domain '%s' has no version %d".formatted(each.getDomain(), version));
      }
      graph.opset(domain, (int) version);
    }
  }

  /** The standard domain has two names. */
  private static String domain(String written) {
    return written.equals("ai.onnx") ? "" : written;
  }

  private static OpId op(String domain, String name, String overload) {
    if (name.isEmpty()) {
      throw new ModelFormatException("an operator has no name");
    }
    if (!overload.isEmpty()) {
      throw new ModelFormatException(
          "operator '%s' is overloaded ('%s'), which is not read; inline it when exporting"
              .formatted(name, overload));
    }
    return new OpId(domain(domain), name);
  }

  private void function(Graph graph, OpId op, FunctionProto in) {
    if (in.getAttributeProtoCount() > 0) {
      throw new ModelFormatException(
          "attributes with default values are not read; inline the function when exporting");
    }
    graph.define(
        op,
        body -> {
          opsets(body, in.getOpsetImportList());
          Names known = new Names();
          for (String each : in.getInputList()) {
            known.declare(each);
            body.input(each, ElementType.ANY, Port.ANY);
          }
          in.getNodeList().forEach(n -> node(body, n, known));
          for (String each : in.getOutputList()) {
            known.require(each, "output");
            body.output(new Port(new Value(each), ElementType.ANY, List.of(Port.ANY)));
          }
        });
  }

  /** Reads a graph into an empty one that sees the names around it. */
  private void block(Graph graph, GraphProto in, Names known) {
    if (in.getSparseInitializerCount() > 0) {
      throw new ModelFormatException("sparse initializers are not read; export dense ones");
    }
    Map<String, Tensor> constants = new LinkedHashMap<>();
    for (TensorProto each : in.getInitializerList()) {
      known.declare(each.getName());
      constants.put(
          each.getName(),
          within("initializer '" + each.getName() + "'", () -> Tensors.read(each, beside)));
    }
    for (ValueInfoProto each : in.getInputList()) {
      if (!constants.containsKey(each.getName())) {
        known.declare(each.getName());
        Port port = within("input '" + each.getName() + "'", () -> port(each));
        graph.input(each.getName(), port.type(), port.dims().toArray(String[]::new));
      }
    }
    constants.forEach(graph::constant);
    in.getNodeList().forEach(n -> node(graph, n, known));
    for (ValueInfoProto each : in.getOutputList()) {
      known.require(each.getName(), "output");
      graph.output(within("output '" + each.getName() + "'", () -> port(each)));
    }
  }

  private void node(Graph graph, NodeProto in, Names known) {
    OpId op = op(in.getDomain(), in.getOpType(), in.getOverload());
    String name = in.getName();
    for (int i = 0; name.isEmpty() && i < in.getOutputCount(); i++) {
      name = in.getOutput(i);
    }
    String who = "node '%s' (%s)".formatted(name, op);
    for (String each : in.getInputList()) {
      if (!each.isEmpty()) {
        inside(who, () -> known.require(each, "input"));
      }
    }
    Map<String, Attr> attributes = new LinkedHashMap<>();
    for (AttributeProto each : in.getAttributeList()) {
      inside(
          who + ": attribute '" + each.getName() + "'",
          () -> {
            if (attributes.put(each.getName(), attribute(graph, each, known)) != null) {
              throw new ModelFormatException("is given twice");
            }
          });
    }
    for (String each : in.getOutputList()) {
      if (!each.isEmpty()) {
        inside(who, () -> known.declare(each));
      }
    }
    if (op.equals(OpId.onnx("Constant"))) {
      Optional<Tensor> value = within(who, () -> constant(attributes));
      if (value.isPresent() && in.getOutputCount() == 1) {
        graph.constant(in.getOutput(0), value.get());
        return;
      }
    }
    graph.add(Node.of(name, op, values(in.getInputList()), values(in.getOutputList()), attributes));
  }

  private static List<Value> values(List<String> names) {
    return names.stream().map(Value::new).toList();
  }

  /** What a Constant node holds; none where a function's caller says it. */
  private static Optional<Tensor> constant(Map<String, Attr> attributes) {
    if (attributes.size() != 1) {
      throw new ModelFormatException("needs exactly one value, has " + attributes.keySet());
    }
    return attributes.values().iterator().next().tensor();
  }

  private Attr attribute(Graph graph, AttributeProto in, Names known) {
    AttributeType type = type(in);
    if (!in.getRefAttrName().isEmpty()) {
      return new Attr.Reference(
          in.getRefAttrName(), GraphWriter.kind(type).orElseThrow(() -> unread(type)));
    }
    return switch (type) {
      case FLOAT -> new Attr.Real(in.getF());
      case INT -> new Attr.Int(in.getI());
      case STRING -> new Attr.Text(in.getS().toStringUtf8());
      case TENSOR -> new Attr.Constant(Tensors.read(in.getT(), beside));
      case FLOATS -> new Attr.Reals(List.copyOf(in.getFloatsList()));
      case INTS -> new Attr.Ints(List.copyOf(in.getIntsList()));
      case STRINGS ->
          new Attr.Texts(in.getStringsList().stream().map(ByteString::toStringUtf8).toList());
      case GRAPH -> {
        Graph body = graph.body();
        block(body, in.getG(), known.body());
        yield new Attr.Body(body);
      }
      default -> throw unread(type);
    };
  }

  private static ModelFormatException unread(AttributeType type) {
    return new ModelFormatException("is of a kind that is not read: " + type);
  }

  /** Files of the first versions do not say the type. */
  private static AttributeType type(AttributeProto in) {
    if (in.hasType() && in.getType() != AttributeType.UNDEFINED) {
      return in.getType();
    }
    List<AttributeType> there = new ArrayList<>();
    if (in.hasF()) {
      there.add(AttributeType.FLOAT);
    }
    if (in.hasI()) {
      there.add(AttributeType.INT);
    }
    if (in.hasS()) {
      there.add(AttributeType.STRING);
    }
    if (in.hasT()) {
      there.add(AttributeType.TENSOR);
    }
    if (in.hasG()) {
      there.add(AttributeType.GRAPH);
    }
    if (in.getFloatsCount() > 0) {
      there.add(AttributeType.FLOATS);
    }
    if (in.getIntsCount() > 0) {
      there.add(AttributeType.INTS);
    }
    if (in.getStringsCount() > 0) {
      there.add(AttributeType.STRINGS);
    }
    if (there.size() != 1) {
      throw new ModelFormatException("does not say of what kind it is");
    }
    return there.get(0);
  }

  private static Port port(ValueInfoProto in) {
    Value value = new Value(in.getName());
    TypeProto type = in.getType();
    return switch (type.getValueCase()) {
      case VALUE_NOT_SET -> new Port(value, ElementType.ANY, List.of(Port.ANY));
      case TENSOR_TYPE -> {
        ElementType element = Tensors.type(type.getTensorType().getElemType());
        yield new Port(value, element, dims(type.getTensorType()));
      }
      default ->
          throw new ModelFormatException(
              "is %s; only tensors are read: export the module without lists of tensors, with the recurrent layers of its framework"
                  .formatted(type.getValueCase().name().toLowerCase(Locale.ROOT)));
    };
  }

  private static List<String> dims(TypeProto.Tensor type) {
    if (!type.hasShape()) {
      return List.of(Port.ANY);
    }
    List<String> dims = new ArrayList<>();
    for (TensorShapeProto.Dimension each : type.getShape().getDimList()) {
      boolean free = each.hasDimValue() && each.getDimValue() < 0; // as some exporters say it
      if (free || each.getDimParam().equals(Port.ANY)) {
        dims.add("");
      } else {
        dims.add(each.hasDimValue() ? Long.toString(each.getDimValue()) : each.getDimParam());
      }
    }
    return dims;
  }

  // where

  /** Says where it was when something is wrong. */
  private static <T> T within(String where, Supplier<T> what) {
    try {
      return what.get();
    } catch (ModelFormatException e) {
      throw new ModelFormatException(where + ": " + e.getMessage(), e);
    }
  }

  private static void inside(String where, Runnable what) {
    within(
        where,
        () -> {
          what.run();
          return where;
        });
  }
}
