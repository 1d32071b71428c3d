package rondo.onnx.foreign;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rondo.core.CellType;
import rondo.core.Importer.Fate;
import rondo.core.Importer.Note;
import rondo.core.ModelFormatException;
import rondo.core.Weights;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.Node;
import rondo.core.graph.OpId;
import rondo.core.graph.Port;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.onnx.operator.Room;
import rondo.onnx.operator.Size;

/**
 * A graph as far as it is understood: what each value means, and the steps that compute them. Nodes
 * come in their order, and each is shown to those who may know it.
 */
final class Reading {
  private static final long ROOM = 1 << 24; // values that constants found on the way may take

  private final Graph graph;
  private final Unknowns unknowns;
  private final Weights weights;
  private final Map<OpId, CellType> cells = new HashMap<>();
  private final Map<String, Meaning> meanings = new HashMap<>();
  private final Map<String, List<Node>> readers = new HashMap<>();
  private final Set<String> zeros = new HashSet<>();
  private final Map<String, Integer> parameters = new HashMap<>(); // how many nodes read them so
  private final Map<String, View> ports = new LinkedHashMap<>();
  private final List<Step> steps = new ArrayList<>();
  private final Map<Node, Note> notes = new LinkedHashMap<>();
  private final Set<Node> merged = new HashSet<>();
  private final Room room = new Room(ROOM);
  private int slots;
  private int fresh;

  /** Inputs of these names are known to be zeros. */
  Reading(
      Graph graph,
      Collection<CellType> cells,
      Weights weights,
      Unknowns unknowns,
      Set<String> zeros) {
    this.graph = graph;
    this.zeros.addAll(zeros);
    this.unknowns = unknowns;
    this.weights = weights;
    cells.forEach(c -> this.cells.put(c.operator(), c));
  }

  /** Reads all nodes. */
  void read() {
    graph.constants().forEach((name, t) -> know(name, new Meaning.Known(t)));
    for (Node node : graph.nodes()) {
      for (Value v : node.inputs()) {
        readers.computeIfAbsent(v.name(), n -> new ArrayList<>()).add(node);
      }
    }
    graph.inputs().forEach(this::port);
    Recognisers known = new Recognisers(this);
    for (Node node : graph.nodes()) {
      if (!merged.contains(node)) {
        known.read(node);
      }
    }
  }

  private void port(Port port) {
    String name = port.value().name();
    if (port.dims().contains(Port.ANY)) {
      know(name, new Meaning.Missing("input '%s' has an unknown number of axes".formatted(name)));
      return;
    }
    List<Atom> atoms = new ArrayList<>();
    for (int i = 0; i < port.dims().size(); i++) {
      Size size = unknowns.port(name, i, port.dims().get(i));
      atoms.add(Atom.port(size, Unknowns.place(name, i)));
    }
    Slot slot = slot(port.type(), !zeros.contains(name)); // a gradient may be asked for
    List<Atom> base = new ArrayList<>(atoms);
    if (atoms.size() > 1 && batchBeforeTime(atoms)) {
      base.set(0, atoms.get(1));
      base.set(1, atoms.get(0));
    }
    View view = new View(slot, base, atoms.stream().map(List::of).toList());
    ports.put(name, view);
    know(name, new Meaning.Seen(view));
  }

  /** Rondo's sequences have the time first; inputs are kept that way, too. */
  private boolean batchBeforeTime(List<Atom> atoms) {
    return unknowns.batch(atoms.get(0).size()) && unknowns.time(atoms.get(1).size());
  }

  /** Whether the file itself calls the length of some axis so. */
  boolean names(String unknown) {
    return graph.inputs().stream().anyMatch(p -> p.dims().contains(unknown));
  }

  // what recognisers ask for

  Unknowns unknowns() {
    return unknowns;
  }

  Weights weights() {
    return weights;
  }

  Room room() {
    return room;
  }

  int opset() {
    return graph.opsets().getOrDefault("", 1);
  }

  Optional<CellType> cell(OpId op) {
    return Optional.ofNullable(cells.get(op));
  }

