package rondo.onnx;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import rondo.core.ModelFormatException;
import rondo.core.graph.Tensor;
import rondo.onnx.wire.TensorProto;

/** Single tensors in files, as test data of ONNX models are stored ({@code input_0.pb}). */
public final class TensorFile {
  private TensorFile() {}

  /** The tensor in these bytes. */
  public static Tensor read(byte[] bytes) {
    try {
      return Tensors.read(TensorProto.parseFrom(bytes), ExternalData.none());
    } catch (InvalidProtocolBufferException e) {
      throw new ModelFormatException("this is no whole tensor (%s)".formatted(e.getMessage()), e);
    }
  }

  /** The tensor in a file. */
  public static Tensor read(Path file) throws IOException {
    try {
      return read(Files.readAllBytes(file));
    } catch (ModelFormatException e) {
      throw new ModelFormatException(file + ": " + e.getMessage(), e);
    }
  }

  /** The name that a file gives its tensor; often that of a model's input, often empty. */
  public static String name(Path file) throws IOException {
    try {
      return TensorProto.parseFrom(Files.readAllBytes(file)).getName();
    } catch (InvalidProtocolBufferException e) {
      throw new ModelFormatException(
          "%s: this is no whole tensor (%s)".formatted(file, e.getMessage()), e);
    }
  }
}
