package rondo.onnx.foreign;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rondo.core.ModelFormatException;
import rondo.core.graph.Attr;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.Node;
import rondo.core.graph.OpId;
import rondo.core.graph.Port;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;

/** Constants whose values stand elsewhere, with the other parameters of a model. */
final class Parameters {
  static final OpId OP = new OpId("org.rondonlp", "Parameter");

  private static final String DIMS = "dims";

  private Parameters() {}

  /** The same graph with dimensions in the place of these constants. */
  static Graph taken(Graph graph, Set<String> parameters) {
    Graph without = new Graph();
    graph.opsets().forEach(without::opset);
    graph.functions().forEach(without::define);
    without.opset(OP.domain(), 1);
    graph
        .inputs()
        .forEach(p -> without.input(p.value().name(), p.type(), p.dims().toArray(String[]::new)));
    for (Map.Entry<String, Tensor> each : graph.constants().entrySet()) {
      if (parameters.contains(each.getKey())) {
        List<Long> dims = each.getValue().dims().stream().map(d -> (long) d).toList();
        without.add(
            Node.of(
                each.getKey(),
                OP,
                List.of(),
                List.of(new Value(each.getKey())),
                Map.of(DIMS, new Attr.Ints(dims))));
      } else {
        without.constant(each.getKey(), each.getValue());
      }
    }
    graph.nodes().forEach(without::add);
    graph.outputs().forEach(without::output);
    return without;
  }

  /** The same graph without what stands for parameters. */
  static Graph without(Graph graph) {
    Graph rest = new Graph();
    graph.opsets().forEach(rest::opset);
    graph.functions().forEach(rest::define);
    for (Node each : graph.nodes()) {
      if (each.op().equals(OP)) {
        rest.input(each.output(0).name(), ElementType.FLOAT, Port.ANY);
      }
    }
    graph
        .inputs()
        .forEach(p -> rest.input(p.value().name(), p.type(), p.dims().toArray(String[]::new)));
    graph.constants().forEach(rest::constant);
    graph.nodes().stream().filter(n -> !n.op().equals(OP)).forEach(rest::add);
    return rest;
  }

  /** The names of what stands for parameters. */
  static List<String> names(Graph graph) {
    return graph.nodes().stream()
        .filter(n -> n.op().equals(OP))
        .map(n -> n.output(0).name())
        .toList();
  }

  static List<Integer> dims(Graph graph, String parameter) {
    return graph.nodes().stream()
        .filter(n -> n.op().equals(OP) && n.output(0).name().equals(parameter))
        .findFirst()
        .map(n -> read(n).dims())
        .orElseThrow();
  }

  static Meaning.Known read(Node node) {
    List<Long> dims =
        node.attribute(DIMS, Attr.Ints.class).map(Attr.Ints::values).orElse(List.of());
    if (dims.stream().anyMatch(d -> d < 0 || d > Integer.MAX_VALUE)) {
      throw new ModelFormatException("parameter '%s' cannot be of %s".formatted(node.name(), dims));
    }
    return new Meaning.Known(
        dims.stream().map(Long::intValue).toList(), ElementType.FLOAT, Optional.empty());
  }
}