  Meaning meaning(Value v) {
    Meaning found = meanings.get(v.name());
    if (found == null) {
      throw new ModelFormatException("nothing computes '" + v.name() + "'");
    }
    return found;
  }

  /** What a value means, or that nothing is known of it yet. */
  Meaning known(String name) {
    return meanings.getOrDefault(name, new Meaning.Missing("'" + name + "' is not computed yet"));
  }

  /** The constant that a value is, if it is one whose values are at hand. */
  Optional<Tensor> constant(Value v) {
    if (meanings.get(v.name()) instanceof Meaning.Known k) {
      return k.tensor();
    }
    return Optional.empty();
  }

  boolean zero(Value v) {
    return v.none() || zeros.contains(v.name());
  }

  boolean zeros(String name) {
    return zeros.contains(name);
  }

  void zero(String name) {
    zeros.add(name);
  }

  /** The only node that reads a value, if one does and it is no output. */
  Optional<Node> reader(Value v) {
    List<Node> all = readers.getOrDefault(v.name(), List.of());
    boolean told = graph.outputs().stream().anyMatch(p -> p.value().equals(v));
    return all.size() == 1 && !told ? Optional.of(all.get(0)) : Optional.empty();
  }

  /** Takes a node together with another one, so that it is not read by itself. */
  void merge(Node node) {
    merged.add(node);
  }

  void know(String name, Meaning meaning) {
    if (!name.isEmpty()) {
      meanings.put(name, meaning);
    }
    if (meaning instanceof Meaning.Known k && k.tensor().filter(Zeros::all).isPresent()) {
      zeros.add(name);
    }
  }

  Slot slot(ElementType type, boolean learns) {
    return new Slot(slots++, type, learns && type == ElementType.FLOAT);
  }

  Size fresh(Node node) {
    return unknowns.resolved(Size.of("?" + node.output(0).name() + "#" + fresh++));
  }

  void step(Step step) {
    steps.add(step);
  }

  /** Says that the values of a constant are parameters now. */
  void parameter(Value constant) {
    parameters.merge(constant.name(), 1, Integer::sum);
  }

  void note(Node node, Fate fate, String text) {
    notes.put(node, new Note(node.name(), node.op().toString(), fate, text));
  }

  boolean noted(Node node) {
    return notes.containsKey(node);
  }

  /** A value as what an interpreted operator reads. */
  Optional<Operand> operand(Value v) {
    Meaning m = meaning(v);
    if (m instanceof Meaning.Seen s) {
      return Optional.of(new Operand.Seen(s.view()));
    }
    if (m instanceof Meaning.Lengths l) {
      return Optional.of(new Operand.Lengths(l.sizes(), l.scalar(), l.type()));
    }
    return constant(v).map(Operand.Fixed::new);
  }

  /** A value as a view, held in a slot if it was in none. */
  Optional<View> view(Value v) {
    if (meaning(v) instanceof Meaning.Seen s) {
      return Optional.of(s.view());
    }
    return operand(v).map(this::held);
  }

  private View held(Operand operand) {
    ElementType type = ElementType.INT64;
    List<Size> sizes = List.of();
    if (operand instanceof Operand.Fixed f) {
      type = f.value().type();
      sizes = f.value().dims().stream().map(d -> Size.of((long) d)).toList();
    } else if (operand instanceof Operand.Lengths l) {
      type = l.type();
      sizes = l.scalar() ? List.of() : List.of(Size.of(l.sizes().size()));
    }
    Slot slot = slot(type, false);
    step(new HoldStep(operand, sizes, slot));
    return View.of(slot, sizes);
  }

  // what came of it

  Map<String, View> ports() {
    return ports;
  }

  List<Step> steps() {
    return steps;
  }

  int slots() {
    return slots;
  }

  Map<Node, Note> notes() {
    return notes;
  }

  /** The constants that are read as parameters and as nothing else. */
  Set<String> parameters() {
    Set<String> all = new HashSet<>();
    parameters.forEach(
        (name, uses) -> {
          if (readers.getOrDefault(name, List.of()).size() == uses) {
            all.add(name);
          }
        });
    graph.outputs().forEach(p -> all.remove(p.value().name()));
    return all;
  }

  Graph graph() {
    return graph;
  }
}
