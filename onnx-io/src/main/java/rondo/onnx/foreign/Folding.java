package rondo.onnx.foreign;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
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
import rondo.onnx.operator.Operators;

/**
 * Makes a graph plain: what is the same whatever the inputs are becomes constants, calls of local
 * functions become what they call, an If that is decided becomes its branch, and what hands on or
 * leads nowhere is left out. What stays keeps its names.
 */
final class Folding {
  private static final int DEEPEST = 100; // calls within calls
  private static final int MOST = 1 << 16; // nodes and values of calls written out
  private static final OpId IDENTITY = OpId.onnx("Identity");
  private static final OpId CONSTANT = OpId.onnx("Constant");
  private static final OpId SPLIT = OpId.onnx("SplitToSequence");
  private static final OpId AT = OpId.onnx("SequenceAt");
  private static final OpId GATHER = OpId.onnx("Gather");
  private static final OpId IF = OpId.onnx("If");

  /** A graph, and what became of the nodes that it has no more. */
  record Plain(Graph graph, List<Gone> gone) {
    Plain {
      gone = List.copyOf(gone);
    }

    /** The same with the branch of a node that a condition takes. */
    Plain decided(Node node, Tensor condition) {
      Plain more = Folding.of(Ports.decided(graph, node, condition), op -> true);
      List<Gone> all = new ArrayList<>(gone);
      all.addAll(more.gone);
      return new Plain(more.graph, all);
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
  private final Constants constants;
  private final Map<Graph, List<Node>> alive = new HashMap<>(); // of the bodies written out
  private final List<Rebuilding.Kept> kept = new ArrayList<>();
  private final List<Gone> gone = new ArrayList<>();
  private final Map<String, Node> splits = new HashMap<>(); // sequences, and what makes them
  private final Deque<String> inside = new ArrayDeque<>(); // calls and branches, the inmost first
  private int seen;

  private Folding(Graph graph, Predicate<OpId> owned) {
    this.graph = graph;
    this.owned = owned;
    this.opset = graph.opsets().getOrDefault("", 1);
    this.constants = new Constants(graph);
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
    Scope scope = Scope.whole(taken);
    Set<Node> leading = new HashSet<>(Alive.of(graph, graph.outputs()).nodes());
    graph.nodes().stream().filter(n -> !leading.contains(n)).forEach(n -> gone(n, Fate.UNUSED));
    walk(graph.nodes().stream().filter(leading::contains).toList(), scope);
    Rebuilding rebuilding = new Rebuilding(graph, scope, constants.all());
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
      throw refused(
          node, "written out, its calls are more than %d nodes; export them as loops", MOST);
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
      count(node, inside.isEmpty() ? 0 : 1);
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
    } else if (slice(node).isPresent()) {
      keep(slice(node).orElseThrow(), scope);
    } else if (Operators.know(node.op()) && constants.hold(node.inputs())) {
      become(node, constants.compute(node), scope);
    } else {
      keep(node, scope);
    }
  }

  private void keep(Node node, Scope scope) {
    List<Value> out = node.outputs().stream().map(scope::give).toList();
    Node there = Node.of(node.name(), node.op(), node.inputs(), out, node.attributes());
    kept.add(new Rebuilding.Kept(there, scope));
    if (node.op().equals(SPLIT)) {
      splits.put(there.output(0).name(), there);
    }
  }

  /** What a node takes of a sequence of slices along an axis, taken from what was split. */
  private Optional<Node> slice(Node node) {
    if (!node.op().equals(AT) || !constants.hold(List.of(node.input(1)))) {
      return Optional.empty();
    }
    return Optional.ofNullable(splits.get(node.input(0).name()))
        .filter(w -> w.input(1).none() && flat(w))
        .map(
            whole -> {
              Map<String, Attr> axis = new HashMap<>(whole.attributes());
              axis.remove("keepdims");
              List<Value> read = List.of(whole.input(0), node.input(1));
              return Node.of(node.name(), GATHER, read, node.outputs(), axis);
            });
  }

  private static boolean flat(Node split) {
    return split.attribute("keepdims", Attr.Int.class).filter(k -> k.value() == 0).isPresent();
  }

  /** Which way a condition goes that is the same whatever the inputs are. */
  private Optional<Boolean> decided(Node node) {
    return constants
        .of(node.input(0))
        .filter(t -> t instanceof Tensor.Ints i && i.data().length == 1)
        .map(t -> ((Tensor.Ints) t).data()[0] != 0);
  }

  private void become(Node node, List<Tensor> results, Scope scope) {
    for (int i = 0; i < node.outputs().size(); i++) {
      if (!node.output(i).none()) {
        if (i >= results.size()) {
          throw refused(node, "it has %d outputs, not %d", results.size(), node.outputs().size());
        }
        constants.add(scope.give(node.output(i)), results.get(i));
      }
    }
    gone(node, Fate.FOLDED);
  }

  // calls and branches

  /** The names of a function's body, of which the inputs are what the call gives. */
  private Scope called(Node node, Graph function, Scope scope) {
    int version = function.opsets().getOrDefault("", opset);
    if (version != opset && function.nodes().stream().anyMatch(n -> n.op().domain().isEmpty())) {
      throw refused(
          node,
          "the function is written in version %d of the operators, the model in %d;"
              + " inline the function when exporting",
          version,
          opset);
    }
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
    count(node, body.inputs().size() + body.constants().size() + outputs.size());
    body.constants().forEach((k, t) -> constants.add(inner.give(new Value(k)), t));
    List<Node> nodes = alive.computeIfAbsent(body, b -> Alive.of(b, b.outputs()).nodes());
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
