package rondo.onnx.foreign;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import rondo.core.ModelFormatException;
import rondo.core.graph.Attr;
import rondo.core.graph.Graph;
import rondo.core.graph.Node;
import rondo.core.graph.OpId;
import rondo.core.graph.Port;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.onnx.Alive;

/**
 * Makes a graph plain: what is the same whatever the inputs are becomes constants, calls of local
 * functions become what they call, an If that is decided becomes its branch, and what hands on or
 * leads nowhere is left out. What stays keeps its names.
 */
final class Folding {
  private static final long LEAST_ROOM = 16 << 20; // values
  private static final int DEEPEST = 100; // calls within calls
  private static final int MOST = 1 << 18; // nodes and constants, calls written out
  private static final OpId IDENTITY = OpId.onnx("Identity");
  private static final OpId CONSTANT = OpId.onnx("Constant");
  private static final OpId IF = OpId.onnx("If");

  /** A graph, and what became of the nodes that it has no more. */
  record Plain(Graph graph, List<Gone> gone) {
    Plain {
      gone = List.copyOf(gone);
    }
  }

  /** A node that is there no more; within a function, its name begins with the call's. */
  record Gone(String node, OpId op, Fate fate) {}

  /** Why a node is there no more. */
  enum Fate {
    FOLDED("a constant"),
    INLINED("written out"),
    PASSED("hands on what it is given"),
    UNUSED("leads to no output");

    private final String words;

