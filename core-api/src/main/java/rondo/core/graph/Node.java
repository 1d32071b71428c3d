package rondo.core.graph;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** An operator applied. Trailing inputs may be missing, others {@link Value#NONE}. */
public record Node(
    String name,
    OpId op,
    List<Value> inputs,
    List<Value> outputs,
    SortedMap<String, Attr> attributes) {
  public Node {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
  }

  public static Node of(
      String name, OpId op, List<Value> inputs, List<Value> outputs, Map<String, Attr> attributes) {
    return new Node(name, op, inputs, outputs, new TreeMap<>(attributes));
  }

  /** The i-th input, or NONE. */
  public Value input(int i) {
    return i < inputs.size() ? inputs.get(i) : Value.NONE;
  }

  /** The i-th output, or NONE. */
  public Value output(int i) {
    return i < outputs.size() ? outputs.get(i) : Value.NONE;
  }

  /** An attribute that must be of a kind if it is there. */
  public <A extends Attr> Optional<A> attribute(String attribute, Class<A> kind) {
    Attr found = attributes.get(attribute);
    if (found == null) {
      return Optional.empty();
    }
    if (!kind.isInstance(found)) {
      throw refused(
          "attribute '%s' must be %s, is %s",
          attribute, Attr.word(kind), Attr.word(found.getClass()));
    }
    return Optional.of(kind.cast(found));
  }

  /**
   * An input that must be a constant of floats, as a cell's parameters are; {@code called} is what
   * messages call it.
   */
  public Tensor.Floats floats(int input, String called, Graph graph) {
    Value v = input(input);
    if (v.none()) {
      throw refused("input %s is missing; a cell cannot be without it", called);
    }
    Tensor tensor =
        graph
            .tensor(v)
            .orElseThrow(
                () ->
                    refused(
                        "input %s ('%s') is computed at run time, a cell needs a constant;"
                            + " fold the graph's constants first, or run the file on ONNX Runtime",
                        called, v.name()));
    if (tensor instanceof Tensor.Floats floats) {
      return floats;
    }
    throw refused(
        "input %s ('%s') must hold 32-bit floats, holds %s; convert it first",
        called, v.name(), tensor.type());
  }

  /** What messages call it. */
  public String who() {
    return "node '%s' (%s)".formatted(name, op);
  }

  /** What to throw where it says something that cannot be meant. */
  IllegalArgumentException refused(String format, Object... args) {
    return new IllegalArgumentException(who() + ": " + String.format(Locale.ROOT, format, args));
  }
}
