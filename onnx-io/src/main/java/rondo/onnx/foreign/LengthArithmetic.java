package rondo.onnx.foreign;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import rondo.core.Importer.Fate;
import rondo.core.graph.Attr;
import rondo.core.graph.ElementType;
import rondo.core.graph.Node;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.onnx.operator.Size;

/**
 * Computes with lengths of axes while they are unknown: what exporters write to say how long
 * something is to be.
 */
final class LengthArithmetic {
  private static final Set<String> PAIRED =
      Set.of("Add", "Div", "Equal", "Gather", "Mul", "Reshape", "Sub");
  private static final float EXACT = 1 << 24; // whole numbers up to here are floats, too

  private final Reading reading;

  LengthArithmetic(Reading reading) {
    this.reading = reading;
  }

  /** Whether a node tells lengths; then they are known. */
  boolean read(Node node) {
    if (!node.op().domain().isEmpty()) {
      return false;
    }
    Optional<Meaning.Lengths> found = found(node);
    found.ifPresent(l -> tell(node, l));
    return found.isPresent();
  }

  private void tell(Node node, Meaning.Lengths l) {
    if (l.sizes().stream().allMatch(Size::known)) {
      long[] data = l.sizes().stream().mapToLong(Size::number).toArray();
      Tensor known = new Operand.Lengths(l.sizes(), l.scalar(), l.type()).tensor(data);
      reading.know(node.output(0).name(), new Meaning.Known(known));
    } else {
      reading.know(node.output(0).name(), l);
    }
    reading.note(node, Fate.FOLDED, "tells how long axes are: " + l.sizes());
  }

  private Optional<Meaning.Lengths> found(Node node) {
    String op = node.op().name();
    if (op.equals("Shape") || op.equals("Size")) {
      return shown(reading.meaning(node.input(0))).map(sizes -> shape(node, sizes));
    }
    if (op.equals("Where")) {
      return chosen(node);
    }
    List<Meaning.Lengths> in = new ArrayList<>();
    boolean some = false;
    for (Value v : node.inputs()) {
      Optional<Meaning.Lengths> each = lengths(v);
      if (each.isEmpty()) {
        return Optional.empty();
      }
      some |= reading.meaning(v) instanceof Meaning.Lengths;
      in.add(each.get());
    }
    return some ? computed(node, op, in) : Optional.empty();
  }

  private static Optional<List<Size>> shown(Meaning meaning) {
    if (meaning instanceof Meaning.Lengths l) {
      return Optional.of(l.scalar() ? List.of() : List.of(Size.of(l.sizes().size())));
    }
    return meaning.shown().map(View::sizes);
  }

  private static Meaning.Lengths shape(Node node, List<Size> sizes) {
    if (node.op().name().equals("Size")) {
      return new Meaning.Lengths(List.of(Size.product(sizes)), true, ElementType.INT64);
    }
    int rank = sizes.size();
    int start = bound(node, "start", 0, rank);
    int end = Math.max(start, bound(node, "end", rank, rank));
    return new Meaning.Lengths(sizes.subList(start, end), false, ElementType.INT64);
  }

  private static int bound(Node node, String name, int fallback, int rank) {
    long said = node.attribute(name, Attr.Int.class).map(Attr.Int::value).orElse((long) fallback);
    return (int) Math.max(0, Math.min(rank, said < 0 ? said + rank : said));
  }

  private Optional<Meaning.Lengths> lengths(Value v) {
    if (v.none()) {
      return Optional.empty();
    }
    if (reading.meaning(v) instanceof Meaning.Lengths l) {
      return Optional.of(l);
    }
    return reading
        .constant(v)
        .filter(t -> t.dims().size() <= 1 && t.type() != ElementType.BOOL)
        .flatMap(LengthArithmetic::known);
  }

