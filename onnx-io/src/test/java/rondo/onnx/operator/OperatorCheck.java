package rondo.onnx.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import rondo.core.Device;
import rondo.core.ModelFormatException;
import rondo.core.graph.Attr;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.Node;
import rondo.core.graph.OpId;
import rondo.core.graph.Port;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.onnx.OnnxFile;
import rondo.onnx.OrtModel;
import rondo.onnx.operator.Operator.Computed;

/**
 * A node beside ONNX Runtime: what it computes and what is written for it give what the runtime
 * gives, its sizes are those of its results, its results are in memory that was granted, and its
 * gradients agree with differences.
 *
 * <pre>{@code
 * OperatorCheck.of("ReduceSum").with("keepdims", Attr.of(0)).in(floats(2, 3)).known(ints(1)).verify();
 * }</pre>
 */
public final class OperatorCheck {
  /** The runtime sums in another order and approximates functions in floats. */
  private static final double TOLERANCE = 1e-5;

  private static final Set<ElementType> FED =
      Set.of(
          ElementType.FLOAT,
          ElementType.DOUBLE,
          ElementType.INT64,
          ElementType.INT32,
          ElementType.BOOL,
          ElementType.STRING);

  private final String op;
  private final TreeMap<String, Attr> attributes = new TreeMap<>();
  private final List<Tensor> inputs = new ArrayList<>();
  private final List<Kind> kinds = new ArrayList<>();
  private int opset = 17;
  private int outputs = 1;
  private boolean valued;

  private enum Kind {
    USE, // computed in use
    KNOWN, // a constant
    MISSING
  }

  /** A node in a graph, and what it was made of. */
  private record Placed(Graph graph, Node node, Map<Value, Tensor> values) {
    NodeWords words() {
      return new NodeWords(node, Objects.requireNonNull(graph.opsets().get("")), graph::tensor);
    }

    Operators.Applied applied() {
      return Operators.of(words()).orElseThrow();
    }
  }

  private OperatorCheck(String op) {
    this.op = op;
  }

  static OperatorCheck of(String op) {
    return new OperatorCheck(op);
  }

  /** Of another version of the operators than the one that is written. */
  OperatorCheck opset(int version) {
    opset = version;
    return this;
  }

  OperatorCheck with(String attribute, Attr value) {
    attributes.put(attribute, value);
    return this;
  }

  OperatorCheck with(String attribute, double value) {
    return with(attribute, new Attr.Real((float) value));
  }

  /** Inputs that are computed in use. */
  OperatorCheck in(Tensor... tensors) {
    for (Tensor each : tensors) {
      inputs.add(each);
      kinds.add(Kind.USE);
    }
    return this;
  }

  /** An input that is a constant. */
  OperatorCheck known(Tensor tensor) {
    inputs.add(tensor);
    kinds.add(Kind.KNOWN);
    return this;
  }

  /** An input that is left out. */
  OperatorCheck missing() {
    inputs.add(ints());
    kinds.add(Kind.MISSING);
    return this;
  }

  OperatorCheck outputs(int count) {
    outputs = count;
    return this;
  }

  /**
   * How long results are depends on values. Whole numbers among the operands are as many, along
   * their last axis, as there are axes that they say something of, which is always told.
   */
  OperatorCheck valued() {
    valued = true;
    return this;
  }

  @Override
  public String toString() {
    List<List<Integer>> dims = inputs.stream().map(Tensor::dims).toList();
    return "%s of %s, %s, version %d".formatted(op, dims, attributes.keySet(), opset);
  }

  // tensors

