package rondo.onnx.operator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import rondo.core.ModelFormatException;
import rondo.core.Spelling;
import rondo.core.graph.Attr;
import rondo.core.graph.Node;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;

/**
 * What a node says, for whoever makes an operator of it: attributes of the kinds they must have,
 * constants among its inputs, and how to refuse what cannot be meant.
 *
 * @param opset the version of the standard operators that the file uses
 * @param constants what is known of a value before anything runs
 */
public record NodeWords(Node node, int opset, Function<Value, Optional<Tensor>> constants) {

  /** What an operator may keep to refuse by: the node, without the constants around it. */
  public NodeWords alone() {
    return new NodeWords(node, opset, v -> Optional.empty());
  }

  /** Refuses attributes that nobody reads. */
  public NodeWords only(String... attributes) {
    Set<String> known = new TreeSet<>(List.of(attributes));
    for (String name : node.attributes().keySet()) {
      if (!known.contains(name)) {
        throw refused(
            "unknown attribute '%s'; known are %s.%s",
            name, known.isEmpty() ? "none" : String.join(", ", known), Spelling.hint(name, known));
      }
    }
    return this;
  }

  public long whole(String attribute, long fallback) {
    return of(attribute, Attr.Int.class).map(Attr.Int::value).orElse(fallback);
  }

  public float real(String attribute, float fallback) {
    return of(attribute, Attr.Real.class).map(Attr.Real::value).orElse(fallback);
  }

  public String text(String attribute, String fallback) {
    return of(attribute, Attr.Text.class).map(Attr.Text::value).orElse(fallback);
  }

  public Optional<List<Long>> wholes(String attribute) {
    return of(attribute, Attr.Ints.class).map(Attr.Ints::values);
  }

  private <A extends Attr> Optional<A> of(String attribute, Class<A> kind) {
    try {
      return node.attribute(attribute, kind);
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException(String.valueOf(e.getMessage()), e);
    }
  }

  /** The operand at a place; one that is missing is refused. */
  public Value operand(int input) {
    Value v = node.input(input);
    if (v.none()) {
      throw refused("input %d is missing", input);
    }
    return v;
  }

  /** A constant among the inputs, if the node has that input; one computed in use is refused. */
  public Optional<Tensor> constant(int input, String called) {
    Value v = node.input(input);
    if (v.none()) {
      return Optional.empty();
    }
    return Optional.of(
        constants
            .apply(v)
            .orElseThrow(
                () ->
                    refused(
                        "%s ('%s') is computed in use; it can be read where it is a constant",
                        called, v.name())));
  }

  /** Whole numbers that older versions say as an attribute and newer ones as an input. */
  public Optional<long[]> wholes(String attribute, int input) {
    Optional<long[]> said = wholes(attribute).map(a -> a.stream().mapToLong(x -> x).toArray());
    return said.isPresent() ? said : constant(input, attribute).map(t -> longs(t, attribute));
  }

  public long[] longs(Tensor t, String called) {
    if (t instanceof Tensor.Ints ints && t.dims().size() <= 1) {
      return ints.data();
    }
    throw refused("%s must be whole numbers, is %s of dims %s", called, t.type(), t.dims());
  }

  /** Axes counted from the front, each once. */
  public int[] axes(long[] said, int rank) {
    List<Integer> all = new ArrayList<>();
    for (long each : said) {
      int axis = axis(each, rank);
      if (all.contains(axis)) {
        throw refused("axis %d is named twice", axis);
      }
      all.add(axis);
    }
    return all.stream().mapToInt(a -> a).toArray();
  }

  public int axis(long said, int rank) {
    if (said < -rank || said >= rank) {
      throw refused("there is no axis %d of %d", said, rank);
    }
    return (int) (said < 0 ? said + rank : said);
  }

  /** The length of an axis that a tensor can have. */
  public int length(long said) {
    if (said < 0 || said > Integer.MAX_VALUE) {
      throw refused("an axis cannot be %d long", said);
    }
    return (int) said;
  }

  /** Operands that must all be floats. */
  public List<Tensor.Floats> floats(List<Tensor> operands) {
    List<Tensor.Floats> all = new ArrayList<>();
    for (Tensor each : operands) {
      if (!(each instanceof Tensor.Floats floats)) {
        throw unfit(operands.toArray(Tensor[]::new));
      }
      all.add(floats);
    }
    return all;
  }

  /** How weights of each channel stand beside values [N,C,…]. */
  public int[] channels(List<Integer> dims, Tensor.Floats weights) {
    if (dims.size() < 2 || !weights.dims().equals(dims.subList(1, 2))) {
      throw refused("weights of dims %s do not fit channels of values %s", weights.dims(), dims);
    }
    int[] strides = new int[dims.size()];
    strides[1] = 1;
    return strides;
  }

  /** The dims that two operands broadcast to. */
  public List<Integer> broadcast(List<Integer> a, List<Integer> b) {
    return Strides.broadcast(a, b).orElseThrow(() -> apart(a, b));
  }

  public List<Size> broadcast(List<Size> a, List<Size> b, Supplier<Size> fresh) {
    return Strides.broadcast(a, b, fresh).orElseThrow(() -> apart(a, b));
  }

  private ModelFormatException apart(List<?> a, List<?> b) {
    return refused("operands of dims %s and %s do not fit each other", a, b);
  }

  /** What to throw where an operator does not work on operands of these types. */
  public ModelFormatException unfit(Tensor... operands) {
    String types =
        Arrays.stream(operands).map(t -> t.type().name()).collect(Collectors.joining(" and "));
    return refused("it is not computed with operands of %s; cast them first", types);
  }

  /** What messages call it. */
  public String who() {
    return node.who();
  }

  public ModelFormatException refused(String format, Object... args) {
    return new ModelFormatException(
        "%s: %s".formatted(who(), String.format(Locale.ROOT, format, args)));
  }
}
