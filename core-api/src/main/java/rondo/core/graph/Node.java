package rondo.core.graph;

import java.util.Collections;
import java.util.List;
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
      throw new IllegalArgumentException(
          "node '%s' (%s): attribute '%s' must be %s, is %s"
              .formatted(
                  name, op, attribute, kind.getSimpleName(), found.getClass().getSimpleName()));
    }
    return Optional.of(kind.cast(found));
  }
}
