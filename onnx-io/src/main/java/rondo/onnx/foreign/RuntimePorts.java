package rondo.onnx.foreign;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import rondo.core.Demand;
import rondo.core.Demand.Wanted;
import rondo.core.ModelFormatException;
import rondo.core.Settings;
import rondo.core.graph.Attr;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.Node;
import rondo.core.graph.Port;
import rondo.core.graph.Value;

/**
 * The ports of a graph that nobody has understood, by what the file says of them.
 *
 * @param ids [batch, time]
 * @param lengths [batch] each
 * @param output what is asked for
 * @param scores the same before a softmax at the end
 */
record RuntimePorts(Port ids, List<Port> lengths, Port output, Value scores) {
  static RuntimePorts of(Graph graph, Demand demand, Settings names) {
    List<Port> ids = new ArrayList<>();
    List<Port> lengths = new ArrayList<>();
    for (Port each : graph.inputs()) {
      String name = each.value().name();
      if (each.type().whole() && each.dims().size() == 2 && fits(names, "input", name)) {
        ids.add(each);
      } else if (each.type().whole()
          && each.dims().size() == 1
          && !each.dims().contains(Port.ANY)
          && fits(names, "lengths", name)) {
        lengths.add(each);
      } else {
        throw refused("it reads '%s' (%s %s), which no task gives", name, each.type(), each.dims());
      }
    }
    if (ids.size() != 1) {
      throw refused(
          "one input of ids, whole numbers of [batch, time], is needed, not %d", ids.size());
    }
    Port output = output(graph, demand, names);
    return new RuntimePorts(ids.get(0), lengths, output, unsoftened(graph, output.value()));
  }

  private static Port output(Graph graph, Demand demand, Settings names) {
    int rank = demand.wanted() == Wanted.EACH_TOKEN ? 3 : 2;
    List<Port> found =
        graph.outputs().stream()
            .filter(p -> p.type() == ElementType.FLOAT && fits(names, "output", p.value().name()))
            .filter(p -> p.dims().size() == rank || p.dims().contains(Port.ANY))
            .toList();
    if (found.size() != 1) {
      throw refused(
          "one output of scores with %d axes is needed, there are %d among %s",
          rank, found.size(), graph.outputs().stream().map(p -> p.value().name()).toList());
    }
    return found.get(0);
  }

  private static boolean fits(Settings names, String option, String name) {
    return names.text(option).isEmpty() || names.text(option).equals(name);
  }

  /** Before a softmax over the labels: a task makes its probabilities itself. */
  private static Value unsoftened(Graph graph, Value scores) {
    for (Node node : graph.nodes()) {
      boolean last = node.attribute("axis", Attr.Int.class).map(a -> a.value() == -1).orElse(true);
      if (node.outputs().contains(scores) && Recognisers.standard(node, "Softmax") && last) {
        return node.input(0);
      }
    }
    return scores;
  }

  private static ModelFormatException refused(String format, Object... args) {
    return new ModelFormatException(
        "the graph is not what the task needs: " + String.format(Locale.ROOT, format, args));
  }
}
