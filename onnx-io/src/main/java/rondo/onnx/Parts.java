package rondo.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import rondo.core.ModelFormatException;
import rondo.onnx.wire.ModelProto;

/**
 * Counts the parts of a file before memory is taken for them: nodes, attributes, ports, dimensions.
 * Each takes some hundred bytes when it is parsed, and an empty one two in a file. A part of any
 * use has a name or a value, so that files with a part for each few bytes hold no model.
 */
final class Parts {
  /** More than any graph that was seen has. */
  private static final int MOST = 1_000_000;

  private static final int FREE = 10_000; // however small the file
  private static final int BYTES = 4; // of a file for each of the others

  private final int bytes;
  private final int most;
  private int count;

  private Parts(int bytes) {
    this.bytes = bytes;
    most = Math.min(MOST, FREE + bytes / BYTES);
  }

  /** Refuses a file of too many; one that is damaged may be refused in another way. */
  static void bound(byte[] file) throws IOException {
    new Parts(file.length).count(CodedInputStream.newInstance(file), ModelProto.getDescriptor(), 0);
  }

  private void count(CodedInputStream in, Descriptor message, int depth) throws IOException {
    while (!in.isAtEnd()) {
      int tag = in.readTag();
      FieldDescriptor field = message.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
      if (field != null && part(field, tag) && depth < GraphReader.NESTING) {
        if (++count > most) {
          throw new ModelFormatException(
              "the file has more than %d parts (nodes, attributes, ports, dimensions), and no model of %d bytes has so many; is it damaged?"
                  .formatted(most, bytes));
        }
        int before = in.pushLimit(in.readRawVarint32());
        count(in, field.getMessageType(), depth + 1);
        in.popLimit(before);
      } else if (!in.skipField(tag)) {
        return; // the end of what did not begin; it is refused when it is parsed
      }
    }
  }

  private static boolean part(FieldDescriptor field, int tag) {
    return field.getType() == FieldDescriptor.Type.MESSAGE
        && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
  }
}
