package rondo.engine.model;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import rondo.core.Matrix;
import rondo.core.ModelFormatException;
import rondo.core.Param;

/**
 * Named tensors in the safetensors format: eight bytes of header length (little-endian), a header
 * in JSON, the raw little-endian numbers. Other tools read what this writes; what this reads is
 * bounded by what is there.
 *
 * <pre>{@code
 * Safetensors.of(model.params()).write(out);
 * SortedMap<String, Matrix> values = Safetensors.read(path).matrices();
 * }</pre>
 */
public record Safetensors(SortedMap<String, Tensor> tensors, SortedMap<String, String> metadata) {
  private static final int CHUNK = 1 << 16; // bytes; a multiple of every element's size

  public Safetensors {
    tensors = Collections.unmodifiableSortedMap(new TreeMap<>(tensors));
    metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
  }

  /** Numbers of one type, row-major. */
  public sealed interface Tensor {
    List<Integer> dims();
  }

  /** 32-bit floats; the last axis is a row, all axes before it count rows. */
  public record Floats(List<Integer> dims, Matrix rows) implements Tensor {
    public Floats {
      dims = checked(dims, rows.size());
    }

    public static Floats of(Matrix m) {
      return new Floats(List.of(m.rows(), m.cols()), m);
    }
  }

  /** 64-bit floats. */
  public record Doubles(List<Integer> dims, double[] values) implements Tensor {
    public Doubles {
      dims = checked(dims, values.length);
    }

    public static Doubles of(double... values) {
      return new Doubles(List.of(values.length), values.clone());
    }
  }

  /** 64-bit integers. */
  public record Longs(List<Integer> dims, long[] values) implements Tensor {
    public Longs {
      dims = checked(dims, values.length);
    }

    public static Longs of(long... values) {
      return new Longs(List.of(values.length), values.clone());
    }
  }

  private static List<Integer> checked(List<Integer> dims, int count) {
    long product = 1;
    for (int d : dims) {
      product = d < 0 ? -1 : Math.multiplyExact(product, (long) d);
    }
    if (product != count) {
      throw new IllegalArgumentException("a tensor of " + dims + " with " + count + " numbers");
    }
    return List.copyOf(dims);
  }

  /** The values of parameters under their paths. */
  public static Safetensors of(List<Param> params) {
    SortedMap<String, Tensor> all = new TreeMap<>();
    params.forEach(p -> all.put(p.path(), Floats.of(p.value())));
    return new Safetensors(all, Collections.emptySortedMap());
  }

