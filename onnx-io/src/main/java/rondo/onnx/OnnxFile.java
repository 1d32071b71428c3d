package rondo.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import rondo.core.ModelFormatException;
import rondo.core.graph.Graph;
import rondo.core.graph.Port;
import rondo.onnx.wire.ModelProto;

/** Graphs as the bytes of an ONNX file, and back. */
public final class OnnxFile {
  /** What protobuf can hold in one message. */
  private static final long LIMIT = Integer.MAX_VALUE - 1024L;

  private OnnxFile() {}

  /**
   * The bytes of a file that computes what leads to the graph's outputs; nodes and constants that
   * lead to none are left out.
   */
  public static byte[] write(Graph graph) {
    return write(graph, graph.outputs());
  }

  /** The same with only the outputs of these names. */
  public static byte[] write(Graph graph, Set<String> outputs) {
    return write(
        graph, graph.outputs().stream().filter(p -> outputs.contains(p.value().name())).toList());
  }

  private static byte[] write(Graph graph, List<Port> outputs) {
    ModelProto model = GraphWriter.model(graph, outputs);
    long size = size(model);
    if (size > LIMIT) {
      throw new IllegalArgumentException(
          "the graph takes %d bytes and an ONNX file holds at most %d; make the model smaller"
              .formatted(size, LIMIT));
    }
    return model.toByteArray();
  }

  private static long size(ModelProto model) {
    long constants =
        model.getGraph().getInitializerList().stream().mapToLong(t -> t.getRawData().size()).sum();
    return constants > LIMIT ? constants : model.getSerializedSize();
  }

  /** The graph in these bytes; whatever is wrong with them is a {@link ModelFormatException}. */
  public static Graph read(byte[] bytes) {
    try {
      CodedInputStream in = CodedInputStream.newInstance(bytes);
      in.setRecursionLimit(GraphReader.NESTING);
      ModelProto model = ModelProto.parseFrom(in);
      in.checkLastTagWas(0);
      return new GraphReader(model).read();
    } catch (InvalidProtocolBufferException e) {
      throw new ModelFormatException(
          "this is no whole ONNX file (%s); is it damaged or something else?"
              .formatted(e.getMessage()),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // cannot happen: the bytes are in memory
    }
  }

  /** The graph in a file. */
  public static Graph read(Path file) throws IOException {
    long size = Files.size(file);
    if (size > LIMIT) {
      throw new ModelFormatException(
          "%s: %d bytes are more than an ONNX file can have (%d)".formatted(file, size, LIMIT));
    }
    try {
      return read(Files.readAllBytes(file));
    } catch (ModelFormatException e) {
      throw new ModelFormatException(file + ": " + e.getMessage(), e);
    }
  }
}
