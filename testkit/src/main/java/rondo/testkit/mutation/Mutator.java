package rondo.testkit.mutation;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import rondo.testkit.mutation.Message.Content;
import rondo.testkit.mutation.Message.Field;
import rondo.testkit.mutation.Message.Kind;

/**
 * Changes an ONNX file at one to three places that mean something: numbers, words, weights that say
 * shapes, the order of nodes, what is there and what is not, how deep it stands.
 */
public final class Mutator {
  private static final int GRAPH = 7; // of a model
  private static final int NODES = 1; // of a graph
  private static final int CONSTANTS = 5; // of a graph
  private static final int INPUTS = 1; // of a node
  private static final int OUTPUTS = 2; // of a node
  private static final int OPERATOR = 4; // of a node
  private static final int INT64 = 7;

  private static final List<Long> NUMBERS =
      List.of(
          0L,
          1L,
          2L,
          3L,
          7L,
          -1L,
          -2L,
          100_000L,
          1L << 27,
          (1L << 31) - 1,
          1L << 31,
          1L << 40,
          Long.MAX_VALUE,
          Long.MIN_VALUE);

  /** None is 0: as a clip that is none here, as ONNX has it, and for the runtime's RNN a bound. */
  private static final List<Float> REALS =
      List.of(1f, -1f, 0.5f, 1e-30f, 1e30f, Float.NaN, Float.POSITIVE_INFINITY);

  private static final List<String> OPERATORS =
      List.of(
          "Abs",
          "Add",
          "And",
          "ArgMax",
          "AveragePool",
          "Cast",
          "Clip",
          "Concat",
          "Constant",
          "ConstantOfShape",
          "Conv",
          "CumSum",
          "Div",
          "Einsum",
          "Equal",
          "Erf",
          "Exp",
          "Expand",
          "EyeLike",
          "Flatten",
          "Floor",
          "GRU",
          "Gather",
          "GatherElements",
          "GatherND",
          "Gemm",
          "GlobalAveragePool",
          "HardSigmoid",
          "Identity",
          "If",
          "LSTM",
          "LayerNormalization",
          "LeakyRelu",
          "Less",
          "Log",
          "LogSoftmax",
          "Loop",
          "MatMul",
          "Max",
          "MaxPool",
          "Mean",
          "Min",
          "Mod",
          "Mul",
          "Neg",
          "NonZero",
          "Not",
          "OneHot",
          "PRelu",
          "Pad",
          "Pow",
          "RNN",
          "Range",
          "Reciprocal",
          "ReduceL2",
          "ReduceLogSumExp",
          "ReduceMax",
          "ReduceMean",
          "ReduceSum",
          "Relu",
          "Reshape",
          "ReverseSequence",
          "ScatterElements",
          "ScatterND",
          "Scan",
          "Shape",
          "Sigmoid",
          "Sign",
          "Size",
          "Slice",
          "Softmax",
          "Softplus",
          "Split",
          "Sqrt",
          "Squeeze",
          "Sub",
          "Sum",
          "Tanh",
          "Tile",
          "TopK",
          "Transpose",
          "Unsqueeze",
          "Where");
  private static final List<String> ALONE =
      List.of(
          "Abs",
          "Cos",
          "Exp",
          "Flatten",
          "Floor",
          "Identity",
          "Log",
          "LogSoftmax",
          "Neg",
          "ReduceMax",
          "ReduceMean",
          "ReduceSum",
          "Relu",
          "Shape",
          "Sigmoid",
          "Sign",
          "Size",
          "Softmax",
          "Sqrt",
          "Squeeze",
          "Tanh",
          "Transpose");

  private final Random random;

  /** A changed file, and what was done to it. */
  public record Mutant(String what, byte[] file) {}

  public Mutator(Random random) {
    this.random = random;
  }

  /** The same file with some changes. */
  public Mutant of(byte[] file) {
    if (random.nextInt(30) == 0) {
      int length = random.nextInt(file.length);
      return new Mutant("cut off after " + length, Arrays.copyOf(file, length));
    }
    Message model = Message.of(Kind.MODEL, file);
    List<String> done = new ArrayList<>();
    for (int tries = 0; done.isEmpty() || random.nextInt(3) == 0 && tries < 20; tries++) {
      change(model).ifPresent(done::add);
    }
    return new Mutant(String.join("; ", done), model.bytes());
  }