  /** The tensor of this name. */
  public Tensor get(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new ModelFormatException("no tensor '" + name + "' among " + tensors.keySet());
    }
    return tensor;
  }

  /** The 32-bit floats of this name. */
  public Matrix matrix(String name) {
    if (get(name) instanceof Floats f) {
      return f.rows();
    }
    throw new ModelFormatException("tensor '" + name + "' must be of 32-bit floats");
  }

  /** The 64-bit floats of this name. */
  public double[] doubles(String name) {
    if (get(name) instanceof Doubles d) {
      return d.values();
    }
    throw new ModelFormatException("tensor '" + name + "' must be of 64-bit floats");
  }

  /** The 64-bit integers of this name. */
  public long[] longs(String name) {
    if (get(name) instanceof Longs l) {
      return l.values();
    }
    throw new ModelFormatException("tensor '" + name + "' must be of 64-bit integers");
  }

  /** The tensors of two axes and 32-bit floats, which is what parameters are; refuses any other. */
  public SortedMap<String, Matrix> matrices() {
    SortedMap<String, Matrix> found = new TreeMap<>();
    tensors.forEach(
        (name, tensor) -> {
          if (tensor instanceof Floats f && f.dims().size() == 2) {
            found.put(name, f.rows());
          } else {
            throw new ModelFormatException(
                "tensor '%s' of %s is no matrix of 32-bit floats, as a parameter must be"
                    .formatted(name, tensor.dims()));
          }
        });
    return found;
  }

  // writing

  /** Writes all of it; equal tensors give equal bytes. */
  public void write(OutputStream out) throws IOException {
    List<String> order = order();
    byte[] header = header(order);
    ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    out.write(length.putLong(header.length).array());
    out.write(header);
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    for (String name : order) {
      Tensor tensor = get(name);
      Element element = Element.of(tensor);
      int count = element.count(tensor);
      for (int from = 0; from < count; from += CHUNK / element.bytes) {
        int some = Math.min(count - from, CHUNK / element.bytes);
        element.put(tensor, from, some, chunk.clear());
        out.write(chunk.array(), 0, some * element.bytes);
      }
    }
  }

  /** Wide numbers first, so that each tensor is aligned; then by name. */
  private List<String> order() {
    List<String> names = new ArrayList<>(tensors.keySet());
    names.sort(Comparator.comparing(n -> -Element.of(get(n)).bytes));
    return names;
  }

  private byte[] header(List<String> order) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = Json.generator(text)) {
      json.writeStartObject();
      if (!metadata.isEmpty()) {
        json.writeObjectFieldStart(SafetensorsHeader.METADATA);
        for (Map.Entry<String, String> each : metadata.entrySet()) {
          json.writeStringField(each.getKey(), each.getValue());
        }
        json.writeEndObject();
      }
      long at = 0;
      for (String name : order) {
        Tensor tensor = get(name);
        Element element = Element.of(tensor);
        long end = at + (long) element.count(tensor) * element.bytes;
        json.writeObjectFieldStart(name);
        json.writeStringField("dtype", element.name());
        json.writeArrayFieldStart("shape");
        for (int d : tensor.dims()) {
          json.writeNumber(d);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("data_offsets");
        json.writeNumber(at);
        json.writeNumber(end);
        json.writeEndArray();
        json.writeEndObject();
        at = end;
      }
      json.writeEndObject();
    }
    byte[] plain = Json.utf8(text.toString());
    byte[] padded = Arrays.copyOf(plain, (plain.length + 7) / 8 * 8); // spaces align the numbers
    Arrays.fill(padded, plain.length, padded.length, (byte) ' ');
    return padded;
  }

  // reading

  /** Reads a file. */
  public static Safetensors read(Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      return read(Source.of("'" + file + "'", channel));
    } catch (IOException e) {
      throw new UncheckedIOException("'" + file + "' cannot be read: " + e, e);
    }
  }

  /** Reads what a stream still holds; {@code name} is what messages call it. */
  public static Safetensors read(String name, InputStream in) throws IOException {
    return read(Source.of(name, in.readAllBytes()));
  }

  static Safetensors read(Source source) throws IOException {
    SafetensorsHeader header = SafetensorsHeader.read(source);
    SortedMap<String, Tensor> all = new TreeMap<>();
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    for (SafetensorsHeader.Place place : header.places()) {
      Element element = place.element();
      int count = place.count();
      Tensor tensor = element.make(place.dims(), count);
      for (int from = 0; from < count; from += CHUNK / element.bytes) {
        int some = Math.min(count - from, CHUNK / element.bytes);
        chunk.clear().limit(some * element.bytes);
        source.read(place.at() + (long) from * element.bytes, chunk);
        element.get(tensor, from, some, chunk.flip());
      }
      all.put(place.name(), tensor);
    }
    return new Safetensors(all, header.metadata());
  }

  /** The number types, by the names that the format gives them. */
  enum Element {
    F32(4),
    F64(8),
    I64(8);

    final int bytes;

    Element(int bytes) {
      this.bytes = bytes;
    }

    static Element of(Tensor tensor) {
      return tensor instanceof Floats ? F32 : tensor instanceof Doubles ? F64 : I64;
    }

    int count(Tensor tensor) {
      if (tensor instanceof Floats f) {
        return f.rows().size();
      }
      return tensor instanceof Doubles d ? d.values().length : ((Longs) tensor).values().length;
    }

    Tensor make(List<Integer> dims, int count) {
      if (this == F32) {
        int cols = dims.isEmpty() ? 1 : dims.get(dims.size() - 1);
        int rows = cols == 0 ? (dims.size() == 2 ? dims.get(0) : 0) : count / cols;
        return new Floats(dims, Matrix.zeros(rows, cols));
      }
      return this == F64 ? new Doubles(dims, new double[count]) : new Longs(dims, new long[count]);
    }

    void put(Tensor tensor, int from, int some, ByteBuffer into) {
      if (tensor instanceof Floats f) {
        into.asFloatBuffer().put(f.rows().data(), f.rows().offset() + from, some);
      } else if (tensor instanceof Doubles d) {
        into.asDoubleBuffer().put(d.values(), from, some);
      } else if (tensor instanceof Longs l) {
        into.asLongBuffer().put(l.values(), from, some);
      }
    }

    void get(Tensor tensor, int from, int some, ByteBuffer out) {
      if (tensor instanceof Floats f) {
        out.asFloatBuffer().get(f.rows().data(), f.rows().offset() + from, some);
      } else if (tensor instanceof Doubles d) {
        out.asDoubleBuffer().get(d.values(), from, some);
      } else if (tensor instanceof Longs l) {
        out.asLongBuffer().get(l.values(), from, some);
      }
    }
  }
}