  /** Values around 0, the same each time. */
  public static Tensor.Floats floats(Integer... dims) {
    Random random = new Random(List.of(dims).hashCode() + 7L);
    float[] data = new float[Elements.count(List.of(dims), 0, dims.length)];
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) random.nextGaussian() * 1.5f;
    }
    return new Tensor.Floats(List.of(dims), data);
  }

  public static Tensor.Ints ints(long... values) {
    return ints(ElementType.INT64, List.of(values.length), values);
  }

  public static Tensor.Ints ints(ElementType type, List<Integer> dims, long... values) {
    return new Tensor.Ints(dims, values, type);
  }

  // what is computed

  /** What the operator computes; refusals are the caller's to look at. */
  Computed compute() {
    Placed placed = place(opset);
    Operators.Applied applied = placed.applied();
    return applied.operator().compute(operands(placed, applied), Room.inUse());
  }

  /** The sizes of the results, of the sizes of the inputs that are not constants. */
  List<String> sizes(List<List<Size>> sizes) {
    int[] fresh = {0};
    Operators.Applied applied = place(opset).applied();
    return applied.operator().sizes(sizes, () -> Size.of("?" + fresh[0]++)).stream()
        .map(Object::toString)
        .toList();
  }

  void verify() {
    Placed placed = place(opset);
    Operators.Applied applied = placed.applied();
    Operator operator = applied.operator();
    List<Tensor> operands = operands(placed, applied);
    String before = text(operands);
    Computed computed = operator.compute(operands, Room.inUse());
    assertThat(computed.results()).as(op).hasSizeGreaterThanOrEqualTo(outputs);

    List<Tensor> results = computed.results().subList(0, outputs);
    show(placed, "y", placed.node().outputs(), results);
    Placed writing = opset == 17 ? placed : place(17);
    Graph scope = writing.graph().scope("written");
    show(writing, "w", operator.write(scope, applied.operands()), results);
    run(placed, "y", results);
    run(writing, "w", results);

    sizes(operator, operands, computed.results());
    granted(operator, operands, computed.results());
    Numeric.check(operator, operands);
    assertThat(text(operands)).as("operands after all").isEqualTo(before);
  }

  private Placed place(int version) {
    Graph graph = new Graph();
    graph.opset("", version);
    Map<Value, Tensor> values = new LinkedHashMap<>();
    List<Value> in = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      Tensor tensor = inputs.get(i);
      Value v =
          switch (kinds.get(i)) {
            case MISSING -> Value.NONE;
            case KNOWN -> graph.constant("k" + i, tensor);
            case USE -> fed(graph, "x" + i, tensor);
          };
      in.add(v);
      values.put(v, tensor);
    }
    List<Value> out = new ArrayList<>();
    for (int i = 0; i < outputs; i++) {
      out.add(new Value("it." + i));
    }
    Node node = Node.of("it", OpId.onnx(op), in, out, attributes);
    return new Placed(graph, node, values);
  }

  private static Value fed(Graph graph, String name, Tensor tensor) {
    String[] dims = new String[tensor.dims().size()];
    Arrays.fill(dims, "");
    if (FED.contains(tensor.type())) {
      return graph.input(name, tensor.type(), dims);
    }
    return graph.cast(graph.input(name, ElementType.INT64, dims), tensor.type());
  }

  private static List<Tensor> operands(Placed placed, Operators.Applied applied) {
    return applied.operands().stream()
        .map(v -> Objects.requireNonNull(placed.values().get(v)))
        .toList();
  }

  // against the runtime

  private void show(Placed placed, String name, List<Value> values, List<Tensor> results) {
    Graph graph = placed.graph();
    if (name.equals("y")) {
      graph.add(placed.node());
    }
    for (int i = 0; i < results.size(); i++) {
      ElementType type = results.get(i).type();
      boolean fed = FED.contains(type);
      Value v = fed ? values.get(i) : graph.cast(values.get(i), ElementType.INT64);
      graph.output(name + i, v, fed ? type : ElementType.INT64, Port.ANY);
    }
  }

  private void run(Placed placed, String name, List<Tensor> results) {
    Map<String, Tensor> fed = new HashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      if (kinds.get(i) == Kind.USE) {
        Tensor t = inputs.get(i);
        boolean cast = !FED.contains(t.type());
        fed.put("x" + i, cast ? ints(ElementType.INT64, t.dims(), ((Tensor.Ints) t).data()) : t);
      }
    }
    try (OrtModel model = OrtModel.open(OnnxFile.write(placed.graph()), Device.CPU)) {
      Map<String, Tensor> given = model.run(fed);
      for (int i = 0; i < results.size(); i++) {
        compare(name + i, results.get(i), Objects.requireNonNull(given.get(name + i)));
      }
    }
  }

  private void compare(String name, Tensor ours, Tensor theirs) {
    assertThat(ours.dims()).as("dims of %s of %s", name, op).isEqualTo(theirs.dims());
    if (ours instanceof Tensor.Strings a && theirs instanceof Tensor.Strings b) {
      assertThat(a.data()).as("%s of %s", name, op).isEqualTo(b.data());
      return;
    }
    if (ours instanceof Tensor.Ints a && theirs instanceof Tensor.Ints b) {
      assertThat(a.data()).as("%s of %s", name, op).isEqualTo(b.data());
      return;
    }
    assertThat(ours.type()).as("type of %s of %s", name, op).isEqualTo(theirs.type());
    double[] a = Numbers.doubles(ours).orElseThrow();
    double[] b = Numbers.doubles(theirs).orElseThrow();
    for (int i = 0; i < a.length; i++) {
      if (a[i] != b[i] && !(Double.isNaN(a[i]) && Double.isNaN(b[i]))) {
        assertThat(a[i])
            .as("%s of %s at %d", name, op, i)
            .isCloseTo(b[i], within(TOLERANCE * Math.max(1, Math.abs(b[i]))));
      }
    }
  }

  // by itself

  /** Lengths that are told, that are unknown where they are not 1, and that are all unknown. */
  private void sizes(Operator operator, List<Tensor> operands, List<Tensor> results) {
    for (int unknown = 0; unknown < 3; unknown++) {
      Map<String, Integer> binding = new HashMap<>();
      List<List<Size>> sizes = new ArrayList<>();
      for (Tensor each : operands) {
        List<Size> all = new ArrayList<>();
        for (int axis = 0; axis < each.dims().size(); axis++) {
          int length = each.dims().get(axis);
          String name = unknown == 1 ? "n" + length : "n" + binding.size();
          boolean list = valued && each instanceof Tensor.Ints && axis == each.dims().size() - 1;
          boolean told = unknown == 0 || list || unknown == 1 && length == 1;
          all.add(told ? Size.of(length) : Size.of(name));
          binding.put(name, length);
        }
        sizes.add(all);
      }
      List<List<Size>> out = operator.sizes(sizes, () -> Size.of("?"));
      assertThat(out).as("sizes of %s", op).hasSameSizeAs(results);
      for (int i = 0; i < out.size(); i++) {
        List<Integer> dims = results.get(i).dims();
        assertThat(out.get(i)).as("sizes of %s", op).hasSameSizeAs(dims);
        for (int axis = 0; axis < dims.size(); axis++) {
          Size size = out.get(i).get(axis);
          if (!valued && unknown == 0 || !size.unknowns().contains("?")) {
            long length = size.number();
            for (String each : size.unknowns()) {
              length *= Objects.requireNonNull(binding.get(each));
            }
            assertThat(length)
                .as("%s of %s for %s", out, op, dims)
                .isEqualTo((long) dims.get(axis));
          }
        }
      }
    }
  }

  private static void granted(Operator operator, List<Tensor> operands, List<Tensor> results) {
    long values = 0;
    for (Tensor each : results) {
      boolean shared = operands.stream().anyMatch(t -> data(t) == data(each));
      values += shared ? 0 : Elements.count(each.dims(), 0, each.dims().size());
    }
    if (values > 0) {
      Room less = new Room(values - 1);
      assertThatThrownBy(() -> operator.compute(operands, less))
          .isInstanceOf(ModelFormatException.class)
          .hasMessageContaining("is more than this model can need");
    }
  }

  private static Object data(Tensor tensor) {
    return tensor instanceof Tensor.Floats t
        ? t.data()
        : tensor instanceof Tensor.Doubles t
            ? t.data()
            : tensor instanceof Tensor.Ints t ? t.data() : ((Tensor.Strings) tensor).data();
  }

  private static String text(List<Tensor> operands) {
    StringBuilder out = new StringBuilder();
    for (Tensor each : operands) {
      out.append(
          Numbers.doubles(each).map(Arrays::toString).orElseGet(() -> each.getClass().getName()));
    }
    return out.toString();
  }
}
