package rondo.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import rondo.core.ModelFormatException;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.Tensor;
import rondo.onnx.wire.TensorProto;

/**
 * Constants and their bytes. Numbers are written raw, little-endian; they are read where they
 * stand: raw, in the list of their type, or in another file.
 */
final class Tensors {
  private static final int MOST_DIMS = 32;

  private Tensors() {}

  /** The element type of this number. */
  static ElementType type(int code) {
    return ElementType.of(code)
        .orElseThrow(
            () -> new ModelFormatException("there are no elements of type number " + code));
  }

  // writing

  static TensorProto write(String name, Tensor tensor) {
    TensorProto.Builder out = TensorProto.newBuilder().setDataType(Graph.code(tensor.type()));
    if (!name.isEmpty()) {
      out.setName(name);
    }
    tensor.dims().forEach(d -> out.addDims(d));
    if (tensor instanceof Tensor.Strings strings) {
      for (String each : strings.data()) {
        out.addStringData(ByteString.copyFromUtf8(each));
      }
      return out.build();
    }
    return out.setRawData(UnsafeByteOperations.unsafeWrap(raw(tensor))).build();
  }

  private static byte[] raw(Tensor tensor) {
    if (tensor instanceof Tensor.Held t) {
      return t.data();
    }
    if (tensor instanceof Tensor.Floats t) {
      ByteBuffer out = buffer(t.type(), t.data().length);
      out.asFloatBuffer().put(t.data());
      return out.array();
    }
    if (tensor instanceof Tensor.Doubles t) {
      ByteBuffer out = buffer(t.type(), t.data().length);
      out.asDoubleBuffer().put(t.data());
      return out.array();
    }
    Tensor.Ints t = (Tensor.Ints) tensor;
    ByteBuffer out = buffer(t.type(), t.data().length);
    for (int i = 0; i < t.data().length; i++) {
      put(out, i, t.type(), t.data()[i]);
    }
    return out.array();
  }

