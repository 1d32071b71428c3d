package rondo.onnx.foreign;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rondo.core.ModelFormatException;
import rondo.core.graph.Graph;
import rondo.core.graph.Node;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.onnx.operator.Elements;
import rondo.onnx.operator.NodeWords;
import rondo.onnx.operator.Operators;
import rondo.onnx.operator.Room;

/** What is the same whatever the inputs of a graph are: its constants, and what is made of them. */
final class Constants {
  private static final long LEAST_ROOM = 16 << 20; // values

  private final Map<String, Tensor> all;
  private final int opset;
  private final Room room;

  /** Those of a graph; what is made of them takes no more memory than suits what it holds. */
  Constants(Graph graph) {
    this.all = new LinkedHashMap<>(graph.constants());
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

  Map<String, Tensor> all() {
    return Collections.unmodifiableMap(all);
  }

  Optional<Tensor> of(Value v) {
    return Optional.ofNullable(all.get(v.name()));
  }

  void add(Value v, Tensor tensor) {
    all.put(v.name(), tensor);
  }

  /** Whether all of these are known, but for those that are left out. */
  boolean hold(List<Value> values) {
    return values.stream().allMatch(v -> v.none() || all.containsKey(v.name()));
  }

  /** The results of a node whose operator and inputs are known. */
  List<Tensor> compute(Node node) {
    try {
      Operators.Applied applied = Operators.of(new NodeWords(node, opset, this::of)).orElseThrow();
      List<Tensor> operands = applied.operands().stream().map(v -> of(v).orElseThrow()).toList();
      return applied.operator().compute(operands, room).results();
    } catch (IllegalArgumentException | ModelFormatException e) {
      String said = String.valueOf(e.getMessage());
      String who = "node '%s' (%s): ".formatted(node.name(), node.op());
      throw new ModelFormatException(said.startsWith("node '") ? said : who + said, e);
    }
  }
}
