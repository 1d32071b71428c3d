package rondo.core.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import rondo.core.Matrix;
import rondo.core.Param;

/**
 * A computation as ONNX pictures it. A {@link #scope} is the same graph under a longer name; a
 * {@link #body} is a graph of its own that sees the names around it.
 */
public final class Graph {
  private final Whole whole;
  private final Block block;
  private final String prefix;

  /** What all scopes and bodies of a model share. */
  private static final class Whole {
    final Map<String, List<Param>> weights = new LinkedHashMap<>();
    final Set<String> carried = new HashSet<>();
    final Map<OpId, Graph> functions = new LinkedHashMap<>();
    final SortedMap<String, String> metadata = new TreeMap<>();
    final SortedMap<String, Integer> opsets = new TreeMap<>(Map.of("", 17));
    int counter;
  }

  /** One level of names and nodes. */
  private static final class Block {
    final List<Block> around; // none, or the one whose names this one sees
    final Set<String> names = new HashSet<>();
    final List<Port> inputs = new ArrayList<>();
    final List<Port> outputs = new ArrayList<>();
    final List<Port> known = new ArrayList<>();
    final List<Node> nodes = new ArrayList<>();
    final Map<String, Tensor> constants = new LinkedHashMap<>();

    Block(List<Block> around) {
      this.around = around;
    }

    boolean knows(String name) {
      return names.contains(name) || around.stream().anyMatch(b -> b.knows(name));
    }

    Block outermost() {
      return around.isEmpty() ? this : around.get(0).outermost();
    }

    Optional<Tensor> constant(String name) {
      Tensor here = constants.get(name);
      if (here != null || around.isEmpty()) {
        return Optional.ofNullable(here);
      }
      return around.get(0).constant(name);
    }
  }

  public Graph() {
    this(new Whole(), new Block(List.of()), "");
  }

  private Graph(Whole whole, Block block, String prefix) {
    this.whole = whole;
    this.block = block;
    this.prefix = prefix;
  }

  /** The same graph; what is added through it gets longer names. */
  public Graph scope(String name) {
    return new Graph(whole, block, prefix + name + "/");
  }

  /** A graph within this one, for {@link Attr.Body}. */
  public Graph body() {
    return new Graph(whole, new Block(List.of(block)), prefix);
  }

  /**
   * Moves what is the same each time this body runs to the graph around it: what reads nothing but
   * what stands there. Constants and what is made of them alone stay, since runtimes fold them, and
   * so do transpositions, which they fuse with products. To be called before the node is written
   * that has this body.
   */
  public void settle() {
    Block outside = block.around.get(0);
    Set<String> changing = new HashSet<>();
    block.inputs.forEach(port -> changing.add(port.value().name()));
    Set<String> told = new HashSet<>();
    block.outputs.forEach(port -> told.add(port.value().name()));
    List<Node> staying = new ArrayList<>();
    for (Node node : block.nodes) {
      boolean same =
          !node.op().equals(OpId.onnx("Transpose"))
              && node.inputs().stream().noneMatch(v -> changing.contains(v.name()))
              && node.inputs().stream().anyMatch(v -> !v.none() && tensor(v).isEmpty())
              && node.outputs().stream().noneMatch(v -> told.contains(v.name()))
              && node.attributes().values().stream().noneMatch(a -> a instanceof Attr.Body);
      if (same) {
        node.inputs().forEach(v -> lift(v.name(), outside));
        node.outputs().forEach(v -> own(v.name(), outside));
        outside.nodes.add(node);
      } else {
        node.outputs().forEach(v -> changing.add(v.name()));
        staying.add(node);
      }
    }
    block.nodes.clear();
    block.nodes.addAll(staying);
  }

  private void lift(String name, Block outside) {
    Tensor constant = block.constants.remove(name);
    if (constant != null) {
      outside.constants.put(name, constant);
      own(name, outside);
    }
  }

  private void own(String name, Block outside) {
    block.names.remove(name);
    outside.names.add(name);
  }

