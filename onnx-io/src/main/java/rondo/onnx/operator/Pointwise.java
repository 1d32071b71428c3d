package rondo.onnx.operator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import rondo.core.graph.Attr;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.onnx.operator.Operators.Applied;
import rondo.onnx.operator.Operators.Maker;

/** A function of each value for itself. */
record Pointwise(NodeWords words, Curve curve, Form form) implements Operator {
  /** How the function is written. */
  interface Form {
    Value write(Graph graph, Value x);
  }

  static Map<String, Maker> makers() {
    Map<String, Maker> all = new HashMap<>();
    Curves.PLAIN.forEach((name, curve) -> all.put(name, words -> same(words.only(), curve)));
    Curves.SHAPED.forEach((name, curve) -> all.put(name, words -> same(words, curve.apply(words))));
    all.put("Mish", words -> of(words.only(), Curves.mish(), Pointwise::mish));
    all.put("Swish", Pointwise::swish);
    all.put("Gelu", Pointwise::gelu);
    return all;
  }

  /** A function that is written as it was read. */
  private static Applied same(NodeWords words, Curve curve) {
    String name = words.node().op().name();
    Map<String, Attr> said = words.node().attributes();
    return of(words, curve, (graph, x) -> graph.op(name, said, x));
  }

  private static Applied of(NodeWords words, Curve curve, Form form) {
    return new Applied(new Pointwise(words.alone(), curve, form), words.operand(0));
  }

  /** A function without parameters, whatever the node is called. */
  static Applied named(String function, NodeWords words) {
    Curve curve = Objects.requireNonNull(Curves.PLAIN.get(function));
    return of(words, curve, (graph, x) -> graph.op(function, x));
  }

  static Applied square(NodeWords words) {
    Curve curve = new Curve(x -> x * x, (x, y) -> 2 * x).with((x, unsigned) -> x * x);
    return of(words, curve, (graph, x) -> graph.op("Mul", x, x));
  }

  // those that are newer than what graphs write, in older words

  /** x tanh(softplus(x)). */
  private static Value mish(Graph graph, Value x) {
    return graph.op("Mul", x, graph.op("Tanh", graph.op("Softplus", x)));
  }

  /** x sigmoid(alpha x). */
  private static Applied swish(NodeWords words) {
    float alpha = words.only("alpha").real("alpha", 1);
    return of(
        words,
        Curves.swish(alpha),
        (graph, x) ->
            graph.op("Mul", x, graph.op("Sigmoid", graph.op("Mul", x, like(graph, x, alpha)))));
  }

  /** x (1 + erf(x / √2)) / 2, or the form with tanh. */
  private static Applied gelu(NodeWords words) {
    String form = words.only("approximate").text("approximate", "none");
    return switch (form) {
      case "none" ->
          of(
              words,
              Curves.gelu(),
              (graph, x) ->
                  half(
                      graph, x, graph.op("Erf", graph.op("Div", x, like(graph, x, Math.sqrt(2))))));
      case "tanh" ->
          of(
              words,
              Curves.tanhGelu(),
              (graph, x) -> {
                Value cube = graph.op("Mul", x, graph.op("Mul", x, x));
                Value bent = graph.op("Mul", cube, like(graph, x, Curves.CUBIC_GELU));
                Value sum = graph.op("Add", x, bent);
                Value inner = graph.op("Mul", sum, like(graph, x, Curves.TANH_GELU));
                return half(graph, x, graph.op("Tanh", inner));
              });
      default -> throw words.refused("approximate must be none or tanh, is '%s'", form);
    };
  }

  private static Value half(Graph graph, Value x, Value bent) {
    Value twice = graph.op("Mul", x, graph.op("Add", bent, like(graph, x, 1)));
    return graph.op("Mul", twice, like(graph, x, 0.5));
  }

  /** A number of the type that x has. */
  private static Value like(Graph graph, Value x, double number) {
    return graph.op("CastLike", graph.scalar(number), x);
  }

  @Override
  public List<List<Size>> sizes(List<List<Size>> operands, Supplier<Size> fresh) {
    return operands;
  }

  @Override
  public Computed compute(List<Tensor> operands, Room room) {
    Tensor in = operands.get(0);
    if (in instanceof Tensor.Floats x) {
      return floats(x, room);
    }
    if (in instanceof Tensor.Doubles x) {
      double[] y = new double[room.grant(x.dims())];
      for (int i = 0; i < y.length; i++) {
        y[i] = curve.real().applyAsDouble(x.data()[i]);
      }
      return Computed.fixed(new Tensor.Doubles(x.dims(), y), 1);
    }
    if (in instanceof Tensor.Ints x && x.type() != ElementType.BOOL && curve.whole().isPresent()) {
      return Computed.fixed(wholes(x, curve.whole().get(), room), 1);
    }
    throw words.unfit(in);
  }

  private Computed floats(Tensor.Floats in, Room room) {
    float[] x = in.data();
    float[] y = room.floats(in.dims());
    for (int i = 0; i < y.length; i++) {
      y[i] = (float) curve.real().applyAsDouble(x[i]);
    }
    return new Computed(
        List.of(new Tensor.Floats(in.dims(), y)),
        gradients ->
            List.of(curve.slope().map(s -> back(x, y, gradients.get(0), s)).orElse(Back.NONE)));
  }

  private static float[] back(float[] x, float[] y, float[] d, Curve.Slope slope) {
    for (int i = 0; i < d.length; i++) {
      d[i] *= (float) slope.at(x[i], y[i]); // dx = dy * f'(x)
    }
    return d;
  }

  private static Tensor wholes(Tensor.Ints x, Curve.Whole function, Room room) {
    long[] y = room.longs(x.dims());
    for (int i = 0; i < y.length; i++) {
      y[i] = Numbers.wrap(function.at(x.data()[i], x.type().unsigned()), x.type());
    }
    return new Tensor.Ints(x.dims(), y, x.type());
  }

  @Override
  public List<Value> write(Graph graph, List<Value> operands) {
    return List.of(form.write(graph, operands.get(0)));
  }
}
