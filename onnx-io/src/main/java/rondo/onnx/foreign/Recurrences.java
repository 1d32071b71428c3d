package rondo.onnx.foreign;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rondo.core.CellType;
import rondo.core.Importer.Fate;
import rondo.core.ModelFormatException;
import rondo.core.PluginException;
import rondo.core.Recurrence;
import rondo.core.Weights;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.Node;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.engine.layer.Recurrent;
import rondo.engine.model.FreshWeights;
import rondo.onnx.foreign.RecurrentStep.Ordered;
import rondo.onnx.operator.Room;
import rondo.onnx.operator.Size;

/** Recurrent nodes as cells: whoever owns the operator reads it, and its wires are found. */
final class Recurrences {
  private static final long ROOM = 1 << 26; // floats of parameters whose values come later

  private final Reading reading;
  private final Room room = new Room(ROOM);
  private final Map<List<Object>, Named> cells = new HashMap<>();

  /** Cells and where their parameters stand. */
  private record Named(String path, Recurrence recurrence) {}

  Recurrences(Reading reading) {
    this.reading = reading;
  }

  void read(Node node, CellType type) {
    List<Object> words = words(node);
    Named known = cells.get(words);
    String path = known == null ? "layer" + cells.size() : known.path();
    CellType.Found found = found(node, type, path, known == null);
    Recurrence recurrence = known == null ? found.recurrence() : known.recurrence();
    cells.putIfAbsent(words, new Named(path, recurrence));
    String who = node.who();
    View x = sequence(found, who);
    int first = found.batchFirst() ? 1 : 0;
    Atom time = x.axes().get(first).get(0);
    Atom batch = x.axes().get(1 - first).get(0);
    reading.unknowns().roles(time.size(), batch.size());

    Recurrent layer = new Recurrent(recurrence);
    reading.unknowns().unify(x.size(2), Size.of(layer.ports().in()), who + ": the width of X");
    List<Atom> order = new ArrayList<>(List.of(time, batch));
    order.addAll(x.axes().get(2));
    Starts starts = new Starts(reading, node, found, batch.size());
    Optional<Ordered> lengths = lengths(node, found.in().lengths(), time.size(), batch.size());
    Slot y = reading.slot(ElementType.FLOAT, true);
    List<Slot> ends = new ArrayList<>();
    found.out().state().forEach(v -> ends.add(reading.slot(ElementType.FLOAT, true)));
    reading.step(
        new RecurrentStep(
            node.name(), path, layer, new Ordered(x, order), lengths, starts.all(), y, ends));
    know(found, y, ends, time.size(), batch.size());
    reading.note(node, Fate.CELL, text(found, layer, path));
  }

  private static String text(CellType.Found found, Recurrent layer, String path) {
    Recurrence r = found.recurrence();
    String cell = r.cells().get(0).type().name();
    int width = layer.ports().out() / r.cells().size();
    return "%s cell%s, %s, %d to %d, as '%s'"
        .formatted(
            cell,
            r.cells().size() == 2 ? "s" : "",
            r.direction().word(),
            layer.ports().in(),
            width,
            path);
  }

  // what the cell type reads

  /** Nodes that say the same of the same constants are the same cells, so they learn as one. */
  private List<Object> words(Node node) {
    List<Object> words = new ArrayList<>(List.of(node.op(), node.attributes()));
    for (Value v : node.inputs()) {
      boolean constant = !v.none() && reading.meaning(v) instanceof Meaning.Known;
      words.add(constant ? v : Value.NONE);
    }
    return words;
  }

  private CellType.Found found(Node node, CellType type, String path, boolean fresh) {
    Weights weights = fresh ? reading.weights().in(path) : new FreshWeights(0);
    try {
      return type.read(node, constants(node), weights);
    } catch (PluginException | ModelFormatException e) {
      throw e;
    } catch (RuntimeException e) { // of a stranger's, too
      String why = String.valueOf(e.getMessage());
      throw new ModelFormatException(why.contains(node.name()) ? why : node.who() + ": " + why, e);
    }
  }

  /** The node's constants; those whose values come with the model's parameters are zeros here. */
  private Graph constants(Node node) {
    Graph graph = new Graph();
    for (Value v : node.inputs()) {
      if (!v.none()
          && graph.tensor(v).isEmpty()
          && reading.meaning(v) instanceof Meaning.Known known) {
        graph.constant(
            v.name(),
            known
                .tensor()
                .orElseGet(() -> new Tensor.Floats(known.dims(), room.floats(known.dims()))));
        if (known.type() == ElementType.FLOAT) {
          reading.parameter(v);
        }
      }
    }
    return graph;
  }

  // the sequence

  private View sequence(CellType.Found found, String who) {
    Value v = found.in().sequence();
    if (reading.meaning(v) instanceof Meaning.Missing m) {
      throw new ModelFormatException(m.why());
    }
    View x =
        reading
            .view(v)
            .filter(View::floats)
            .orElseThrow(() -> new ModelFormatException(who + ": X must be 32-bit floats"));
    if (x.rank() != 3) {
      throw new ModelFormatException(
          "%s: X must have three axes, has %d: %s".formatted(who, x.rank(), x.sizes()));
    }
    int first = found.batchFirst() ? 1 : 0;
    View whole = single(single(x, first), 1 - first);
    free(whole.axes().get(first).get(0), "time");
    free(whole.axes().get(1 - first).get(0), "batch");
    return whole;
  }

