package rondo.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
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

  private static final int IR_VERSION = tag(1, WireFormat.WIRETYPE_VARINT);

  /** With what the fields of the outermost message begin, read or not. */
  private static final Set<Integer> TAGS = tags();

  private OnnxFile() {}

  private static Set<Integer> tags() {
    Set<Integer> tags = new HashSet<>(Set.of(IR_VERSION, tag(5, WireFormat.WIRETYPE_VARINT)));
    for (int field : new int[] {2, 3, 4, 6, 7, 8, 14, 20, 25, 26}) {
      tags.add(tag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED));
    }
    return Set.copyOf(tags);
  }

  private static int tag(int field, int type) {
    return field << 3 | type;
  }

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

  /**
   * Whether bytes begin as an ONNX file does: with the version of the format, and then fields that
   * such a file has.
   */
  static boolean begins(byte[] beginning) {
    if (beginning.length < 4 || beginning[0] != IR_VERSION || beginning[1] < 1) {
      return false;
    }
    CodedInputStream in = CodedInputStream.newInstance(beginning);
    try {
      while (!in.isAtEnd()) {
        int tag = in.readTag();
        if (!TAGS.contains(tag)) {
          return false;
        }
        in.skipField(tag);
      }
    } catch (IOException e) {
      return true; // a field that goes on behind the beginning, or is damaged
    }
    return true;
  }

  /** The graph in these bytes; whatever is wrong with them is a {@link ModelFormatException}. */
  public static Graph read(byte[] bytes) {
    return read(bytes, ExternalData.none());
  }

  private static Graph read(byte[] bytes, ExternalData beside) {
    try {
      Parts.bound(bytes);
      CodedInputStream in = UnsafeByteOperations.unsafeWrap(bytes).newCodedInput();
      in.enableAliasing(true); // raw values are not copied
      in.setRecursionLimit(GraphReader.NESTING);
      ModelProto model = ModelProto.parseFrom(in);
      in.checkLastTagWas(0);
      return new GraphReader(model, beside).read();
    } catch (InvalidProtocolBufferException e) {
      throw new ModelFormatException(
          "this is no whole ONNX file (%s); is it damaged or something else?"
              .formatted(e.getMessage()),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // cannot happen: the bytes are in memory
    }
  }

  /** The graph in a file, with the values of its tensors that stand in others beside it. */
  public static Graph read(Path file) throws IOException {
    long size = Files.size(file);
    if (size > LIMIT) {
      throw new ModelFormatException(
          "'%s': %d bytes are more than an ONNX file can have (%d)".formatted(file, size, LIMIT));
    }
    try {
      return read(Files.readAllBytes(file), ExternalData.beside(file));
    } catch (ModelFormatException e) {
      throw new ModelFormatException("'%s': %s".formatted(file, e.getMessage()), e);
    }
  }
}
