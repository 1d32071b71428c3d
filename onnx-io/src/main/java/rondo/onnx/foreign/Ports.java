package rondo.onnx.foreign;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import rondo.core.graph.Graph;
import rondo.core.graph.Node;
import rondo.core.graph.Port;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;

/** Graphs with other ports. */
final class Ports {
  private Ports() {}

  /** The same graph with values for some of its inputs, as constants. */
  static Graph given(Graph graph, Map<String, Tensor> values) {
    Graph other = without(graph, values::containsKey);
    values.forEach(other::constant);
    return filled(other, graph, p -> true);
  }

  /** The same graph with one of its outputs. */
  static Graph only(Graph graph, Port output) {
    return filled(without(graph, name -> false), graph, output::equals);
  }

  /** The same graph with a constant that a node reads in the place of what it reads first. */
  static Graph decided(Graph graph, Node node, Tensor condition) {
    Graph other = without(graph, name -> false);
    Set<String> taken = new HashSet<>(graph.constants().keySet());
    graph.inputs().forEach(p -> taken.add(p.value().name()));
    graph.nodes().forEach(n -> n.outputs().forEach(v -> taken.add(v.name())));
    String name = node.input(0).name();
    while (!taken.add(name)) {
      name += "~";
    }
    Value known = other.constant(name, condition);
    graph.constants().forEach(other::constant);
    for (Node each : graph.nodes()) {
      List<Value> in = new ArrayList<>(each.inputs());
      if (each.equals(node)) {
        in.set(0, known);
      }
      other.add(Node.of(each.name(), each.op(), in, each.outputs(), each.attributes()));
    }
    graph.outputs().forEach(other::output);
    return other;
  }

  private static Graph without(Graph graph, Predicate<String> inputs) {
    Graph other = new Graph();
    graph.opsets().forEach(other::opset);
    graph.metadata().forEach(other::metadata);
    graph.functions().forEach(other::define);
    graph.inputs().stream()
        .filter(p -> !inputs.test(p.value().name()))
        .forEach(p -> other.input(p.value().name(), p.type(), p.dims().toArray(String[]::new)));
    return other;
  }

  private static Graph filled(Graph other, Graph graph, Predicate<Port> outputs) {
    graph.constants().forEach(other::constant);
    graph.nodes().forEach(other::add);
    graph.outputs().stream().filter(outputs).forEach(other::output);
    return other;
  }
}
