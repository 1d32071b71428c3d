package rondo.onnx.foreign;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rondo.core.Demand;
import rondo.core.Demand.Wanted;
import rondo.core.ModelFormatException;
import rondo.core.Schema.Kind;
import rondo.core.Settings;
import rondo.core.graph.Attr;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.Node;
import rondo.core.graph.Port;
import rondo.core.graph.Value;
import rondo.onnx.operator.Size;

/**
 * What a task's columns and scores are in a graph.
 *
 * @param ids of words, axes of time and batch in whichever order
 * @param lengths inputs of an axis for the batch
 * @param hidden what the head reads: atoms [time, batch, width], or [batch, width]
 * @param head the linear layer that makes the scores, if one does
 * @param output the port of the scores
 */
record Binding(
    View ids,
    List<View> lengths,
    Size time,
    Size batch,
    View hidden,
    List<Atom> order,
    Optional<LinearStep> head,
    Port output) {

  /** The inputs that a task feeds nothing into: states that a use starts from, which are zeros. */
  static Set<String> zeros(Graph graph) {
    List<String> all =
        graph.inputs().stream()
            .filter(p -> p.type() == ElementType.FLOAT)
            .map(p -> p.value().name())
            .toList();
    return Set.copyOf(all);
  }

  /** What reads texts: the ids, and how long they are. */
  IdPorts read() {
    return new IdPorts(ids, lengths, time, batch);
  }

  /** The ports of a graph that reads texts, found or named. */
  static IdPorts read(Reading reading, Demand demand, Settings names) {
    return new Search(reading, demand, names).read();
  }

  /** Refuses a list of words that is not of the length of what these ids are looked up in. */
  static void requireWords(Reading reading, Demand demand, View ids) {
    new Search(reading, demand, Settings.NONE).requireWords(ids);
  }

  /** What is before a softmax that makes these scores; without one, the scores. */
  static View unsoftened(Reading reading, Demand demand, View scores) {
    return new Search(reading, demand, Settings.NONE).unsoftened(scores);
  }

  /** Finds the ports that fit a demand, or those that are named. */
  static Binding of(Reading reading, Demand demand, Settings names) {
    return new Search(reading, demand, names).find();
  }

  private record Search(Reading reading, Demand demand, Settings names) {
    IdPorts read() {
      Map.Entry<String, View> ids = ids();
      requireWords(ids.getValue());
      boolean timeFirst =
          reading.unknowns().time(ids.getValue().size(0))
              || !reading.unknowns().time(ids.getValue().size(1))
                  && !reading.unknowns().batch(ids.getValue().size(0));
      int first = timeFirst ? 1 : 0;
      Size batch = ids.getValue().size(first);
      Size time = ids.getValue().size(1 - first);
      return new IdPorts(ids.getValue(), lengths(ids.getKey(), batch), time, batch);
    }

    Binding find() {
      IdPorts in = read();
      Size time = in.time();
      Size batch = in.batch();
      Port output = output(time, batch);
      View scores = unsoftened(((Meaning.Seen) reading.meaning(output.value())).view());
      Optional<LinearStep> head = head(scores);
      View hidden = head.map(LinearStep::x).orElse(scores);
      return new Binding(
          in.ids(), in.lengths(), time, batch, hidden, order(hidden, time, batch), head, output);
    }

    // inputs

    private Map.Entry<String, View> ids() {
      String named = names.text("input");
      List<Map.Entry<String, View>> found = new ArrayList<>();
      for (Map.Entry<String, View> each : reading.ports().entrySet()) {
        View v = each.getValue();
        boolean fits = v.slot().type().whole() && v.rank() == 2;
        if (named.isEmpty() ? fits : each.getKey().equals(named)) {
          if (!fits) {
            throw refused("input '%s' holds no ids of [batch, time]", named);
          }
          found.add(each);
        }
      }
      if (found.size() != 1) {
        throw refused(
            "%s input of ids, whole numbers of [batch, time], is needed%s; there are %s",
            found.isEmpty() ? "an" : "one",
            found.size() > 1 ? " (name it by 'input')" : "",
            ports());
      }
      return found.get(0);
    }

    /** A list of words that is not of an embedding's length is another model's. */
    private void requireWords(View ids) {
      for (Step step : reading.steps()) {
        for (Kind each : demand.tokens().columns().values()) {
          if (step instanceof EmbeddingStep s
              && s.ids().slot().equals(ids.slot())
              && each instanceof Kind.Ids known
              && known.size() != s.E().value().rows()) {
            throw refused(
                "it has an embedding of %d ids, and the list of words has %d entries; a line is"
                    + " needed for each id, those of padding and unknown words among them",
                s.E().value().rows(), known.size());
          }
        }
      }
    }

    private String ports() {
      List<String> all = new ArrayList<>();
      for (Port p : reading.graph().inputs()) {
        all.add("'%s' (%s %s)".formatted(p.value().name(), p.type(), p.dims()));
      }
      return all.isEmpty() ? "none" : String.join(", ", all);
    }

    private List<View> lengths(String ids, Size batch) {
      String named = names.text("lengths");
      List<View> found = new ArrayList<>();
      for (Map.Entry<String, View> each : reading.ports().entrySet()) {
        View v = each.getValue();
        boolean fits = v.slot().type().whole() && v.rank() == 1 && v.size(0).equals(batch);
        if (fits && (named.isEmpty() || named.equals(each.getKey()))) {
          found.add(v);
        } else if (named.equals(each.getKey()) && !named.isEmpty()) {
          throw refused("input '%s' holds no lengths: whole numbers of [batch]", named);
        } else if (v.slot().type() != ElementType.FLOAT && !each.getKey().equals(ids) && used(v)) {
          throw refused(
              "it also reads '%s' (%s %s), which no task gives; export it without",
              each.getKey(), v.slot().type(), v.sizes());
        }
      }
      return found;
    }

    private boolean used(View port) {
      return reading.steps().stream()
          .anyMatch(s -> s.reads().stream().anyMatch(v -> v.slot().equals(port.slot())));
    }

    // the output

    private Port output(Size time, Size batch) {
      String named = names.text("output");
      boolean each = demand.wanted() == Wanted.EACH_TOKEN;
      List<Port> found = new ArrayList<>();
      String problem = "";
      List<String> others = new ArrayList<>();
      for (Port port : reading.graph().outputs()) {
        Value v = port.value();
        Meaning m = reading.meaning(v);
        if (m instanceof Meaning.Missing missing) {
          problem = missing.why();
        } else if (m instanceof Meaning.Seen s && (named.isEmpty() || named.equals(v.name()))) {
          if (fits(s.view(), time, batch, each)) {
            found.add(port);
          }
          others.add("'%s' %s".formatted(v.name(), s.view().sizes()));
        }
      }
      if (found.isEmpty() && !problem.isEmpty()) {
        throw new ModelFormatException(problem);
      }
      if (found.size() != 1) {
        throw refused(
            "%s of its outputs scores %d labels for each %s; there are %s%s",
            found.isEmpty() ? "none" : "more than one",
            demand.outputs(),
            each ? "token" : "text",
            others.isEmpty() ? "none" : String.join(", ", others),
            found.isEmpty()
                ? "; has the list of labels as many entries?"
                : "; name one by 'output'");
      }
      return found.get(0);
    }

    private boolean fits(View v, Size time, Size batch, boolean each) {
      if (!v.floats() || v.rank() != (each ? 3 : 2)) {
        return false;
      }
      List<Size> sizes = v.sizes();
      Size last = sizes.get(sizes.size() - 1);
      List<Size> places = sizes.subList(0, sizes.size() - 1);
      boolean there =
          each ? places.contains(time) && places.contains(batch) : places.contains(batch);
      return last.equals(Size.of(demand.outputs())) && there;
    }

    /** Before a softmax at the end: a task makes its probabilities itself. */
    private View unsoftened(View scores) {
      for (Step step : reading.steps()) {
        if (step instanceof InterpretedStep s
            && s.outs().contains(scores.slot())
            && softmax(s.node(), scores.rank())
            && scores.plain()
            && s.operands().get(0).view().isPresent()) {
          return s.operands().get(0).view().get();
        }
      }
      return scores;
    }

    private boolean softmax(Node node, int rank) {
      if (!Recognisers.standard(node, "Softmax") && !Recognisers.standard(node, "LogSoftmax")) {
        return false;
      }
      long fallback = reading.opset() < 13 ? 1 : -1;
      long axis = node.attribute("axis", Attr.Int.class).map(Attr.Int::value).orElse(fallback);
      return axis == -1 || axis == rank - 1;
    }

    /** The linear layer that ends in these scores as they are, if one does. */
    private Optional<LinearStep> head(View scores) {
      for (Step step : reading.steps()) {
        if (step instanceof LinearStep s
            && s.out().equals(scores.slot())
            && s.x().rank() == scores.rank()
            && s.x()
                .sizes()
                .subList(0, scores.rank() - 1)
                .equals(scores.sizes().subList(0, scores.rank() - 1))) {
          return Optional.of(s);
        }
      }
      return Optional.empty();
    }

    private List<Atom> order(View hidden, Size time, Size batch) {
      List<Atom> order = new ArrayList<>();
      int last = hidden.rank() - 1;
      if (demand.wanted() == Wanted.EACH_TOKEN) {
        order.addAll(axis(hidden, time, last));
      }
      order.addAll(axis(hidden, batch, last));
      order.addAll(hidden.axes().get(last));
      return order;
    }

    private static List<Atom> axis(View v, Size size, int last) {
      for (int i = 0; i < last; i++) {
        if (v.size(i).equals(size)) {
          return v.axes().get(i);
        }
      }
      throw new ModelFormatException("no axis of the scores is " + size + " long");
    }

    private static ModelFormatException refused(String format, Object... args) {
      return new ModelFormatException(
          "the graph is not what the task needs: " + String.format(Locale.ROOT, format, args));
    }
  }
}
