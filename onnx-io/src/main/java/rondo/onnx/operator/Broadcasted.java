package rondo.onnx.operator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.onnx.operator.Operators.Applied;
import rondo.onnx.operator.Operators.Maker;

/**
 * A function of each pair of values of two tensors that are repeated to fit each other.
 *
 * @param real whether it is a function of floats, too
 */
record Broadcasted(NodeWords words, Formula formula, boolean real) implements Operator {
  Broadcasted(NodeWords words, Formula formula) {
    this(words.alone(), formula, true);
  }

  static Map<String, Maker> makers() {
    Map<String, Maker> all = new HashMap<>();
    Formula.PAIRS.forEach((name, formula) -> all.put(name, words -> of(words.only(), formula)));
    all.put("Mod", Broadcasted::mod);
    return all;
  }

  private static Applied of(NodeWords words, Formula formula) {
    return new Applied(new Broadcasted(words, formula), words.operand(0), words.operand(1));
  }

  private static Applied mod(NodeWords words) {
    long fmod = words.only("fmod").whole("fmod", 0);
    if (fmod != 0 && fmod != 1) {
      throw words.refused("fmod must be 0 or 1, is %d", fmod);
    }
    boolean signOfX = fmod == 1;
    Broadcasted mod = new Broadcasted(words.alone(), Formula.mod(signOfX), signOfX);
    return new Applied(mod, words.operand(0), words.operand(1));
  }

  @Override
  public List<List<Size>> sizes(List<List<Size>> operands, Supplier<Size> fresh) {
    return List.of(words.broadcast(operands.get(0), operands.get(1), fresh));
  }

  @Override
  public Computed compute(List<Tensor> operands, Room room) {
    Tensor a = operands.get(0);
    Tensor b = exponent(a.type(), operands.get(1));
    if (!real && !a.type().whole()) {
      throw words.refused("floats have a remainder only where fmod is 1");
    }
    List<Integer> dims = words.broadcast(a.dims(), b.dims());
    Walk walk =
        new Walk(
            dims,
            Strides.repeated(a.dims(), dims),
            Strides.repeated(b.dims(), dims),
            Elements.strides(dims));
    if (a instanceof Tensor.Floats x && b instanceof Tensor.Floats y) {
      return floats(x, y, operands.get(1) == y, walk, room);
    }
    if (a instanceof Tensor.Doubles x && b instanceof Tensor.Doubles y) {
      double[] z = new double[room.grant(dims)];
      formula.forward(walk, x.data(), y.data(), z);
      return Computed.fixed(new Tensor.Doubles(dims, z), 2);
    }
    if (a instanceof Tensor.Ints x
        && b instanceof Tensor.Ints y
        && a.type() == b.type()
        && a.type() != ElementType.BOOL
        && formula.whole().isPresent()) {
      long[] z = room.longs(dims);
      wholes(walk, x, y.data(), z, formula.whole().get());
      return Computed.fixed(new Tensor.Ints(dims, z, x.type()), 2);
    }
    throw words.unfit(a, b);
  }

  /**
   * @param given whether the second operand came as floats, so that it has a gradient
   */
  private Computed floats(Tensor.Floats a, Tensor.Floats b, boolean given, Walk walk, Room room) {
    List<Integer> dims = words.broadcast(a.dims(), b.dims());
    float[] x = a.data();
    float[] y = b.data();
    float[] z = room.floats(dims);
    formula.forward(walk, x, y, z);
    return new Computed(
        List.of(new Tensor.Floats(dims, z)),
        gradients -> {
          float[] dx = gradients.get(0);
          float[] dy = dx.clone();
          formula.backX(walk, x, y, z, dx);
          formula.backY(walk, x, y, z, dy);
          return List.of(
              Sums.to(a.dims(), dims, dx), given ? Sums.to(b.dims(), dims, dy) : Back.NONE);
        });
  }

  private void wholes(Walk walk, Tensor.Ints x, long[] y, long[] z, Formula.Whole function) {
    int sx = walk.step(0);
    int sy = walk.step(1);
    boolean unsigned = x.type().unsigned();
    try {
      walk.rows(
          at -> {
            for (int n = 0; n < walk.length(); n++) {
              long value = function.at(x.data()[at[0] + n * sx], y[at[1] + n * sy], unsigned);
              z[at[2] + n] = Numbers.wrap(value, x.type());
            }
          });
    } catch (ArithmeticException e) {
      throw words.refused("it divides a whole number by 0");
    }
  }

  /** Only an exponent may be of another type than what it stands at. */
  private Tensor exponent(ElementType base, Tensor b) {
    if (base == b.type() || !words.node().op().name().equals("Pow")) {
      return b;
    }
    if (base.whole()) {
      return b instanceof Tensor.Ints y ? new Tensor.Ints(y.dims(), y.data(), base) : b;
    }
    double[] wide = Numbers.doubles(b).orElseThrow(() -> words.unfit(b));
    return base == ElementType.FLOAT
        ? new Tensor.Floats(b.dims(), Numbers.floats(wide))
        : new Tensor.Doubles(b.dims(), wide);
  }

  @Override
  public List<Value> write(Graph graph, List<Value> operands) {
    return List.of(
        graph.op(
            words.node().op().name(), words.node().attributes(), operands.get(0), operands.get(1)));
  }
}