  /** Whole numbers as lengths; nothing where they are none. */
  static Optional<Meaning.Lengths> known(Tensor t) {
    List<Size> sizes = new ArrayList<>();
    if (t instanceof Tensor.Ints ints) {
      for (long each : ints.data()) {
        sizes.add(Size.of(each));
      }
    } else if (t instanceof Tensor.Floats floats) { // in which older exporters cut shapes
      for (float each : floats.data()) {
        if (each != Math.rint(each) || Math.abs(each) > EXACT) {
          return Optional.empty();
        }
        sizes.add(Size.of((long) each));
      }
    } else {
      return Optional.empty();
    }
    return Optional.of(new Meaning.Lengths(sizes, t.dims().isEmpty(), t.type()));
  }

  /** Of two lists of lengths each where a condition that is known says so. */
  private Optional<Meaning.Lengths> chosen(Node node) {
    Optional<Tensor> which = reading.constant(node.input(0));
    Optional<Meaning.Lengths> yes = lengths(node.input(1));
    Optional<Meaning.Lengths> no = lengths(node.input(2));
    if (!(which.orElse(null) instanceof Tensor.Ints w) || yes.isEmpty() || no.isEmpty()) {
      return Optional.empty();
    }
    Iterator<Long> each = Arrays.stream(w.data()).iterator();
    int count = w.data().length;
    return count == yes.get().sizes().size() && count == no.get().sizes().size()
        ? paired(yes.get(), no.get(), (x, y) -> Optional.of(each.next() != 0 ? x : y))
        : Optional.empty();
  }

  private Optional<Meaning.Lengths> computed(Node node, String op, List<Meaning.Lengths> in) {
    if (in.size() < 2 && PAIRED.contains(op)) {
      return Optional.empty();
    }
    Meaning.Lengths a = in.get(0);
    return switch (op) {
      case "Identity" -> Optional.of(a);
      case "Cast" -> cast(node, a);
      case "Unsqueeze" -> a.scalar() ? Optional.of(of(a, a.sizes(), false)) : Optional.empty();
      case "Squeeze" ->
          a.sizes().size() == 1 ? Optional.of(of(a, a.sizes(), true)) : Optional.empty();
      case "Reshape" -> reshaped(a, in.get(1));
      case "Concat" ->
          in.stream().anyMatch(Meaning.Lengths::scalar)
              ? Optional.empty()
              : Optional.of(of(a, in.stream().flatMap(l -> l.sizes().stream()).toList(), false));
      case "Gather" -> gathered(a, in.get(1));
      case "Slice" -> sliced(node, in);
      case "Mul" -> paired(a, in.get(1), (x, y) -> Optional.of(x.times(y)));
      case "Div" -> paired(a, in.get(1), Size::over);
      case "Equal" ->
          paired(a, in.get(1), (x, y) -> x.same(y).map(s -> Size.of(s ? 1 : 0)))
              .map(l -> new Meaning.Lengths(l.sizes(), l.scalar(), ElementType.BOOL));
      case "ReduceProd" -> product(node, a);
      case "Add", "Sub" -> paired(a, in.get(1), (x, y) -> sum(x, y, op.equals("Add") ? 1 : -1));
      default -> Optional.empty();
    };
  }

  private static Meaning.Lengths of(Meaning.Lengths like, List<Size> sizes, boolean scalar) {
    return new Meaning.Lengths(sizes, scalar, like.type());
  }

  private static Optional<Meaning.Lengths> cast(Node node, Meaning.Lengths a) {
    return node.attribute("to", Attr.Int.class)
        .flatMap(t -> ElementType.of((int) t.value()))
        .filter(t -> t == ElementType.INT64 || t == ElementType.INT32 || t == ElementType.FLOAT)
        .map(t -> new Meaning.Lengths(a.sizes(), a.scalar(), t));
  }

