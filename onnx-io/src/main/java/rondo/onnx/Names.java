package rondo.onnx;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import rondo.core.ModelFormatException;

/** The names that a level of a graph sees while it is read: its own, and those around it. */
final class Names {
  private final List<Names> around; // none or one
  private final Set<String> own = new HashSet<>();

  Names() {
    this.around = List.of();
  }

  private Names(Names around) {
    this.around = List.of(around);
  }

  /** The names of a body that begins here. */
  Names body() {
    return new Names(this);
  }

  private boolean knows(String name) {
    return own.contains(name) || around.stream().anyMatch(n -> n.knows(name));
  }

  /** A name is given once. */
  void declare(String name) {
    if (name.isEmpty()) {
      throw new ModelFormatException("something has no name");
    }
    if (knows(name)) {
      throw new ModelFormatException("the name '%s' is given twice".formatted(name));
    }
    own.add(name);
  }

  /** What is read was given before. */
  void require(String name, String what) {
    if (!knows(name)) {
      throw new ModelFormatException(
          "%s '%s' comes from nowhere: nothing before gives it".formatted(what, name));
    }
  }
}
