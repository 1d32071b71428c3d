package rondo.onnx.foreign;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rondo.core.graph.Attr;
import rondo.core.graph.Value;

/**
 * What the names of a level of a graph are called in the graph that it is made part of: those of a
 * function's body are its own at each call, those of a branch's see the ones around it.
 */
final class Scope {
  private static final int LONGEST = 200;

  private final List<Scope> around; // none or one
  private final String prefix;
  private final Taken taken;
  private final Map<String, Attr> attributes; // what a function's caller says
  private final Map<String, Value> names = new HashMap<>();

  /** The names of all levels. */
  private static final class Taken {
    final Set<String> names;
    int again; // never counted back, so that a search for a free name is short

    Taken(Set<String> names) {
      this.names = new HashSet<>(names);
    }

    String free(String wanted) {
      String name = cut(wanted);
      while (!names.add(name)) {
        name = cut(wanted) + "~" + ++again;
      }
      return name;
    }
  }

  /** Names within names within names are no longer than is of use. */
  private static String cut(String name) {
    return name.length() > LONGEST ? name.substring(0, LONGEST) : name;
  }

  private Scope(List<Scope> around, String prefix, Taken taken, Map<String, Attr> said) {
    this.around = around;
    this.prefix = prefix;
    this.taken = taken;
    this.attributes = said;
  }

  /** The outermost, in which all names stay. */
  static Scope whole(Set<String> taken) {
    return new Scope(List.of(), "", new Taken(taken), Map.of());
  }

  /** The body of a function at one of its calls. */
  Scope call(String node, Map<String, Attr> said) {
    return new Scope(List.of(), cut(node) + "/", taken, said);
  }

  /** A branch that becomes part of what is around its node. */
  Scope branch(String node) {
    return new Scope(List.of(this), cut(node) + "/", taken, attributes);
  }

  /** A body that stays one. */
  Scope body() {
    return new Scope(List.of(this), prefix, taken, attributes);
  }

  /** A node's name. */
  String name(String node) {
    return prefix.isEmpty() ? node : cut(prefix + node);
  }

  /** What a name that is read is called. */
  Value of(Value v) {
    Value here = names.get(v.name());
    if (here != null || v.none()) {
      return here == null ? Value.NONE : here;
    }
    return around.isEmpty() ? v : around.get(0).of(v);
  }

  /** Lets a name mean a value that is there. */
  void mean(Value v, Value there) {
    names.put(v.name(), there);
  }

  /** What a name that is given here is called: itself, or something that nothing else is. */
  Value give(Value v) {
    if (v.none()) {
      return v;
    }
    Value said = names.get(v.name());
    if (said != null) {
      return said;
    }
    if (around.isEmpty() && prefix.isEmpty()) {
      mean(v, v);
      return v;
    }
    Value free = new Value(taken.free(prefix + cut(v.name())));
    mean(v, free);
    return free;
  }

  /** Attributes with the caller's in the place of references; none where it says none. */
  Map<String, Attr> said(Map<String, Attr> written) {
    Map<String, Attr> all = new HashMap<>();
    written.forEach((name, value) -> said(value).ifPresent(a -> all.put(name, a)));
    return all;
  }

  private Optional<Attr> said(Attr written) {
    return written instanceof Attr.Reference r
        ? Optional.ofNullable(attributes.get(r.attribute()))
        : Optional.of(written);
  }
}