  private Optional<String> change(Message model) {
    List<Message> all = model.tree();
    Message graph = model.all(GRAPH).isEmpty() ? model : model.all(GRAPH).get(0);
    return switch (random.nextInt(14)) {
      case 0, 1 -> number(all);
      case 2, 3 -> word(all);
      case 4 -> real(all);
      case 5 -> shape(all);
      case 6 -> operator(all);
      case 7 -> gone(all);
      case 8 -> twice(all);
      case 9 -> exchanged(all);
      case 10 -> between(graph);
      case 11 -> nested(graph);
      case 12 -> elsewhere(all);
      default -> weights(all);
    };
  }

  // what is changed

  private Optional<String> number(List<Message> all) {
    Optional<Spot> spot = spot(all, f -> f.content() instanceof Content.Whole);
    spot.ifPresent(
        s -> {
          long was = ((Content.Whole) s.field().content()).value();
          long near = was + random.nextInt(5) - 2;
          long now = random.nextBoolean() ? near : any(NUMBERS);
          s.put(Field.whole(s.field().number(), now));
        });
    return spot.map(s -> "a number of " + s.name());
  }

  /** Another word from such a place, or one that is nowhere else. */
  private Optional<String> word(List<Message> all) {
    Optional<Spot> spot = spot(all, f -> f.content() instanceof Content.Bytes b && isWord(b));
    spot.ifPresent(
        s -> {
          List<String> others = words(all, s.message().kind(), s.field().number());
          String now =
              random.nextInt(8) == 0
                  ? any(List.of("", "strange\n", "x".repeat(5000)))
                  : any(others);
          s.put(Field.text(s.field().number(), now));
        });
    return spot.map(s -> "a word of " + s.name());
  }

  private static boolean isWord(Content.Bytes b) {
    return b.value().length < 100 && b.text().matches("[\\p{Alnum}_./:,-]+");
  }

  /** What stands at places of a kind; the values of a graph are one kind, wherever they stand. */
  private static List<String> words(List<Message> all, Kind kind, int number) {
    boolean values = kind == Kind.NODE && number <= OUTPUTS || kind == Kind.VALUE;
    List<String> found = new ArrayList<>();
    for (Message each : all) {
      if (values && each.kind() == Kind.NODE) {
        found.addAll(each.texts(INPUTS));
        found.addAll(each.texts(OUTPUTS));
      } else if (values && each.kind() == Kind.VALUE) {
        found.addAll(each.texts(1));
      } else if (!values && each.kind() == kind) {
        found.addAll(each.texts(number));
      }
    }
    return found;
  }

  /** An attribute's floats. */
  private Optional<String> real(List<Message> all) {
    Optional<Spot> spot = spot(all, f -> f.content() instanceof Content.Fixed);
    spot.ifPresent(
        s -> {
          int bits = Float.floatToRawIntBits(any(REALS));
          s.put(new Field(s.field().number(), new Content.Fixed(bits, 4)));
        });
    return spot.map(s -> "a real number of " + s.name());
  }

  /** A whole number among constants: what shapes, axes, and bounds are made of. */
  private Optional<String> shape(List<Message> all) {
    List<Message> wholes =
        all.stream()
            .filter(m -> m.kind() == Kind.TENSOR && m.whole(2).filter(t -> t == INT64).isPresent())
            .toList();
    Optional<Spot> spot =
        spot(
            wholes,
            f -> f.content() instanceof Content.Bytes b && f.number() == 9 && b.value().length > 7);
    spot.ifPresent(
        s -> {
          byte[] raw = ((Content.Bytes) s.field().content()).value().clone();
          ByteBuffer numbers = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
          numbers.putLong(random.nextInt(raw.length / 8) * 8, any(NUMBERS));
          s.put(new Field(9, new Content.Bytes(raw)));
        });
    return spot.map(s -> "a whole number in " + s.name());
  }

  private Optional<String> operator(List<Message> all) {
    List<Message> nodes = all.stream().filter(m -> m.kind() == Kind.NODE).toList();
    Optional<Spot> spot = spot(nodes, f -> f.number() == OPERATOR);
    String now = any(OPERATORS);
    spot.ifPresent(s -> s.put(Field.text(OPERATOR, now)));
    return spot.map(s -> s.name() + " is " + now);
  }