  // ports and constants

  public Value input(String name, ElementType type, String... dims) {
    Value v = declare(prefix + name);
    block.inputs.add(new Port(v, type, List.of(dims)));
    return v;
  }

  /** Gives a value a name to be asked for by. */
  public void output(String name, Value from, ElementType type, String... dims) {
    Value v = declare(prefix + name);
    block.nodes.add(Node.of(v.name(), OpId.onnx("Identity"), List.of(from), List.of(v), Map.of()));
    block.outputs.add(new Port(v, type, List.of(dims)));
  }

  /** Declares that a value which is already there is an output. */
  public void output(Port port) {
    block.outputs.add(port);
  }

  /** Tells the type of what a node gives whose operator is no standard one, so says none. */
  public Value typed(Value v, ElementType type) {
    block.known.add(new Port(v, type, List.of(Port.ANY)));
    return v;
  }

  /** A constant of this level. */
  public Value constant(String name, Tensor tensor) {
    Value v = declare(prefix + name);
    block.constants.put(v.name(), tensor);
    return v;
  }

  public Value ints(long... values) {
    return constant(
        fresh("ints"), new Tensor.Ints(List.of(values.length), values, ElementType.INT64));
  }

  public Value scalar(long value) {
    return constant(
        fresh("int"), new Tensor.Ints(List.of(), new long[] {value}, ElementType.INT64));
  }

  public Value scalar(float value) {
    return constant(fresh("float"), new Tensor.Floats(List.of(), new float[] {value}));
  }

  public Value scalar(double value) {
    return constant(fresh("double"), new Tensor.Doubles(List.of(), new double[] {value}));
  }

  // parameters

  /** A parameter under its own path, once, however often it is asked for. */
  public Value weight(Param p) {
    return weight(p, p.value().rows(), p.value().cols());
  }

  /** The same in other dimensions. */
  public Value weight(Param p, int... dims) {
    return weights(p.path(), List.of(p), dims);
  }

  /**
   * The same parameter of each direction, stacked along a new first axis; the dims are those of
   * one.
   */
  public Value stacked(List<Param> directions, int... dims) {
    int[] all = new int[dims.length + 1];
    all[0] = directions.size();
    System.arraycopy(dims, 0, all, 1, dims.length);
    List<String> paths = directions.stream().map(Param::path).toList();
    return weights(String.join("+", paths), directions, all);
  }

  private Value weights(String name, List<Param> params, int... dims) {
    Block outermost = block.outermost();
    if (params.equals(whole.weights.get(name))) {
      return new Value(name);
    }
    if (block.knows(name)) {
      throw duplicate(name);
    }
    outermost.names.add(name);
    int size = params.stream().mapToInt(p -> p.value().size()).sum();
    float[] data = new float[size];
    int at = 0;
    for (Param p : params) {
      Matrix m = p.value();
      System.arraycopy(m.data(), m.offset(), data, at, m.size());
      at += m.size();
    }
    List<Integer> shape = new ArrayList<>();
    for (int d : dims) {
      shape.add(d);
    }
    outermost.constants.put(name, new Tensor.Floats(shape, data));
    whole.weights.put(name, List.copyOf(params));
    return new Value(name);
  }

  /**
   * Lets a file hold a parameter that no node reads, so that all of the model can be found in it.
   */
  public void carry(Param p) {
    whole.carried.add(weight(p).name());
  }

  /** Whether a constant is written although nothing reads it. */
  public boolean carries(String constant) {
    return whole.carried.contains(constant);
  }

  /** Which parameters a constant was written from, by its name. */
  public Map<String, List<Param>> weights() {
    return Collections.unmodifiableMap(whole.weights);
  }

  // nodes

  /** A standard operator with one output. */
  public Value op(String op, Value... in) {
    return op(op, Map.of(), in);
  }

  public Value op(String op, Map<String, Attr> attributes, Value... in) {
    return node(OpId.onnx(op), 1, attributes, in).get(0);
  }