  private static ByteBuffer buffer(ElementType type, int count) {
    long size = type.bytes(count);
    if (size > Integer.MAX_VALUE - 1024) {
      throw new IllegalArgumentException(
          "a tensor of %d bytes is larger than an ONNX file can be; make the model smaller"
              .formatted(size));
    }
    return ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The i-th whole number, of which the lower bits are kept; the first of a byte stands low. */
  private static void put(ByteBuffer out, int i, ElementType type, long value) {
    switch (type.bits()) {
      case 64 -> out.putLong(i * 8, value);
      case 32 -> out.putInt(i * 4, (int) value);
      case 16 -> out.putShort(i * 2, (short) value);
      case 8 -> out.put(i, (byte) (type == ElementType.BOOL && value != 0 ? 1 : value));
      default -> {
        int each = 8 / type.bits();
        int shift = i % each * type.bits();
        long low = value & ((1 << type.bits()) - 1);
        out.put(i / each, (byte) (out.get(i / each) | low << shift));
      }
    }
  }

  // reading

  static Tensor read(TensorProto in, ExternalData beside) {
    ElementType type = type(in.getDataType());
    List<Integer> dims = new ArrayList<>();
    int size = size(in.getDimsList(), dims);
    if (type == ElementType.ANY) {
      throw new ModelFormatException("it does not say what type its elements have");
    }
    if (type == ElementType.STRING) {
      return strings(in, dims, size);
    }
    ByteBuffer raw = bytes(in, type, dims, size, beside);
    if (type == ElementType.FLOAT) {
      float[] data = new float[size];
      raw.asFloatBuffer().get(data);
      return new Tensor.Floats(dims, data);
    }
    if (type == ElementType.DOUBLE) {
      double[] data = new double[size];
      raw.asDoubleBuffer().get(data);
      return new Tensor.Doubles(dims, data);
    }
    if (type.whole()) {
      long[] data = new long[size];
      for (int i = 0; i < size; i++) {
        data[i] = whole(raw, i, type);
      }
      return new Tensor.Ints(dims, data, type);
    }
    byte[] data = new byte[raw.remaining()];
    raw.get(data);
    return new Tensor.Held(dims, data, type);
  }

  private static long whole(ByteBuffer raw, int i, ElementType type) {
    boolean unsigned = type.unsigned();
    return switch (type.bits()) {
      case 64 -> raw.getLong(i * 8);
      case 32 -> unsigned ? Integer.toUnsignedLong(raw.getInt(i * 4)) : raw.getInt(i * 4);
      case 16 -> unsigned ? Short.toUnsignedLong(raw.getShort(i * 2)) : raw.getShort(i * 2);
      case 8 -> {
        byte each = raw.get(i);
        long bool = each == 0 ? 0 : 1;
        yield type == ElementType.BOOL ? bool : unsigned ? Byte.toUnsignedLong(each) : each;
      }
      default -> {
        int bits = type.bits();
        int each = 8 / bits;
        int high = raw.get(i / each) << (32 - bits - i % each * bits);
        yield unsigned ? high >>> (32 - bits) : high >> (32 - bits);
      }
    };
  }

  private static Tensor strings(TensorProto in, List<Integer> dims, int size) {
    if (in.hasRawData() || external(in)) {
      throw new ModelFormatException("strings cannot be stored as raw bytes");
    }
    require(ElementType.STRING, dims, size, in.getStringDataCount());
    return new Tensor.Strings(
        dims, in.getStringDataList().stream().map(ByteString::toStringUtf8).toArray(String[]::new));
  }

  private static boolean external(TensorProto in) {
    return in.getDataLocation() == TensorProto.DataLocation.EXTERNAL;
  }

  /** The numbers as raw bytes, wherever they stand; as many as the dims say. */
  private static ByteBuffer bytes(
      TensorProto in, ElementType type, List<Integer> dims, int size, ExternalData beside) {
    long due = type.bytes(size);
    ByteBuffer raw;
    if (external(in)) {
      raw = ByteBuffer.wrap(beside.read(in.getExternalDataList(), due));
    } else if (in.hasRawData()) {
      raw = in.getRawData().asReadOnlyByteBuffer();
    } else {
      return listed(in, type, dims, size);
    }
    if (raw.remaining() != due) {
      throw new ModelFormatException(
          "%s of dims %s take %d bytes, there are %d".formatted(type, dims, due, raw.remaining()));
    }
    return raw.slice().order(ByteOrder.LITTLE_ENDIAN); // from 0 on
  }

  /**
   * Where numbers are narrower than a list's elements, each takes one, or as many as fill a byte.
   */
  private static ByteBuffer listed(TensorProto in, ElementType type, List<Integer> dims, int size) {
    long due = type.bits() < 8 ? type.bytes(size) : size;
    return switch (type) {
      case FLOAT, COMPLEX64 -> {
        long floats = type == ElementType.FLOAT ? due : 2 * due;
        require(type, dims, floats, in.getFloatDataCount());
        ByteBuffer out = buffer(ElementType.FLOAT, in.getFloatDataCount());
        in.getFloatDataList().forEach(out::putFloat);
        yield out.flip();
      }
      case DOUBLE, COMPLEX128 -> {
        long doubles = type == ElementType.DOUBLE ? due : 2 * due;
        require(type, dims, doubles, in.getDoubleDataCount());
        ByteBuffer out = buffer(ElementType.DOUBLE, in.getDoubleDataCount());
        in.getDoubleDataList().forEach(out::putDouble);
        yield out.flip();
      }
      case INT64 -> {
        require(type, dims, due, in.getInt64DataCount());
        ByteBuffer out = buffer(type, in.getInt64DataCount());
        in.getInt64DataList().forEach(out::putLong);
        yield out.flip();
      }
      case UINT32, UINT64 -> {
        require(type, dims, due, in.getUint64DataCount());
        ByteBuffer out = buffer(type, size);
        for (int i = 0; i < size; i++) {
          put(out, i, type, in.getUint64Data(i));
        }
        yield out;
      }
      default -> {
        require(type, dims, due, in.getInt32DataCount());
        ElementType each = type.bits() < 8 ? ElementType.UINT8 : type; // a byte of several
        ByteBuffer out = buffer(each, in.getInt32DataCount());
        for (int i = 0; i < in.getInt32DataCount(); i++) {
          put(out, i, each, in.getInt32Data(i));
        }
        yield out;
      }
    };
  }

  private static void require(ElementType type, List<Integer> dims, long due, int there) {
    if (there != due) {
      throw new ModelFormatException(
          "%s of dims %s are %d values, there are %d".formatted(type, dims, due, there));
    }
  }

  private static int size(List<Long> from, List<Integer> dims) {
    if (from.size() > MOST_DIMS) {
      throw new ModelFormatException(
          "%d dimensions; at most %d are read".formatted(from.size(), MOST_DIMS));
    }
    long size = 1;
    for (long d : from) {
      if (d < 0 || d > Integer.MAX_VALUE || size * d > Integer.MAX_VALUE) {
        throw new ModelFormatException("dims %s are negative or too large".formatted(from));
      }
      size *= d;
      dims.add((int) d);
    }
    return (int) size;
  }
}
