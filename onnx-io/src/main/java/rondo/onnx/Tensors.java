package rondo.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import rondo.core.ModelFormatException;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.Tensor;
import rondo.onnx.wire.TensorProto;

/** Constants and their bytes. Numbers are written raw, little-endian; both forms are read. */
final class Tensors {
  private static final int MOST_DIMS = 32;
  private static final Map<Integer, String> OTHERS =
      Map.ofEntries(
          Map.entry(2, "uint8"),
          Map.entry(3, "int8"),
          Map.entry(4, "uint16"),
          Map.entry(5, "int16"),
          Map.entry(10, "float16"),
          Map.entry(12, "uint32"),
          Map.entry(13, "uint64"),
          Map.entry(14, "complex64"),
          Map.entry(15, "complex128"),
          Map.entry(16, "bfloat16"),
          Map.entry(21, "uint4"),
          Map.entry(22, "int4"));

  private Tensors() {}

  /** The element type of this number. */
  static ElementType type(int code) {
    for (ElementType each : ElementType.values()) {
      if (Graph.code(each) == code) {
        return each;
      }
    }
    throw new ModelFormatException(
        "elements of type %s are not read; use float, double, int32, int64, bool or string"
            .formatted(OTHERS.getOrDefault(code, "number " + code)));
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
    if (tensor instanceof Tensor.Floats t) {
      ByteBuffer out = buffer(t.data().length, Float.BYTES);
      out.asFloatBuffer().put(t.data());
      return out.array();
    }
    if (tensor instanceof Tensor.Doubles t) {
      ByteBuffer out = buffer(t.data().length, Double.BYTES);
      out.asDoubleBuffer().put(t.data());
      return out.array();
    }
    Tensor.Ints t = (Tensor.Ints) tensor;
    ByteBuffer out = buffer(t.data().length, width(t.type()));
    for (long each : t.data()) {
      switch (t.type()) {
        case INT64 -> out.putLong(each);
        case INT32 -> out.putInt(Math.toIntExact(each));
        default -> out.put((byte) (each == 0 ? 0 : 1));
      }
    }
    return out.array();
  }

  private static ByteBuffer buffer(int count, int width) {
    long size = (long) count * width;
    if (size > Integer.MAX_VALUE - 1024) {
      throw new IllegalArgumentException(
          "a tensor of %d bytes is larger than an ONNX file can be; make the model smaller"
              .formatted(size));
    }
    return ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int width(ElementType type) {
    return switch (type) {
      case BOOL -> 1;
      case FLOAT, INT32 -> 4;
      case DOUBLE, INT64 -> 8;
      case STRING, ANY -> throw new IllegalArgumentException(type + " has no fixed width");
    };
  }

  // reading

  static Tensor read(TensorProto in) {
    if (in.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
      throw new ModelFormatException(
          "its values stand in another file; save the model as one file");
    }
    ElementType type = type(in.getDataType());
    List<Integer> dims = new ArrayList<>();
    long size = size(in.getDimsList(), dims);
    return switch (type) {
      case FLOAT -> {
        Optional<ByteBuffer> raw = raw(in, type, dims, size, in.getFloatDataCount());
        float[] data = new float[(int) size];
        raw.ifPresentOrElse(b -> b.asFloatBuffer().get(data), () -> copy(data, in::getFloatData));
        yield new Tensor.Floats(dims, data);
      }
      case DOUBLE -> {
        Optional<ByteBuffer> raw = raw(in, type, dims, size, in.getDoubleDataCount());
        double[] data = new double[(int) size];
        for (int i = 0; i < size; i++) {
          data[i] = raw.isPresent() ? raw.get().getDouble() : in.getDoubleData(i);
        }
        yield new Tensor.Doubles(dims, data);
      }
      case INT64 -> {
        Optional<ByteBuffer> raw = raw(in, type, dims, size, in.getInt64DataCount());
        long[] data = new long[(int) size];
        for (int i = 0; i < size; i++) {
          data[i] = raw.isPresent() ? raw.get().getLong() : in.getInt64Data(i);
        }
        yield new Tensor.Ints(dims, data, type);
      }
      case INT32, BOOL -> {
        Optional<ByteBuffer> raw = raw(in, type, dims, size, in.getInt32DataCount());
        long[] data = new long[(int) size];
        for (int i = 0; i < size; i++) {
          long each =
              raw.isEmpty()
                  ? in.getInt32Data(i)
                  : type == ElementType.BOOL ? raw.get().get() : raw.get().getInt();
          data[i] = type == ElementType.BOOL && each != 0 ? 1 : each;
        }
        yield new Tensor.Ints(dims, data, type);
      }
      case STRING -> {
        if (in.hasRawData()) {
          throw new ModelFormatException("strings cannot be stored as raw bytes");
        }
        require(type, dims, size, in.getStringDataCount());
        yield new Tensor.Strings(
            dims,
            in.getStringDataList().stream().map(ByteString::toStringUtf8).toArray(String[]::new));
      }
      case ANY -> throw new ModelFormatException("it does not say what type its elements have");
    };
  }

  private static void copy(float[] data, IntFunction<Float> from) {
    for (int i = 0; i < data.length; i++) {
      data[i] = from.apply(i);
    }
  }

  /** The raw bytes if there are any; the number of values, raw or listed, must be that of dims. */
  private static Optional<ByteBuffer> raw(
      TensorProto in, ElementType type, List<Integer> dims, long size, int listed) {
    if (!in.hasRawData()) {
      require(type, dims, size, listed);
      return Optional.empty();
    }
    int bytes = in.getRawData().size();
    if (bytes != size * width(type)) {
      throw new ModelFormatException(
          "%s of dims %s take %d bytes, there are %d"
              .formatted(type, dims, size * width(type), bytes));
    }
    return Optional.of(in.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN));
  }

  private static void require(ElementType type, List<Integer> dims, long size, int there) {
    if (there != size) {
      throw new ModelFormatException(
          "%s of dims %s are %d values, there are %d".formatted(type, dims, size, there));
    }
  }

  private static long size(List<Long> from, List<Integer> dims) {
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
    return size;
  }
}
