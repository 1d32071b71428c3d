package rondo.onnx;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rondo.core.graph.Attr;
import rondo.core.graph.Graph;
import rondo.core.graph.Node;
import rondo.core.graph.Port;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;

/**
 * What of a graph leads to its outputs. A runtime computes dead nodes too, so they are not written.
 *
 * @param nodes in the order of the graph
 * @param constants that are read, or that the graph carries
 * @param outer the names that are read and stand outside: those around a body
 */
public record Alive(List<Node> nodes, Map<String, Tensor> constants, Set<String> outer) {
  /** What leads to these of its outputs. */
  public static Alive of(Graph graph, List<Port> outputs) {
    Set<String> read = new HashSet<>();
    outputs.forEach(p -> read.add(p.value().name()));
    Deque<Node> kept = new ArrayDeque<>();
    List<Node> nodes = graph.nodes();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      if (node.outputs().stream().anyMatch(v -> read.contains(v.name()))) {
        kept.addFirst(node);
        node.inputs().stream().filter(v -> !v.none()).map(Value::name).forEach(read::add);
        for (Attr each : node.attributes().values()) {
          if (each instanceof Attr.Body body) {
            read.addAll(of(body.value(), body.value().outputs()).outer());
          }
        }
      }
    }
    Map<String, Tensor> constants = new LinkedHashMap<>(graph.constants());
    constants.keySet().removeIf(name -> !read.contains(name) && !graph.carries(name));
    read.removeAll(graph.constants().keySet());
    graph.inputs().forEach(p -> read.remove(p.value().name()));
    kept.forEach(n -> n.outputs().forEach(v -> read.remove(v.name())));
    return new Alive(new ArrayList<>(kept), constants, read);
  }
}
