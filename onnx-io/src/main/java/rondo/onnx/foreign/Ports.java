package rondo.onnx.foreign;

import java.util.Map;
import java.util.function.Predicate;
import rondo.core.graph.Graph;
import rondo.core.graph.Port;
import rondo.core.graph.Tensor;

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