    Fate(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  private final Graph graph;
  private final Predicate<OpId> owned;
  private final int opset;
  private final Room room;
  private final Map<String, Tensor> constants = new LinkedHashMap<>();
  private final List<Rebuilding.Kept> kept = new ArrayList<>();
  private final List<Gone> gone = new ArrayList<>();
  private final Deque<String> inside = new ArrayDeque<>(); // calls and branches, the inmost first
  private int seen;

  private Folding(Graph graph, Predicate<OpId> owned) {
    this.graph = graph;
    this.owned = owned;
    this.opset = graph.opsets().getOrDefault("", 1);
    long held = held(graph);
    for (Graph each : graph.functions().values()) {
      held += held(each);
    }
    this.room = new Room(LEAST_ROOM + 4 * held);
  }

  private static long held(Graph graph) {
    return graph.constants().values().stream().mapToLong(t -> Elements.count(t)).sum();
  }

  /**
   * The same computation in fewer nodes.
   *
   * @param owned which local functions stay calls, since somebody knows what they mean
   */
  static Plain of(Graph graph, Predicate<OpId> owned) {
    return new Folding(graph, owned).fold();
  }

  private Plain fold() {
    Set<String> taken = new HashSet<>(graph.constants().keySet());
    graph.inputs().forEach(p -> taken.add(p.value().name()));
    graph.nodes().forEach(n -> n.outputs().forEach(v -> taken.add(v.name())));
    constants.putAll(graph.constants());
    Scope scope = Scope.whole(taken);
    Set<Node> alive = new HashSet<>(Alive.of(graph, graph.outputs()).nodes());
    graph.nodes().stream().filter(n -> !alive.contains(n)).forEach(n -> gone(n, Fate.UNUSED));
    walk(graph.nodes().stream().filter(alive::contains).toList(), scope);
    Rebuilding rebuilding = new Rebuilding(graph, scope, constants);
    List<Rebuilding.Kept> used = rebuilding.used(kept);
    Set<Rebuilding.Kept> still = new HashSet<>(used);
    kept.stream().filter(k -> !still.contains(k)).forEach(k -> gone(k.node(), Fate.UNUSED));
    return new Plain(rebuilding.graph(used), gone);
  }

  private void gone(Node node, Fate fate) {
    gone.add(new Gone(node.name(), node.op(), fate));
  }

  private void count(Node node, int more) {
    seen += more;
    if (seen > MOST) {
      throw refused(node, "with all calls written out there are more than %d nodes", MOST);
    }
  }

  private static ModelFormatException refused(Node node, String format, Object... args) {
    return new ModelFormatException(
        "node '%s' (%s): %s".formatted(node.name(), node.op(), format.formatted(args)));
  }

  // node after node

  private void walk(List<Node> nodes, Scope scope) {
    for (Node each : nodes) {
      List<Value> in = each.inputs().stream().map(scope::of).toList();
      Map<String, Attr> said = scope.said(each.attributes());
      Node node = Node.of(scope.name(each.name()), each.op(), in, each.outputs(), said);
      count(node, 1);
      visit(node, scope);
    }
  }

  /** A node whose inputs are already called what they will be; its outputs are not. */
  private void visit(Node node, Scope scope) {
    Graph function = graph.functions().get(node.op());
    Optional<Boolean> decided = node.op().equals(IF) ? decided(node) : Optional.empty();
    if (node.op().equals(IDENTITY) && !node.input(0).none()) {
      scope.mean(node.output(0), node.input(0));
      gone(node, Fate.PASSED);
    } else if (function != null && !owned.test(node.op())) {
      inline(node, function, called(node, function, scope), scope);
    } else if (decided.isPresent()) {
      String name = decided.get() ? "then_branch" : "else_branch";
      Graph branch =
          node.attribute(name, Attr.Body.class)
              .orElseThrow(() -> refused(node, "attribute '%s' is missing", name))
              .value();
      inline(node, branch, scope.branch(node.name()), scope);
    } else if (node.op().equals(CONSTANT)) {
      node.attributes().values().stream()
          .flatMap(a -> a.tensor().stream())
          .findFirst()
          .ifPresentOrElse(
              t -> become(node, List.of(t), scope),
              () -> {
                throw refused(node, "it says no value");
              });
    } else if (Operators.know(node.op()) && node.inputs().stream().allMatch(this::constant)) {
      become(node, computed(node), scope);
    } else {
      List<Value> out = node.outputs().stream().map(scope::give).toList();
      kept.add(
          new Rebuilding.Kept(
              Node.of(node.name(), node.op(), node.inputs(), out, node.attributes()), scope));
    }
  }

  private boolean constant(Value v) {
    return v.none() || constants.containsKey(v.name());
  }

  /** Which way a condition goes that is the same whatever the inputs are. */
  private Optional<Boolean> decided(Node node) {
    return constants.get(node.input(0).name()) instanceof Tensor.Ints t && t.data().length == 1
        ? Optional.of(t.data()[0] != 0)
        : Optional.empty();
  }

  private void become(Node node, List<Tensor> results, Scope scope) {
    for (int i = 0; i < node.outputs().size(); i++) {
      if (!node.output(i).none()) {
        if (i >= results.size()) {
          throw refused(node, "it has %d outputs, not %d", results.size(), node.outputs().size());
        }
        constants.put(scope.give(node.output(i)).name(), results.get(i));
      }
    }
    gone(node, Fate.FOLDED);
  }

  private List<Tensor> computed(Node node) {
    try {
      NodeWords words =
          new NodeWords(node, opset, v -> Optional.ofNullable(constants.get(v.name())));
      Operators.Applied applied = Operators.of(words).orElseThrow();
      List<Tensor> operands =
          applied.operands().stream().map(v -> words.constants().apply(v).orElseThrow()).toList();
      return applied.operator().compute(operands, room).results();
    } catch (IllegalArgumentException | ModelFormatException e) {
      String said = String.valueOf(e.getMessage());
      throw said.startsWith("node '")
          ? new ModelFormatException(said, e)
          : new ModelFormatException(
              "node '%s' (%s): %s".formatted(node.name(), node.op(), said), e);
    }
  }

  // calls and branches

  /** The names of a function's body, of which the inputs are what the call gives. */
  private static Scope called(Node node, Graph function, Scope scope) {
    List<Port> inputs = function.inputs();
    if (node.inputs().size() > inputs.size()) {
      throw refused(node, "it has %d inputs, not %d", inputs.size(), node.inputs().size());
    }
    if (node.attributes().values().stream().anyMatch(a -> a instanceof Attr.Body)) {
      throw refused(node, "a function is given a graph; inline the function when exporting");
    }
    Scope inner = scope.call(node.name(), node.attributes());
    for (int i = 0; i < inputs.size(); i++) {
      inner.mean(inputs.get(i).value(), node.input(i));
    }
    return inner;
  }

  private void inline(Node node, Graph body, Scope inner, Scope scope) {
    String name = node.op().toString();
    boolean again = !node.op().equals(IF) && inside.contains(name);
    if (again || inside.size() >= DEEPEST) {
      throw refused(
          node,
          again
              ? "function '%s' calls itself; export it as a Loop or inlined"
              : "'%s' stands more than " + DEEPEST + " calls deep; inline functions when exporting",
          name);
    }
    List<Port> outputs = body.outputs();
    if (node.outputs().size() > outputs.size()) {
      throw refused(node, "it has %d outputs, not %d", outputs.size(), node.outputs().size());
    }
    count(node, body.constants().size());
    body.constants().forEach((k, t) -> constants.put(inner.give(new Value(k)).name(), t));
    List<Node> nodes = Alive.of(body, outputs.subList(0, node.outputs().size())).nodes();
    Set<Value> open = new HashSet<>();
    nodes.forEach(n -> open.addAll(n.outputs()));
    for (int i = 0; i < node.outputs().size(); i++) {
      if (!node.output(i).none() && open.remove(outputs.get(i).value())) {
        inner.mean(outputs.get(i).value(), scope.give(node.output(i)));
      }
    }
    gone(node, Fate.INLINED);
    inside.push(name);
    walk(nodes, inner);
    inside.pop();
    for (int i = 0; i < node.outputs().size(); i++) {
      if (!node.output(i).none()) {
        scope.mean(node.output(i), inner.of(outputs.get(i).value()));
      }
    }
  }
}