  /** With one atom as an axis; where several make it up, in a slot of its own. */
  private View single(View x, int axis) {
    if (x.axes().get(axis).isEmpty()) {
      return x.withAtom(axis);
    }
    if (x.axes().get(axis).size() == 1) {
      return x;
    }
    Slot slot = reading.slot(ElementType.FLOAT, x.slot().learns());
    List<List<Atom>> axes = new ArrayList<>();
    x.sizes().forEach(s -> axes.add(List.of(Atom.of(s))));
    reading.step(new CopyStep(x, slot));
    return View.plain(slot, axes);
  }

  /** What a recurrence reads as its time or batch was a number only because of the example. */
  private void free(Atom atom, String role) {
    if (atom.size().known() && atom.port().isPresent()) {
      String place = atom.port().get();
      boolean taken = reading.unknowns().examples().containsKey(role) || reading.names(role);
      reading.unknowns().free(place, taken ? role + " of " + place : role, atom.size().number());
    }
  }

  // lengths

  private Optional<Ordered> lengths(Node node, Value v, Size time, Size batch) {
    if (v.none()) {
      return Optional.empty();
    }
    Optional<Tensor> constant = reading.constant(v);
    if (constant.isPresent()) {
      whole(node, constant.get(), time);
      return Optional.empty();
    }
    View view =
        reading
            .view(v)
            .orElseThrow(
                () -> new ModelFormatException(node.who() + ": its lengths cannot be computed"));
    if (view.rank() != 1) {
      throw new ModelFormatException(
          "%s: lengths must have one axis, have %s".formatted(node.who(), view.sizes()));
    }
    View one = view.axes().get(0).size() == 1 ? view : view.withAtom(0);
    same(one.axes().get(0).get(0), batch, node.who() + ": the number of lengths");
    return Optional.of(new Ordered(one, one.axes().get(0)));
  }

  /** Lengths that the file fixes must be those of whole sequences. */
  private void whole(Node node, Tensor lengths, Size time) {
    Optional<Long> example =
        time.known() ? Optional.of(time.number()) : reading.unknowns().example(time);
    boolean all = lengths instanceof Tensor.Ints;
    for (long each : all ? ((Tensor.Ints) lengths).data() : new long[0]) {
      all &= example.filter(e -> e == each).isPresent();
    }
    if (!all) {
      throw new ModelFormatException(
          node.who()
              + ": its lengths are constants of the file; export it with lengths as an input");
    }
  }

  /** A port whose number was the example's batch is as free as the batch is. */
  private void same(Atom atom, Size batch, String who) {
    if (atom.size().known()
        && atom.port().isPresent()
        && batch.unknowns().size() == 1
        && reading.unknowns().example(batch).filter(e -> e == atom.size().number()).isPresent()) {
      reading.unknowns().free(atom.port().get(), batch.unknowns().get(0), atom.size().number());
    }
    reading.unknowns().unify(atom.size(), batch, who);
  }

  // what comes out

  private void know(CellType.Found found, Slot y, List<Slot> ends, Size time, Size batch) {
    Recurrence r = found.recurrence();
    int directions = r.cells().size();
    List<Integer> widths = r.cells().get(0).ports().state();
    Atom t = Atom.of(time);
    Atom b = Atom.of(batch);
    List<Atom> d = directions == 2 ? List.of(Atom.of(Size.of(2))) : List.of();
    List<Atom> h = atom(r.cells().get(0).ports().out());
    List<Atom> base = joined(List.of(t, b), d, h);
    seen(
        found.out().sequence(),
        new View(
            y,
            base,
            found.batchFirst()
                ? List.of(List.of(b), List.of(t), d, h)
                : List.of(List.of(t), d, List.of(b), h)));
    for (int i = 0; i < ends.size(); i++) {
      Atom rows = Atom.of(batch);
      List<Atom> dir = directions == 2 ? List.of(Atom.of(Size.of(2))) : List.of();
      List<Atom> width = atom(widths.get(i));
      seen(
          found.out().state().get(i),
          new View(
              ends.get(i),
              joined(dir, List.of(rows), width),
              found.batchFirst()
                  ? List.of(List.of(rows), dir, width)
                  : List.of(dir, List.of(rows), width)));
    }
  }

  private static List<Atom> atom(int size) {
    return size == 1 ? List.of() : List.of(Atom.of(Size.of(size)));
  }

  @SafeVarargs
  private static List<Atom> joined(List<Atom>... parts) {
    List<Atom> all = new ArrayList<>();
    for (List<Atom> each : parts) {
      all.addAll(each);
    }
    return all;
  }

  private void seen(Value v, View view) {
    reading.know(v.name(), new Meaning.Seen(view));
  }
}
