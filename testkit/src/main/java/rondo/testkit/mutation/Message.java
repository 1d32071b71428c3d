package rondo.testkit.mutation;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A message of an ONNX file as its fields, whatever they say: so that it can be changed in ways in
 * which no writer would write it.
 */
final class Message {
  /** What a message is, as far as those within it are to be found. */
  enum Kind {
    MODEL,
    GRAPH,
    FUNCTION,
    NODE,
    ATTRIBUTE,
    TENSOR,
    VALUE,
    TYPE,
    TENSOR_TYPE,
    SHAPE,
    DIM,
    OPSET,
    ENTRY
  }

  private static final Map<Kind, Map<Integer, Kind>> WITHIN =
      Map.of(
          Kind.MODEL,
          Map.of(7, Kind.GRAPH, 8, Kind.OPSET, 14, Kind.ENTRY, 25, Kind.FUNCTION),
          Kind.GRAPH,
          Map.of(1, Kind.NODE, 5, Kind.TENSOR, 11, Kind.VALUE, 12, Kind.VALUE, 13, Kind.VALUE),
          Kind.FUNCTION,
          Map.of(7, Kind.NODE, 9, Kind.OPSET),
          Kind.NODE,
          Map.of(5, Kind.ATTRIBUTE),
          Kind.ATTRIBUTE,
          Map.of(5, Kind.TENSOR, 6, Kind.GRAPH),
          Kind.TENSOR,
          Map.of(13, Kind.ENTRY),
          Kind.VALUE,
          Map.of(2, Kind.TYPE),
          Kind.TYPE,
          Map.of(1, Kind.TENSOR_TYPE),
          Kind.TENSOR_TYPE,
          Map.of(2, Kind.SHAPE),
          Kind.SHAPE,
          Map.of(1, Kind.DIM));

  /** A field: a number as it lies in the file, bytes, or a message. */
  sealed interface Content {
    /** A whole number of variable length. */
    record Whole(long value) implements Content {}

    /** A number of so many bytes. */
    record Fixed(long value, int bytes) implements Content {}

    /** Text, packed numbers, or raw ones. */
    record Bytes(byte[] value) implements Content {
      String text() {
        return new String(value, StandardCharsets.UTF_8);
      }
    }

    /** A message within. */
    record Inner(Message value) implements Content {}
  }

  record Field(int number, Content content) {
    static Field text(int number, String text) {
      return new Field(number, new Content.Bytes(text.getBytes(StandardCharsets.UTF_8)));
    }

    static Field whole(int number, long value) {
      return new Field(number, new Content.Whole(value));
    }

    static Field inner(int number, Message value) {
      return new Field(number, new Content.Inner(value));
    }
  }

  private final Kind kind;
  private final List<Field> fields = new ArrayList<>();

  Message(Kind kind, Field... fields) {
    this.kind = kind;
    this.fields.addAll(List.of(fields));
  }

  static Message of(Kind kind, byte[] file) {
    return read(kind, ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN));
  }

  Kind kind() {
    return kind;
  }

  /** The fields, to be changed. */
  List<Field> fields() {
    return fields;
  }

  /** The messages in the fields of a number. */
  List<Message> all(int number) {
    List<Message> found = new ArrayList<>();
    for (Field each : fields) {
      if (each.number == number && each.content instanceof Content.Inner inner) {
        found.add(inner.value);
      }
    }
    return found;
  }

  /** The texts in the fields of a number. */
  List<String> texts(int number) {
    List<String> found = new ArrayList<>();
    for (Field each : fields) {
      if (each.number == number && each.content instanceof Content.Bytes bytes) {
        found.add(bytes.text());
      }
    }
    return found;
  }

  Optional<Long> whole(int number) {
    for (Field each : fields) {
      if (each.number == number && each.content instanceof Content.Whole w) {
        return Optional.of(w.value);
      }
    }
    return Optional.empty();
  }

  /** This message and all within. */
  List<Message> tree() {
    List<Message> all = new ArrayList<>(List.of(this));
    for (Field each : fields) {
      if (each.content instanceof Content.Inner inner) {
        all.addAll(inner.value.tree());
      }
    }
    return all;
  }

  private static Message read(Kind kind, ByteBuffer in) {
    Message message = new Message(kind);
    while (in.hasRemaining()) {
      long tag = varint(in);
      int number = (int) (tag >>> 3);
      message.fields.add(
          new Field(
              number,
              switch ((int) tag & 7) {
                case 0 -> new Content.Whole(varint(in));
                case 1 -> new Content.Fixed(in.getLong(), 8);
                case 5 -> new Content.Fixed(in.getInt(), 4);
                default -> bytes(kind, number, in);
              }));
    }
    return message;
  }

  private static Content bytes(Kind kind, int number, ByteBuffer in) {
    byte[] value = new byte[(int) varint(in)];
    in.get(value);
    Kind within = WITHIN.getOrDefault(kind, Map.of()).get(number);
    return within == null ? new Content.Bytes(value) : new Content.Inner(of(within, value));
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    int shift = 0;
    byte b;
    do {
      b = in.get();
      value |= (b & 0x7fL) << shift;
      shift += 7;
    } while (b < 0);
    return value;
  }

  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Field each : fields) {
      if (each.content instanceof Content.Whole w) {
        varint(out, (long) each.number << 3);
        varint(out, w.value);
      } else if (each.content instanceof Content.Fixed f) {
        varint(out, (long) each.number << 3 | (f.bytes == 4 ? 5 : 1));
        for (int i = 0; i < f.bytes; i++) {
          out.write((int) (f.value >>> 8 * i));
        }
      } else {
        byte[] value =
            each.content instanceof Content.Inner inner
                ? inner.value.bytes()
                : ((Content.Bytes) each.content).value;
        varint(out, (long) each.number << 3 | 2);
        varint(out, value.length);
        out.writeBytes(value);
      }
    }
    return out.toByteArray();
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long left = value;
    while ((left & ~0x7fL) != 0) {
      out.write((int) (left & 0x7f | 0x80));
      left >>>= 7;
    }
    out.write((int) left);
  }
}
