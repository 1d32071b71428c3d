package rondo.onnx.foreign;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rondo.core.ModelFormatException;
import rondo.onnx.operator.Size;

/**
 * What is known of unknown lengths: which are the same, which were numbers in the file although a
 * recurrence reads them as its time or batch, and how long those were. Whoever learns something new
 * about a length that others have used already has the graph read again.
 */
final class Unknowns {
  /** Something was learnt that what was read before has not known. */
  static final class Again extends RuntimeException {
    private static final long serialVersionUID = 1;

    Again() {
      super("a length has another meaning than was thought", null, false, false);
    }
  }

  private final Map<String, Size> same = new HashMap<>();
  private final Map<String, String> freed = new LinkedHashMap<>(); // port.axis to unknown
  private final Map<String, Long> examples = new LinkedHashMap<>();
  private final Set<String> times = new LinkedHashSet<>();
  private final Set<String> batches = new LinkedHashSet<>();

  /** A size with all that is known of it. */
  Size resolved(Size size) {
    Size all = Size.of(size.number());
    for (String each : size.unknowns()) {
      Size known = same.get(each);
      all = all.times(known == null ? Size.of(each) : resolved(known));
    }
    return all;
  }

  List<Size> resolved(List<Size> sizes) {
    return sizes.stream().map(this::resolved).toList();
  }

  /** How long an axis of a port is, by what the file says and what was freed. */
  Size port(String port, int axis, String said) {
    String place = place(port, axis);
    String unknown = freed.get(place);
    if (unknown != null) {
      return resolved(Size.of(unknown));
    }
    if (said.matches("\\d{1,9}")) {
      return Size.of(Long.parseLong(said));
    }
    return resolved(Size.of(said.isEmpty() ? "?" + place : said));
  }

  static String place(String port, int axis) {
    return port + "." + axis;
  }

  /** Says that a number at a port was an example's and stands for an unknown. */
  void free(String place, String unknown, long example) {
    if (freed.containsKey(place)) {
      return; // what it stands for is known to be a number after all
    }
    freed.put(place, unknown);
    examples.put(unknown, example);
    throw new Again();
  }

  /** Says that two sizes are one; refused where they cannot be. */
  void unify(Size one, Size other, String who) {
    Size a = resolved(one);
    Size b = resolved(other);
    if (a.equals(b)) {
      return;
    }
    if (single(a) && !b.unknowns().contains(a.unknowns().get(0))) {
      same.put(a.unknowns().get(0), b);
    } else if (single(b) && !a.unknowns().contains(b.unknowns().get(0))) {
      same.put(b.unknowns().get(0), a);
    } else {
      throw new ModelFormatException("%s: %s where %s is needed".formatted(who, one, other));
    }
    throw new Again();
  }

  private static boolean single(Size size) {
    return size.number() == 1 && size.unknowns().size() == 1;
  }

  /** Remembers that a number somewhere in the graph stood for an unknown. */
  void example(Map<String, Long> frozen) {
    examples.putAll(frozen);
  }

  Map<String, Long> examples() {
    return examples;
  }

  /** The axes of ports that the file had numbers for, and what they are now. */
  Map<String, String> freed() {
    return freed;
  }

  // roles

  void roles(Size time, Size batch) {
    boolean news = false;
    if (single(time)) {
      news = times.add(time.unknowns().get(0));
    }
    if (single(batch)) {
      news |= batches.add(batch.unknowns().get(0));
    }
    if (news) {
      throw new Again();
    }
  }

  boolean time(Size size) {
    return is(times, size);
  }

  boolean batch(Size size) {
    return is(batches, size);
  }

  private boolean is(Set<String> role, Size size) {
    return role.stream().anyMatch(each -> resolved(Size.of(each)).equals(size)) && !size.known();
  }

  Optional<Long> example(Size size) {
    return single(size)
        ? Optional.ofNullable(examples.get(size.unknowns().get(0)))
        : Optional.empty();
  }
}
