package rondo.core.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An attribute of a node. */
public sealed interface Attr {
  /** What a Constant node gives that says this; nothing where it says no values. */
  default Optional<Tensor> tensor() {
    return Optional.empty();
  }

  /** A whole number. */
  record Int(long value) implements Attr {
    @Override
    public Optional<Tensor> tensor() {
      return Optional.of(new Tensor.Ints(List.of(), new long[] {value}, ElementType.INT64));
    }
  }

  /** Whole numbers. */
  record Ints(List<Long> values) implements Attr {
    @Override
    public Optional<Tensor> tensor() {
      long[] data = values.stream().mapToLong(Long::longValue).toArray();
      return Optional.of(new Tensor.Ints(List.of(data.length), data, ElementType.INT64));
    }
  }

  /** A real number. */
  record Real(float value) implements Attr {
    @Override
    public Optional<Tensor> tensor() {
      return Optional.of(new Tensor.Floats(List.of(), new float[] {value}));
    }
  }

  /** Real numbers. */
  record Reals(List<Float> values) implements Attr {
    @Override
    public Optional<Tensor> tensor() {
      float[] data = new float[values.size()];
      for (int i = 0; i < data.length; i++) {
        data[i] = values.get(i);
      }
      return Optional.of(new Tensor.Floats(List.of(data.length), data));
    }
  }

  /** A string. */
  record Text(String value) implements Attr {
    @Override
    public Optional<Tensor> tensor() {
      return Optional.of(new Tensor.Strings(List.of(), new String[] {value}));
    }
  }

  /** Strings. */
  record Texts(List<String> values) implements Attr {
    @Override
    public Optional<Tensor> tensor() {
      String[] data = values.toArray(String[]::new);
      return Optional.of(new Tensor.Strings(List.of(data.length), data));
    }
  }

  /** A tensor. */
  record Constant(Tensor value) implements Attr {
    @Override
    public Optional<Tensor> tensor() {
      return Optional.of(value);
    }
  }

  /** A graph that sees the names around it, as in Scan, Loop and If. */
  record Body(Graph value) implements Attr {}

  /** Within an operator of one's own: what its user gave an attribute of this name and kind. */
  record Reference(String attribute, Class<? extends Attr> kind) implements Attr {}

  /** What ONNX calls attributes of a kind, such as FLOAT or INTS. */
  static String word(Class<? extends Attr> kind) {
    Map<Class<? extends Attr>, String> words =
        Map.of(
            Int.class, "INT",
            Ints.class, "INTS",
            Real.class, "FLOAT",
            Reals.class, "FLOATS",
            Text.class, "STRING",
            Texts.class, "STRINGS",
            Constant.class, "TENSOR",
            Body.class, "GRAPH");
    return words.getOrDefault(kind, "a reference to what a function's caller says");
  }

  static Attr of(long value) {
    return new Int(value);
  }

  static Attr of(long first, long second, long... more) {
    List<Long> all = new ArrayList<>(List.of(first, second));
    for (long each : more) {
      all.add(each);
    }
    return new Ints(List.copyOf(all));
  }

  static Attr of(String value) {
    return new Text(value);
  }
}