  private Optional<String> gone(List<Message> all) {
    Optional<Spot> spot = spot(all, f -> true);
    spot.ifPresent(s -> s.message().fields().remove(s.at()));
    return spot.map(s -> "without field %d of %s".formatted(s.field().number(), s.name()));
  }

  private Optional<String> twice(List<Message> all) {
    Optional<Spot> spot = spot(all, f -> true);
    spot.ifPresent(s -> s.message().fields().add(s.at(), s.field()));
    return spot.map(s -> "field %d of %s twice".formatted(s.field().number(), s.name()));
  }

  /** Two of the same in one message: nodes, inputs, dimensions. */
  private Optional<String> exchanged(List<Message> all) {
    Optional<Spot> spot = spot(all, f -> true);
    spot.ifPresent(
        s -> {
          List<Field> fields = s.message().fields();
          List<Integer> alike = new ArrayList<>();
          for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).number() == s.field().number()) {
              alike.add(i);
            }
          }
          Collections.swap(fields, s.at(), any(alike));
        });
    return spot.map(s -> "fields %d of %s exchanged".formatted(s.field().number(), s.name()));
  }

  /** An operator of one operand between a value and all that read it. */
  private Optional<String> between(Message graph) {
    List<Message> nodes = graph.all(NODES);
    if (nodes.isEmpty()) {
      return Optional.empty();
    }
    Message before = any(nodes);
    String operator = any(ALONE);
    List<String> values = before.texts(OUTPUTS).stream().filter(v -> !v.isEmpty()).toList();
    if (values.isEmpty()) {
      return Optional.empty();
    }
    String value = any(values);
    String made = value + "/" + operator;
    Message node =
        new Message(
            Kind.NODE,
            Field.text(INPUTS, value),
            Field.text(OUTPUTS, made),
            Field.text(OPERATOR, operator));
    List<Field> fields = graph.fields();
    int at = places(graph, before);
    for (int i = at + 1; i < fields.size(); i++) {
      if (fields.get(i).content() instanceof Content.Inner inner
          && inner.value().kind() == Kind.NODE) {
        inner.value().fields().replaceAll(f -> reads(f, value) ? Field.text(INPUTS, made) : f);
      }
    }
    fields.add(at + 1, Field.inner(NODES, node));
    return Optional.of(operator + " behind " + value);
  }

  private static boolean reads(Field f, String value) {
    return f.number() == INPUTS && f.content() instanceof Content.Bytes b && b.text().equals(value);
  }

  private static int places(Message graph, Message inner) {
    int at = 0;
    while (!(graph.fields().get(at).content() instanceof Content.Inner i && i.value() == inner)) {
      at++;
    }
    return at;
  }

  /** A node in branches within branches, of which it is known which are taken. */
  private Optional<String> nested(Message graph) {
    List<Message> nodes = graph.all(NODES);
    if (nodes.isEmpty()) {
      return Optional.empty();
    }
    Message node = any(nodes);
    List<String> outputs = node.texts(OUTPUTS);
    int at = places(graph, node);
    int deep = any(List.of(1, 2, 5, 40, 500));
    String name = "deep" + graph.fields().size();
    for (int level = deep; level > 0; level--) {
      Message body = branch(node, outputs, level);
      Message other = deep < 6 ? body : zeros(outputs, level);
      node = new Message(Kind.NODE, Field.text(INPUTS, name), Field.text(OPERATOR, "If"));
      for (String each : outputs) {
        node.fields().add(Field.text(OUTPUTS, level == 1 ? each : each + "@" + (level - 1)));
      }
      node.fields().add(Field.inner(5, body("then_branch", body)));
      node.fields().add(Field.inner(5, body("else_branch", other)));
    }
    graph.fields().set(at, Field.inner(NODES, node));
    Message yes =
        new Message(
            Kind.TENSOR,
            Field.whole(2, 9),
            Field.text(8, name),
            new Field(9, new Content.Bytes(new byte[] {1})));
    graph.fields().add(Field.inner(CONSTANTS, yes));
    return Optional.of("%s within %d branches".formatted(outputs, deep));
  }

  /** A graph of one node, whose outputs are told apart from those around it. */
  private static Message branch(Message node, List<String> outputs, int level) {
    Message inner = new Message(Kind.NODE);
    Message body = new Message(Kind.GRAPH, Field.text(2, "level" + level));
    for (Field each : node.fields()) {
      if (each.number() != OUTPUTS) {
        inner.fields().add(each);
      }
    }
    for (String each : outputs) {
      inner.fields().add(Field.text(OUTPUTS, each + "@" + level));
      body.fields()
          .add(Field.inner(12, new Message(Kind.VALUE, Field.text(1, each + "@" + level))));
    }
    body.fields().add(Field.inner(NODES, inner));
    return body;
  }

  /** What gives a zero for each output. */
  private static Message zeros(List<String> outputs, int level) {
    Message body = new Message(Kind.GRAPH, Field.text(2, "other" + level));
    for (String each : outputs) {
      String name = each + "@" + level + "'";
      Message zero = new Message(Kind.TENSOR, Field.whole(2, 1), Field.text(8, name));
      zero.fields().add(new Field(9, new Content.Bytes(new byte[4])));
      body.fields().add(Field.inner(CONSTANTS, zero));
      body.fields().add(Field.inner(12, new Message(Kind.VALUE, Field.text(1, name))));
    }
    return body;
  }

  private static Message body(String name, Message graph) {
    return new Message(
        Kind.ATTRIBUTE, Field.text(1, name), Field.inner(6, graph), Field.whole(20, 5));
  }

  /** Values that stand in another file, which is nobody's affair. */
  private Optional<String> elsewhere(List<Message> all) {
    List<Message> tensors = all.stream().filter(m -> m.kind() == Kind.TENSOR).toList();
    if (tensors.isEmpty()) {
      return Optional.empty();
    }
    String path = any(List.of("/etc/passwd", "../weights", "a/../../b", "weights.data", "", "."));
    Message tensor = any(tensors);
    tensor.fields().removeIf(f -> f.number() == 9);
    tensor.fields().add(Field.whole(14, 1));
    tensor.fields().add(entry("location", path));
    if (random.nextBoolean()) {
      tensor.fields().add(entry("offset", any(NUMBERS).toString()));
      tensor.fields().add(entry("length", any(NUMBERS).toString()));
    }
    return Optional.of("values in '" + path + "'");
  }

  private static Field entry(String key, String value) {
    return Field.inner(13, new Message(Kind.ENTRY, Field.text(1, key), Field.text(2, value)));
  }

  /** Raw values that are fewer, more, or others. */
  private Optional<String> weights(List<Message> all) {
    List<Message> tensors = all.stream().filter(m -> m.kind() == Kind.TENSOR).toList();
    Optional<Spot> spot =
        spot(tensors, f -> f.content() instanceof Content.Bytes && f.number() == 9);
    spot.ifPresent(
        s -> {
          byte[] raw = ((Content.Bytes) s.field().content()).value();
          byte[] now =
              Arrays.copyOf(raw, Math.max(0, raw.length + any(List.of(-8, -4, -1, 0, 4, 8))));
          if (now.length > 0) {
            now[random.nextInt(now.length)] ^= (byte) (1 << random.nextInt(8));
          }
          s.put(new Field(9, new Content.Bytes(now)));
        });
    return spot.map(s -> "raw values of " + s.name());
  }

  // where

  /** A field of a message. */
  private record Spot(Message message, int at, Field field) {
    void put(Field other) {
      message.fields().set(at, other);
    }

    /** What it is of, by its name if it has one. */
    String name() {
      Set<Kind> first = Set.of(Kind.ATTRIBUTE, Kind.VALUE, Kind.OPSET);
      int number = message.kind() == Kind.TENSOR ? 8 : first.contains(message.kind()) ? 1 : 3;
      String kind = message.kind().name().toLowerCase(Locale.ROOT);
      return kind + message.texts(number).stream().findFirst().map(n -> " " + n).orElse("");
    }
  }

  /** A kind of message is drawn first, so that the few are changed as often as the many. */
  private Optional<Spot> spot(List<Message> all, Predicate<Field> good) {
    List<Spot> spots = new ArrayList<>();
    for (Message each : all) {
      for (int i = 0; i < each.fields().size(); i++) {
        if (good.test(each.fields().get(i))) {
          spots.add(new Spot(each, i, each.fields().get(i)));
        }
      }
    }
    if (spots.isEmpty()) {
      return Optional.empty();
    }
    List<Kind> kinds = spots.stream().map(s -> s.message().kind()).distinct().toList();
    Kind kind = any(kinds);
    return Optional.of(any(spots.stream().filter(s -> s.message().kind() == kind).toList()));
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
