package rondo.onnx;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import rondo.core.graph.Attr;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.Node;
import rondo.core.graph.Port;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;

/**
 * Tells what stands on the wires of a file when others are fed. Only what lies between them is run,
 * so a step that is the body of a loop is run by itself, as one in a file of its own is.
 */
final class Tap {
  private final Graph file;
  private final SortedMap<String, Tensor> fed;
  private final OnnxRuntime runtime;
  private final List<Graph> levels = new ArrayList<>(); // each behind the one that it stands in
  private final Map<String, Node> makers = new HashMap<>(); // by the name of what they make

  /**
   * @param fed values by the names of wires, which need be no inputs of the file
   * @param runtime what runs it
   */
  Tap(Graph file, SortedMap<String, Tensor> fed, OnnxRuntime runtime) {
    this.file = file;
    this.fed = fed;
    this.runtime = runtime;
    add(file);
  }

  private void add(Graph level) {
    levels.add(level);
    for (Node node : level.nodes()) {
      node.outputs().stream().filter(v -> !v.none()).forEach(v -> makers.put(v.name(), node));
      bodies(node).forEach(this::add);
    }
  }

  private static List<Graph> bodies(Node node) {
    return node.attributes().values().stream()
        .filter(a -> a instanceof Attr.Body)
        .map(a -> ((Attr.Body) a).value())
        .toList();
  }

  /** What makes a value. */
  Optional<Node> maker(Value v) {
    return Optional.ofNullable(makers.get(v.name()));
  }

  /** The same for a person to read. */
  String says(Value v) {
    return maker(v)
        .map(node -> "node '%s', %s".formatted(node.name(), node.op()))
        .orElse("'%s', which the file does not have".formatted(v.name()));
  }

  /** What reads labels from a table, for an output. */
  Optional<Node> lookUp(String output) {
    return maker(new Value(output))
        .flatMap(end -> maker(end.input(0)))
        .filter(n -> n.op().name().equals("Gather"));
  }

  /** A constant, at whatever level. */
  Optional<Tensor> constant(Value v) {
    return levels.stream().flatMap(each -> each.tensor(v).stream()).findFirst();
  }

  /** The first value that comes into a scope of nodes from elsewhere and is no constant. */
  Optional<Value> entering(String scope) {
    Set<Value> own = new LinkedHashSet<>();
    for (Graph level : levels) {
      for (Node node : level.nodes()) {
        if (("/" + node.name()).contains("/" + scope + "/")) {
          for (Value in : node.inputs()) {
            if (!in.none() && !own.contains(in) && constant(in).isEmpty()) {
              return Optional.of(in);
            }
          }
          own.addAll(node.outputs());
        }
      }
    }
    return Optional.empty();
  }

  /** The values of some wires; of those that the file has. */
  SortedMap<String, Tensor> values(Collection<Value> wanted, ElementType type) {
    SortedMap<String, Tensor> values = new TreeMap<>();
    Set<Value> asked = new LinkedHashSet<>();
    for (Value each : wanted) {
      Tensor given = fed.get(each.name());
      if (given != null) {
        values.put(each.name(), given);
      } else if (makers.containsKey(each.name())) {
        asked.add(each);
      }
    }
    if (!asked.isEmpty()) {
      Graph part = part(asked, type);
      SortedMap<String, Tensor> inputs = new TreeMap<>();
      part.inputs().forEach(p -> inputs.put(p.value().name(), given(p.value().name())));
      try (OnnxSession run = runtime.open(OnnxFile.write(part))) {
        values.putAll(run.run(inputs));
      }
    }
    return values;
  }

  private Tensor given(String name) {
    Tensor tensor = fed.get(name);
    if (tensor == null) {
      throw new IllegalStateException("nothing gives '%s'".formatted(name));
    }
    return tensor;
  }

  /** What leads from the wires that are fed to others, as a graph of one level. */
  private Graph part(Set<Value> wanted, ElementType type) {
    Set<String> read = new LinkedHashSet<>();
    wanted.forEach(v -> read.add(v.name()));
    Deque<Node> kept = new ArrayDeque<>();
    for (int l = levels.size() - 1; l >= 0; l--) {
      List<Node> nodes = levels.get(l).nodes();
      for (int i = nodes.size() - 1; i >= 0; i--) {
        Node node = nodes.get(i);
        if (node.outputs().stream().anyMatch(v -> read.contains(v.name()) && !fed(v.name()))) {
          kept.addFirst(node);
          node.inputs().stream().filter(v -> !v.none()).forEach(v -> read.add(v.name()));
          bodies(node).forEach(body -> read.addAll(Alive.of(body, body.outputs()).outer()));
        }
      }
    }
    Graph part = new Graph();
    file.opsets().forEach(part::opset);
    file.functions().forEach(part::define);
    Set<String> known = new LinkedHashSet<>();
    kept.forEach(node -> node.outputs().forEach(v -> known.add(v.name())));
    for (String name : read) {
      Optional<Tensor> constant = constant(new Value(name));
      if (!fed(name) && constant.isPresent()) {
        part.constant(name, constant.get());
      } else if (!known.contains(name)) {
        Tensor given = given(name);
        part.input(
            name, given.type(), given.dims().stream().map(String::valueOf).toArray(String[]::new));
      }
    }
    kept.forEach(part::add);
    wanted.forEach(v -> part.output(new Port(v, type, List.of(Port.ANY))));
    return part;
  }

  private boolean fed(String name) {
    return fed.containsKey(name);
  }
}