  public List<Value> node(OpId op, int outs, Map<String, Attr> attributes, Value... in) {
    String name = prefix + fresh(op.name());
    List<Value> out = new ArrayList<>();
    for (int i = 0; i < outs; i++) {
      out.add(declare(outs == 1 ? name : name + "." + i));
    }
    block.nodes.add(Node.of(name, op, List.of(in), out, attributes));
    return out;
  }

  /** A node whose output names are its own, as when a graph is read from a file. */
  public void add(Node node) {
    for (Value v : node.outputs()) {
      if (!v.none()) {
        declare(v.name());
      }
    }
    block.nodes.add(node);
  }

  /** [T,B,.] backwards within its lengths; the operator knows no other axes. */
  public Value reverse(Value sequence, Value lengths) {
    Map<String, Attr> axes = Map.of("time_axis", Attr.of(0), "batch_axis", Attr.of(1));
    return op("ReverseSequence", axes, sequence, cast(lengths, ElementType.INT64));
  }

  /** [1,B,width] zeros, B that of the lengths. */
  public Value zeros(Value lengths, int width) {
    Map<String, Attr> axis = Map.of("axis", Attr.of(0));
    return op("ConstantOfShape", op("Concat", axis, ints(1), op("Shape", lengths), ints(width)));
  }

  public Value cast(Value v, ElementType type) {
    return op("Cast", Map.of("to", Attr.of(code(type))), v);
  }

  /** The number that ONNX gives an element type. */
  public static int code(ElementType type) {
    return type.code();
  }

  /** An operator of one's own by a body in standard ones, written once; it sees nothing outside. */
  public void define(OpId op, Consumer<Graph> body) {
    if (!whole.functions.containsKey(op)) {
      Graph g = new Graph();
      g.require("", whole.opsets.getOrDefault("", 1)); // one version of the operators in a file
      whole.functions.put(op, g);
      body.accept(g);
    }
  }

  /** The same by a body that is there, as when a graph is made of parts of another. */
  public void define(OpId op, Graph body) {
    whole.functions.putIfAbsent(op, body);
  }

  // the model as a whole

  public void metadata(String key, String value) {
    whole.metadata.put(key, value);
  }

  /** Asks for at least this version of a domain's operators; the standard ones start at 17. */
  public void require(String domain, int version) {
    whole.opsets.merge(domain, version, Math::max);
  }

  /** Sets a domain's version, as when a graph is read from a file. */
  public void opset(String domain, int version) {
    whole.opsets.put(domain, version);
  }

  public SortedMap<String, Integer> opsets() {
    return Collections.unmodifiableSortedMap(whole.opsets);
  }

  public SortedMap<String, String> metadata() {
    return Collections.unmodifiableSortedMap(whole.metadata);
  }

  public Map<OpId, Graph> functions() {
    return Collections.unmodifiableMap(whole.functions);
  }

  public List<Node> nodes() {
    return List.copyOf(block.nodes);
  }

  public List<Port> inputs() {
    return List.copyOf(block.inputs);
  }

  public List<Port> outputs() {
    return List.copyOf(block.outputs);
  }

  /** The values between inputs and outputs whose types were told. */
  public List<Port> known() {
    return List.copyOf(block.known);
  }

  /** The constants of this level, by name. */
  public Map<String, Tensor> constants() {
    return Collections.unmodifiableMap(block.constants);
  }

  /** What is known of a value before anything runs: the constant of this name here or around. */
  public Optional<Tensor> tensor(Value v) {
    return block.constant(v.name());
  }

  private String fresh(String stem) {
    return stem + "_" + whole.counter++;
  }

  private Value declare(String name) {
    if (block.knows(name)) {
      throw duplicate(name);
    }
    block.names.add(name);
    return new Value(name);
  }

  private static IllegalArgumentException duplicate(String name) {
    return new IllegalArgumentException(
        "the graph already has a value named '%s'; write this part under a scope of its own"
            .formatted(name));
  }
}