  private static Optional<Meaning.Lengths> product(Node node, Meaning.Lengths a) {
    boolean kept = node.attribute("keepdims", Attr.Int.class).map(Attr.Int::value).orElse(1L) != 0;
    return a.scalar() || a.sizes().isEmpty()
        ? Optional.empty()
        : Optional.of(of(a, List.of(Size.product(a.sizes())), !kept));
  }

  private static Optional<Meaning.Lengths> reshaped(Meaning.Lengths a, Meaning.Lengths target) {
    int rank = target.scalar() ? -1 : target.sizes().size();
    if (rank == 1 || rank == 0 && a.sizes().size() == 1) {
      return Optional.of(of(a, a.sizes(), rank == 0));
    }
    return Optional.empty();
  }

  private static Optional<Meaning.Lengths> gathered(Meaning.Lengths a, Meaning.Lengths index) {
    List<Size> found = new ArrayList<>();
    for (Size each : index.sizes()) {
      int n = a.sizes().size();
      long i = each.number() < 0 ? each.number() + n : each.number();
      if (!each.known() || i < 0 || i >= n || a.scalar()) {
        return Optional.empty();
      }
      found.add(a.sizes().get((int) i));
    }
    return Optional.of(of(a, found, index.scalar()));
  }

  /** By constant bounds along the only axis. */
  private static Optional<Meaning.Lengths> sliced(Node node, List<Meaning.Lengths> in) {
    long[] start = bounds(node, "starts", in, 1, 0);
    long[] end = bounds(node, "ends", in, 2, 0);
    long[] step = bounds(node, "", in, 4, 1);
    if (start.length != 1 || end.length != 1 || step.length != 1 || step[0] != 1) {
      return Optional.empty();
    }
    List<Size> all = in.get(0).sizes();
    int n = all.size();
    int from = (int) Math.max(0, Math.min(n, start[0] < 0 ? start[0] + n : start[0]));
    int to = (int) Math.max(from, Math.min(n, end[0] < 0 ? end[0] + n : end[0]));
    return Optional.of(of(in.get(0), all.subList(from, to), false));
  }

  /** Of an attribute or an input; empty where it is not known. */
  private static long[] bounds(
      Node node, String attribute, List<Meaning.Lengths> in, int input, long fallback) {
    Optional<List<Long>> said = node.attribute(attribute, Attr.Ints.class).map(Attr.Ints::values);
    if (said.isPresent()) {
      return said.get().stream().mapToLong(x -> x).toArray();
    }
    if (in.size() <= input) {
      return new long[] {fallback};
    }
    List<Size> sizes = in.get(input).sizes();
    return sizes.stream().allMatch(Size::known)
        ? sizes.stream().mapToLong(Size::number).toArray()
        : new long[0];
  }

  private interface Pair {
    Optional<Size> of(Size x, Size y);
  }

  private static Optional<Meaning.Lengths> paired(Meaning.Lengths a, Meaning.Lengths b, Pair pair) {
    int n = Math.max(a.sizes().size(), b.sizes().size());
    if (a.sizes().isEmpty() || b.sizes().isEmpty()) {
      return Optional.empty();
    }
    List<Size> all = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      Size x = a.sizes().get(a.sizes().size() == 1 ? 0 : i);
      Size y = b.sizes().get(b.sizes().size() == 1 ? 0 : i % b.sizes().size());
      Optional<Size> each = pair.of(x, y);
      if (each.isEmpty()) {
        return Optional.empty();
      }
      all.add(each.get());
    }
    return Optional.of(of(a, all, a.scalar() && b.scalar()));
  }

  private static Optional<Size> sum(Size x, Size y, int sign) {
    if (x.unknowns().equals(y.unknowns()) || y.number() == 0 || x.number() == 0 && sign > 0) {
      List<String> unknowns = x.number() == 0 ? y.unknowns() : x.unknowns();
      return Optional.of(new Size(Math.addExact(x.number(), sign * y.number()), unknowns));
    }
    return Optional.empty();
  }
}
