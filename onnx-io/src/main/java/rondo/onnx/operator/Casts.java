package rondo.onnx.operator;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import rondo.core.graph.Attr;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;

/** The same numbers in another type; that of a second operand where none is said. */
record Casts(Optional<ElementType> to, NodeWords words) implements Operator {
  Casts {
    words = words.alone();
  }

  static Map<String, Operators.Maker> makers() {
    return Map.of(
        "Cast",
        w -> {
          long to =
              w.only("to", "saturate", "round_mode")
                  .node()
                  .attribute("to", Attr.Int.class)
                  .orElseThrow(() -> w.refused("attribute 'to' is missing"))
                  .value();
          return new Taking(w).input(0).by(new Casts(Optional.of(type(to, w)), w));
        },
        "CastLike",
        w ->
            new Taking(w.only("saturate", "round_mode"))
                .input(0)
                .input(1)
                .by(new Casts(Optional.empty(), w)));
  }

  /** A type of numbers that are computed with. */
  static ElementType type(long code, NodeWords words) {
    ElementType type =
        ElementType.of((int) Math.min(Math.max(code, -1), Integer.MAX_VALUE))
            .orElseThrow(() -> words.refused("there are no elements of type number %d", code));
    return computed(type, words);
  }

  private static ElementType computed(ElementType type, NodeWords words) {
    if (type.whole() || type == ElementType.FLOAT || type == ElementType.DOUBLE) {
      return type;
    }
    if (type == ElementType.FLOAT16 || type == ElementType.BFLOAT16) {
      throw words.refused(
          "it computes in %s, which is only read as stored weights;"
              + " export the model in 32-bit floats",
          type);
    }
    throw words.refused("it gives %s, which is not computed with", type);
  }

  @Override
  public List<List<Size>> sizes(List<List<Size>> operands, Supplier<Size> fresh) {
    return List.of(operands.get(0));
  }

  @Override
  public Computed compute(List<Tensor> operands, Room room) {
    Tensor x = operands.get(0);
    ElementType type = to.orElseGet(() -> computed(operands.get(1).type(), words));
    Tensor y = cast(x, type, room, words);
    return x instanceof Tensor.Floats && type == ElementType.FLOAT
        ? new Computed(List.of(y), d -> Move.only(0, d.get(0), operands.size())) // dx = dy
        : Computed.fixed(y, operands.size());
  }

  @Override
  public List<Value> write(Graph graph, List<Value> operands) {
    return List.of(
        to.isPresent()
            ? graph.cast(operands.get(0), to.get())
            : graph.op("CastLike", operands.get(0), operands.get(1)));
  }

  // the numbers themselves

  static Tensor cast(Tensor x, ElementType to, Room room, NodeWords words) {
    if (x.type() == to) {
      return x;
    }
    int count = room.grant(x.dims());
    if (to == ElementType.FLOAT) {
      float[] data = new float[count];
      for (int i = 0; i < count; i++) {
        data[i] = (float) real(x, i, words);
      }
      return new Tensor.Floats(x.dims(), data);
    }
    if (to == ElementType.DOUBLE) {
      double[] data = new double[count];
      for (int i = 0; i < count; i++) {
        data[i] = real(x, i, words);
      }
      return new Tensor.Doubles(x.dims(), data);
    }
    long[] data = new long[count];
    for (int i = 0; i < count; i++) {
      boolean truth = to == ElementType.BOOL;
      data[i] = truth ? real(x, i, words) != 0 ? 1 : 0 : Numbers.wrap(truncated(x, i, words), to);
    }
    return new Tensor.Ints(x.dims(), data, to);
  }

  private static long truncated(Tensor x, int i, NodeWords words) {
    return x instanceof Tensor.Ints ints ? ints.data()[i] : (long) real(x, i, words);
  }

  /** Whole numbers, whatever type says them. */
  static long[] truncated(Tensor x, NodeWords words) {
    long[] all = new long[Elements.count(x)];
    for (int i = 0; i < all.length; i++) {
      all[i] = truncated(x, i, words);
    }
    return all;
  }

  static long[] whole(Tensor x) {
    return ((Tensor.Ints) x).data();
  }

  /** An element as a number. */
  static double real(Tensor x, int i, NodeWords words) {
    if (x instanceof Tensor.Floats f) {
      return f.data()[i];
    }
    if (x instanceof Tensor.Doubles d) {
      return d.data()[i];
    }
    if (x instanceof Tensor.Ints ints) {
      long value = ints.data()[i];
      boolean huge = ints.type() == ElementType.UINT64 && value < 0;
      return huge ? (value >>> 1 | value & 1) * 2.0 : value;
    }
    if (x instanceof Tensor.Held held && held.type() == ElementType.FLOAT16) {
      return half(bits(held, i));
    }
    if (x instanceof Tensor.Held held && held.type() == ElementType.BFLOAT16) {
      return Float.intBitsToFloat(bits(held, i) << 16);
    }
    throw words.refused("%s are no numbers to compute with", x.type());
  }

  private static int bits(Tensor.Held x, int i) {
    return ByteBuffer.wrap(x.data()).order(ByteOrder.LITTLE_ENDIAN).getShort(2 * i) & 0xffff;
  }

  /** What 16 bits mean as IEEE 754 has it: 1 of sign, 5 of exponent, 10 of fraction. */
  static float half(int bits) {
    int exponent = bits >> 10 & 31;
    int fraction = bits & 1023;
    int sign = (bits & 0x8000) << 16;
    if (exponent == 31) {
      return Float.intBitsToFloat(sign | 0x7f800000 | fraction << 13);
    }
    if (exponent == 0) {
      return fraction * 0x1p-24f * (sign == 0 ? 1 : -1);
    }
    return Float.intBitsToFloat(sign | exponent + 112 << 23 | fraction << 13);
  }
}
