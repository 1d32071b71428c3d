package rondo.onnx.operator;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import rondo.core.graph.Attr;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;

/**
 * Numbers stored as small whole ones, and back: x = (q - zero) · scale, with one scale, or one for
 * each place on an axis. The operands are the numbers, the scale and, where it is said, the zero.
 */
record Quantised(boolean back, long along, ElementType type, boolean zeroed, NodeWords words)
    implements Operator {
  Quantised {
    words = words.alone();
  }

  private static final Set<ElementType> STORED =
      Set.of(
          ElementType.INT8,
          ElementType.UINT8,
          ElementType.INT16,
          ElementType.UINT16,
          ElementType.INT4,
          ElementType.UINT4);

  static Map<String, Operators.Maker> makers() {
    return Map.of(
        "DequantizeLinear",
        w -> make(w, true),
        "QuantizeLinear",
        w -> make(w, false),
        "DynamicQuantizeLinear",
        Quantised::refused,
        "MatMulInteger",
        Quantised::refused,
        "QLinearMatMul",
        Quantised::refused);
  }

  private static Operators.Applied refused(NodeWords words) {
    throw words.refused(
        "it computes with quantised values, of which no gradients are known;"
            + " export the model before quantising it");
  }

  private static Operators.Applied make(NodeWords words, boolean back) {
    words.only("axis", "block_size", "output_dtype", "saturate", "precision");
    if (words.whole("block_size", 0) != 0) {
      throw words.refused("scales of blocks are not computed; quantise per tensor or per axis");
    }
    ElementType usual = back ? ElementType.FLOAT : ElementType.UINT8;
    long asked = words.whole("output_dtype", 0);
    ElementType type = asked == 0 ? usual : Casts.type(asked, words);
    if (back && type != ElementType.FLOAT) {
      throw words.refused("it gives %s; only FLOAT is computed", type);
    }
    boolean zeroed = !words.node().input(2).none();
    Taking in = new Taking(words).input(0).input(1);
    if (zeroed) {
      in.input(2);
    }
    return in.by(new Quantised(back, words.whole("axis", 1), type, zeroed, words));
  }

  @Override
  public List<List<Size>> sizes(List<List<Size>> operands, Supplier<Size> fresh) {
    return List.of(operands.get(0));
  }

  /** Where the scale of an element stands: one for all, or for each place on the axis. */
  private record Scales(float[] all, long[] zeros, int inner) {
    int at(int i) {
      return all.length == 1 ? 0 : i / inner % all.length;
    }

    long zero(int i) {
      return zeros.length == 0 ? 0 : zeros[at(i)];
    }
  }

  private Scales scales(List<Tensor> operands) {
    List<Integer> dims = operands.get(0).dims();
    if (!(operands.get(1) instanceof Tensor.Floats scale)) {
      throw words.refused(
          "the scale must be FLOAT, is %s; export the model in 32-bit floats",
          operands.get(1).type());
    }
    int inner = 1;
    if (Elements.count(scale) != 1 || scale.dims().size() > 1) {
      int axis = words.axis(along, dims.size());
      if (!scale.dims().equals(List.of(dims.get(axis)))) {
        throw words.refused(
            "scales of dims %s do not suit axis %d of %s", scale.dims(), axis, dims);
      }
      inner = Elements.count(dims, axis + 1, dims.size());
    }
    if (!zeroed) {
      return new Scales(scale.data(), new long[0], inner);
    }
    if (!(operands.get(2) instanceof Tensor.Ints zero)
        || zero.data().length != scale.data().length) {
      throw words.refused("the zeros do not suit the scales: %s", operands.get(2).dims());
    }
    return new Scales(scale.data(), zero.data(), inner);
  }

  @Override
  public Computed compute(List<Tensor> operands, Room room) {
    return back ? dequantised(operands, room) : quantised(operands, room);
  }

  private Computed dequantised(List<Tensor> operands, Room room) {
    Scales s = scales(operands);
    if (!(operands.get(0) instanceof Tensor.Ints q)
        || !STORED.contains(q.type()) && q.type() != ElementType.INT32) {
      throw words.refused("%s are not computed with", operands.get(0).type());
    }
    if (zeroed && operands.get(2).type() != q.type()) {
      throw words.refused("the zero is %s, the numbers are %s", operands.get(2).type(), q.type());
    }
    float[] x = room.floats(q.dims());
    for (int i = 0; i < x.length; i++) {
      x[i] = (q.data()[i] - s.zero(i)) * s.all()[s.at(i)];
    }
    return new Computed(
        List.of(new Tensor.Floats(q.dims(), x)),
        d -> {
          float[] dScale = new float[s.all().length];
          for (int i = 0; i < x.length; i++) {
            dScale[s.at(i)] += d.get(0)[i] * (q.data()[i] - s.zero(i)); // dScale = dx * (q - zero)
          }
          return Move.only(1, dScale, operands.size());
        });
  }

  private Computed quantised(List<Tensor> operands, Room room) {
    Scales s = scales(operands);
    ElementType to = zeroed ? operands.get(2).type() : type;
    if (!(operands.get(0) instanceof Tensor.Floats x) || !STORED.contains(to)) {
      throw words.refused("%s to %s is not computed", operands.get(0).type(), to);
    }
    long least = to.unsigned() ? 0 : -1L << (to.bits() - 1);
    long most = least + (1L << to.bits()) - 1;
    long[] q = room.longs(x.dims());
    for (int i = 0; i < q.length; i++) {
      double even = Math.rint(x.data()[i] / s.all()[s.at(i)]);
      q[i] = (long) Math.min(Math.max(even + s.zero(i), least), most);
    }
    return Computed.fixed(new Tensor.Ints(x.dims(), q, to), operands.size());
  }

  @Override
  public List<Value> write(Graph graph, List<Value> operands) {
    Map<String, Attr> axis = Map.of("axis", Attr.of(along));
    String op = back ? "DequantizeLinear" : "QuantizeLinear";
    Value[] in = operands.toArray(Value[]::new);
    if (!back && !zeroed && type != ElementType.UINT8) {
      Tensor zero = new Tensor.Ints(List.of(), new long[1], type);
      Map<String, Attr> value = Map.of("value", new Attr.Constant(zero));
      return List.of(graph.op(op, axis, in[0], in[1], graph.op("Constant", value)));
    }
    return List.of(graph.op(op, axis, in));
  }
}
