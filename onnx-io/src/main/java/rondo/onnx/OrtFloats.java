package rondo.onnx;

import ai.onnxruntime.OnnxTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * A tensor of floats in memory that Java and the runtime share, for loops: it is read and written
 * where it stands, and its memory serves again in other dimensions.
 */
final class OrtFloats implements AutoCloseable {
  private final OrtModel model;
  private final ByteBuffer room;
  private final FloatBuffer floats;
  private final OnnxTensor tensor;
  private final long[] dims;

  OrtFloats(OrtModel model, long... dims) {
    this(model, ByteBuffer.allocateDirect(bytes(dims)).order(ByteOrder.nativeOrder()), dims);
  }

  private OrtFloats(OrtModel model, ByteBuffer room, long... dims) {
    this.model = model;
    this.room = room;
    this.dims = dims;
    floats = room.slice(0, bytes(dims)).order(ByteOrder.nativeOrder()).asFloatBuffer();
    tensor = model.over(floats, dims);
  }

  private static int bytes(long... dims) {
    long size = Float.BYTES;
    for (long d : dims) {
      size = Math.multiplyExact(size, d);
    }
    return Math.toIntExact(size);
  }

  /** The same, or one in its place whose values nobody knows. */
  OrtFloats in(long... other) {
    if (Arrays.equals(dims, other)) {
      return this;
    }
    close();
    return bytes(other) <= room.capacity()
        ? new OrtFloats(model, room, other)
        : new OrtFloats(model, other);
  }

  /** All values, row by row. */
  FloatBuffer values() {
    return floats;
  }

  OnnxTensor tensor() {
    return tensor;
  }

  @Override
  public void close() {
    tensor.close();
  }
}
