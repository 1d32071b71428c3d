package rondo.onnx.foreign;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rondo.core.graph.Attr;
import rondo.core.graph.Graph;
import rondo.core.graph.Node;
import rondo.core.graph.OpId;
import rondo.core.graph.Port;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.onnx.Alive;

/** A graph of what stays of another, with all that this one says around its nodes. */
final class Rebuilding {
  /** A node that stays, its names as they will be; those within its bodies are a scope's. */
  record Kept(Node node, Scope scope) {}

  private final Graph from;
  private final Scope scope;
  private final Map<String, Tensor> constants;

  Rebuilding(Graph from, Scope scope, Map<String, Tensor> constants) {
    this.from = from;
    this.scope = scope;
    this.constants = constants;
  }

  /** Those of these nodes that lead to an output. */
  List<Kept> used(List<Kept> kept) {
    Set<Value> read = new HashSet<>();
    from.outputs().forEach(p -> read.add(scope.of(p.value())));
    List<Kept> used = new ArrayList<>();
    for (int i = kept.size() - 1; i >= 0; i--) {
      if (kept.get(i).node().outputs().stream().anyMatch(read::contains)) {
        used.add(kept.get(i));
        read.addAll(read(kept.get(i)));
      }
    }
    Collections.reverse(used);
    return used;
  }

  /** What a node reads, its bodies included. */
  private static Set<Value> read(Kept kept) {
    Set<Value> read = new HashSet<>(kept.node().inputs());
    for (Attr each : kept.node().attributes().values()) {
      if (each instanceof Attr.Body body) {
        Alive.of(body.value(), body.value().outputs())
            .outer()
            .forEach(name -> read.add(kept.scope().of(new Value(name))));
      }
    }
    return read;
  }

  Graph graph(List<Kept> used) {
    Graph out = new Graph();
    from.opsets().forEach(out::opset);
    from.metadata().forEach(out::metadata);
    from.functions().forEach(out::define);
    from.inputs().forEach(p -> input(out, p, p.value()));
    Set<Value> read = new HashSet<>();
    from.outputs().forEach(p -> read.add(scope.of(p.value())));
    used.forEach(k -> read.addAll(read(k)));
    constants.forEach(
        (name, tensor) -> {
          if (read.contains(new Value(name))) {
            out.constant(name, tensor);
          }
        });
    for (Kept each : used) {
      out.add(with(each.node(), bodies(each.node().attributes(), each.scope(), out)));
    }
    for (Port each : from.outputs()) {
      Value there = scope.of(each.value());
      if (!there.equals(each.value())) { // it only hands on
        OpId identity = OpId.onnx("Identity");
        String name = each.value().name();
        out.add(Node.of(name, identity, List.of(there), List.of(each.value()), Map.of()));
      }
      out.output(each);
    }
    return out;
  }

  private static Value input(Graph graph, Port port, Value called) {
    return graph.input(called.name(), port.type(), port.dims().toArray(String[]::new));
  }

  private static Node with(Node node, Map<String, Attr> attributes) {
    return Node.of(node.name(), node.op(), node.inputs(), node.outputs(), attributes);
  }

  /** Attributes whose bodies stand in another graph, and so call things as it does. */
  private static Map<String, Attr> bodies(Map<String, Attr> said, Scope scope, Graph around) {
    Map<String, Attr> all = new HashMap<>();
    said.forEach(
        (name, value) ->
            all.put(
                name,
                value instanceof Attr.Body b
                    ? new Attr.Body(body(b.value(), scope.body(), around.body()))
                    : value));
    return all;
  }

  private static Graph body(Graph from, Scope scope, Graph out) {
    from.inputs().forEach(p -> scope.mean(p.value(), input(out, p, scope.give(p.value()))));
    into(from, scope, out);
    for (Port each : from.outputs()) {
      out.output(new Port(scope.of(each.value()), each.type(), each.dims()));
    }
    return out;
  }

  /** Writes all that a graph computes into another one, under the names of a scope. */
  static void into(Graph from, Scope scope, Graph out) {
    from.constants()
        .forEach(
            (name, t) -> {
              Value v = new Value(name);
              scope.mean(v, out.constant(scope.give(v).name(), t)); // maybe under a longer name
            });
    for (Node each : from.nodes()) {
      out.add(
          Node.of(
              scope.name(each.name()),
              each.op(),
              each.inputs().stream().map(scope::of).toList(),
              each.outputs().stream().map(scope::give).toList(),
              bodies(scope.said(each.attributes()), scope, out)));
    }
  }
}
