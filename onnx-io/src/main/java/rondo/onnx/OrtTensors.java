package rondo.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import rondo.core.graph.ElementType;
import rondo.core.graph.Tensor;

/** Tensors as ONNX Runtime takes and gives them. */
final class OrtTensors {
  private static final Pattern GARBLED =
      Pattern.compile("[\\x00\\x{D800}-\\x{DFFF}\\x{10000}-\\x{10FFFF}]");
  private static final Set<ElementType> FED =
      Set.of(ElementType.INT64, ElementType.INT32, ElementType.BOOL);

  private OrtTensors() {}

  /**
   * A text with U+FFFD in the place of each character that would not arrive as it is: NUL, those
   * beyond U+FFFF, and halves of such.
   */
  static String plain(String text) {
    return GARBLED.matcher(text).replaceAll("\uFFFD");
  }

  /** A tensor in native memory; whoever asked closes it. */
  static OnnxTensor feed(OrtEnvironment environment, Tensor tensor) throws OrtException {
    long[] dims = tensor.dims().stream().mapToLong(Integer::longValue).toArray();
    if (tensor instanceof Tensor.Floats t) {
      return OnnxTensor.createTensor(environment, FloatBuffer.wrap(t.data()), dims);
    }
    if (tensor instanceof Tensor.Doubles t) {
      return OnnxTensor.createTensor(environment, DoubleBuffer.wrap(t.data()), dims);
    }
    if (tensor instanceof Tensor.Strings t) {
      return OnnxTensor.createTensor(environment, t.data(), dims);
    }
    if (!(tensor instanceof Tensor.Ints t) || !FED.contains(t.type())) {
      throw new IllegalArgumentException("inputs of %s are not fed".formatted(tensor.type()));
    }
    long[] data = t.data();
    if (t.type() == ElementType.INT64) {
      return OnnxTensor.createTensor(environment, LongBuffer.wrap(data), dims);
    }
    if (t.type() == ElementType.INT32) {
      int[] ints = Arrays.stream(data).mapToInt(Math::toIntExact).toArray();
      return OnnxTensor.createTensor(environment, IntBuffer.wrap(ints), dims);
    }
    ByteBuffer truths = ByteBuffer.allocateDirect(data.length);
    for (long each : data) {
      truths.put((byte) (each == 0 ? 0 : 1));
    }
    return OnnxTensor.createTensor(environment, truths.flip(), dims, OnnxJavaType.BOOL);
  }

  /** The values of an output, in Java's memory. */
  static Tensor read(String name, OnnxValue value) throws OrtException {
    if (!(value instanceof OnnxTensor tensor)) {
      throw new IllegalArgumentException(
          "output '%s' is %s; only tensors are read".formatted(name, value.getType()));
    }
    TensorInfo info = tensor.getInfo();
    List<Integer> dims = Arrays.stream(info.getShape()).mapToObj(Math::toIntExact).toList();
    return switch (info.type) {
      case FLOAT -> {
        FloatBuffer from = tensor.getFloatBuffer();
        float[] data = new float[from.remaining()];
        from.get(data);
        yield new Tensor.Floats(dims, data);
      }
      case DOUBLE -> {
        DoubleBuffer from = tensor.getDoubleBuffer();
        double[] data = new double[from.remaining()];
        from.get(data);
        yield new Tensor.Doubles(dims, data);
      }
      case INT64 -> {
        LongBuffer from = tensor.getLongBuffer();
        long[] data = new long[from.remaining()];
        from.get(data);
        yield new Tensor.Ints(dims, data, ElementType.INT64);
      }
      case INT32 -> {
        IntBuffer from = tensor.getIntBuffer();
        long[] data = new long[from.remaining()];
        Arrays.setAll(data, from::get);
        yield new Tensor.Ints(dims, data, ElementType.INT32);
      }
      case BOOL -> {
        ByteBuffer from = tensor.getByteBuffer();
        long[] data = new long[from.remaining()];
        Arrays.setAll(data, i -> from.get(i) == 0 ? 0 : 1);
        yield new Tensor.Ints(dims, data, ElementType.BOOL);
      }
      case STRING -> {
        List<String> data = new ArrayList<>();
        flatten(tensor.getValue(), data);
        yield new Tensor.Strings(dims, data.toArray(String[]::new));
      }
      default ->
          throw new IllegalArgumentException(
              "output '%s' holds %s, which is not read".formatted(name, info.type));
    };
  }

  private static void flatten(Object value, List<String> into) {
    if (value instanceof Object[] all) {
      for (Object each : all) {
        flatten(each, into);
      }
    } else {
      into.add((String) value);
    }
  }
}
