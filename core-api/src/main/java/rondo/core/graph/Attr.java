package rondo.core.graph;

import java.util.ArrayList;
import java.util.List;

/** An attribute of a node. */
public sealed interface Attr {
  /** A whole number. */
  record Int(long value) implements Attr {}

  /** Whole numbers. */
  record Ints(List<Long> values) implements Attr {}

  /** A real number. */
  record Real(float value) implements Attr {}

  /** Real numbers. */
  record Reals(List<Float> values) implements Attr {}

  /** A string. */
  record Text(String value) implements Attr {}

  /** Strings. */
  record Texts(List<String> values) implements Attr {}

  /** A tensor. */
  record Constant(Tensor value) implements Attr {}

  /** A graph that sees the names around it, as in Scan, Loop and If. */
  record Body(Graph value) implements Attr {}

  /** Within an operator of one's own: what its user gave an attribute of this name and kind. */
  record Reference(String attribute, Class<? extends Attr> kind) implements Attr {}

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
