package rondo.onnx.foreign;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import rondo.core.Demand;
import rondo.core.Demand.Wanted;
import rondo.core.ModelFormatException;
import rondo.core.Schema;
import rondo.core.Settings;
import rondo.core.graph.Port;
import rondo.onnx.foreign.RecurrentStep.Ordered;
import rondo.onnx.operator.Size;

/**
 * What an encoder and a step of a decoder hand to each other and to themselves.
 *
 * @param source what the encoder reads
 * @param tokens of the step: ids, an axis for the batch and perhaps one of a single token
 * @param batch of the step
 * @param time of the step's memories; none where it has no memory
 * @param lengths inputs of the step for the sources' lengths
 * @param scores [batch, outputs] in that order
 */
record PairPorts(
    IdPorts source,
    View tokens,
    Size batch,
    Optional<Size> time,
    List<View> lengths,
    List<Carry> states,
    List<Look> memories,
    Ordered scores) {

  /**
   * What the step is given again as it left it.
   *
   * @param in atoms [batch, width]
   * @param next the same as it leaves; none where it never changes
   * @param start the same from the encoder; none is zeros
   */
  record Carry(Ordered in, Optional<Ordered> next, Optional<Ordered> start, int width) {}

  /** What the step looks at all the time: atoms [time, batch, width]. */
  record Look(Ordered in, Ordered from, int width) {}

  static PairPorts of(Reading encoder, Reading decoder, Demand demand, Settings names) {
    return new Search(encoder, decoder, demand, names).find();
  }

  /** All that the encoder must compute. */
  List<View> encoded() {
    List<View> all = new ArrayList<>();
    states.forEach(s -> s.start.ifPresent(o -> all.add(o.view())));
    memories.forEach(m -> all.add(m.from.view()));
    return all;
  }

  /** All that the step must compute. */
  List<View> stepped() {
    List<View> all = new ArrayList<>(List.of(scores.view()));
    states.forEach(s -> s.next.ifPresent(o -> all.add(o.view())));
    return all;
  }

  private record Search(Reading encoder, Reading decoder, Demand demand, Settings names) {
    PairPorts find() {
      Demand reads =
          new Demand(Schema.NONE, demand.source(), Wanted.WHOLE_SEQUENCE, demand.outputs());
      IdPorts source = Binding.read(encoder, reads, Settings.of(encoderNames()));
      View tokens = tokens();
      Binding.requireWords(decoder, demand, tokens);
      Size batch = batch(tokens);
      Map<String, View> outs = outputs(decoder);
      String scores = scores(outs, batch);
      View before = Binding.unsoftened(decoder, demand, PortNames.of(outs, scores));
      outs.remove(scores);
      Map<String, View> in = floats();
      Map<String, String> next =
          new PortNames(in, outs, names, PairNetworkType.NEXTS, "the step").matched();
      Map<String, View> encoded = outputs(encoder);
      Map<String, String> starts =
          new PortNames(in, encoded, names, PairNetworkType.STARTS, "the encoder").matched();
      List<Carry> states = new ArrayList<>();
      List<Look> memories = new ArrayList<>();
      Optional<Size> time = Optional.empty();
      for (Map.Entry<String, View> each : in.entrySet()) {
        String name = each.getKey();
        String from = starts.getOrDefault(name, "");
        if (from.isEmpty()) {
          throw refused(
              "nothing of the encoder (%s) is known to start '%s' %s; say which by --starts=%s=OUTPUT, or %s=zeros",
              encoded.keySet(), name, each.getValue().sizes(), name, name);
        }
        Optional<View> given =
            from.equals(PortNames.ZEROS)
                ? Optional.empty()
                : Optional.of(PortNames.of(encoded, from));
        int at = given.map(v -> v.sizes().indexOf(source.time())).orElse(-1);
        if (at >= 0 && !next.containsKey(name)) {
          memories.add(look(name, each.getValue(), given.orElseThrow(), at, source.batch(), batch));
          time = Optional.of(each.getValue().size(at));
        } else {
          states.add(
              new Carry(
                  rows(name, each.getValue(), batch),
                  Optional.ofNullable(next.get(name))
                      .map(n -> rows(n, PortNames.of(outs, n), batch)),
                  given.map(v -> rows(from, v, source.batch())),
                  width(name, rows(name, each.getValue(), batch), 1)));
        }
      }
      states.forEach(Search::requireWidth);
      return new PairPorts(
          source,
          tokens,
          batch,
          time,
          lengths(tokens, batch, time.isPresent()),
          states,
          memories,
          scored(scores, before, batch));
    }

    private Map<String, String> encoderNames() {
      return Map.of(
          "input", names.text(PairNetworkType.ENCODER_INPUT),
          "lengths", names.text(PairNetworkType.ENCODER_LENGTHS));
    }

    // the step's inputs

    private View tokens() {
      String named = names.text("input");
      List<Map.Entry<String, View>> found = new ArrayList<>();
      for (Map.Entry<String, View> each : decoder.ports().entrySet()) {
        View v = each.getValue();
        boolean ids = v.slot().type().whole() && (v.rank() == 1 || v.rank() == 2);
        boolean other = each.getKey().toLowerCase(Locale.ROOT).contains("len");
        if (named.isEmpty() ? ids && !other : each.getKey().equals(named) && ids) {
          found.add(each);
        }
      }
      if (found.size() != 1) {
        throw refused(
            "one input of the decoder must be ids of tokens, [batch, 1] or [batch], there are %s; name it by 'input'",
            found.stream().map(Map.Entry::getKey).toList());
      }
      return found.get(0).getValue();
    }

    private Size batch(View tokens) {
      int axis = tokens.rank() == 2 && tokens.size(0).one() ? 1 : 0;
      if (tokens.rank() == 2 && !tokens.size(0).known() && !tokens.size(1).known()) {
        boolean second = decoder.unknowns().batch(tokens.size(1));
        axis = second || decoder.unknowns().time(tokens.size(0)) ? 1 : 0;
      }
      Size batch = tokens.size(axis);
      if (batch.known()) {
        throw refused(
            "the decoder was exported for %s texts at once; export it with a free batch", batch);
      }
      return batch;
    }

    private Map<String, View> floats() {
      Map<String, View> all = new LinkedHashMap<>();
      decoder
          .ports()
          .forEach(
              (name, v) -> {
                if (v.floats() && used(v)) {
                  all.put(name, v);
                }
              });
      return all;
    }

    private boolean used(View port) {
      return decoder.steps().stream()
          .anyMatch(s -> s.reads().stream().anyMatch(v -> v.slot().equals(port.slot())));
    }

    private List<View> lengths(View tokens, Size batch, boolean looks) {
      List<View> all = new ArrayList<>();
      decoder
          .ports()
          .forEach(
              (name, v) -> {
                if (v.floats() || v.slot().equals(tokens.slot()) || !used(v)) {
                  return;
                }
                boolean fits = v.slot().type().whole() && v.sizes().equals(List.of(batch));
                if (!fits || !looks) {
                  throw refused(
                      "the decoder also reads '%s' (%s %s), which nothing gives; export it without: the lengths of the sources hide their padding",
                      name, v.slot().type(), v.sizes());
                }
                all.add(v);
              });
      return all;
    }

    // outputs

    private static Map<String, View> outputs(Reading reading) {
      Map<String, View> all = new LinkedHashMap<>();
      for (Port each : reading.graph().outputs()) {
        Meaning m = reading.meaning(each.value());
        if (m instanceof Meaning.Missing missing) {
          throw new ModelFormatException(missing.why());
        }
        m.shown().filter(View::floats).ifPresent(v -> all.put(each.value().name(), v));
      }
      return all;
    }

    private String scores(Map<String, View> outs, Size batch) {
      String named = names.text("output");
      List<String> found = new ArrayList<>();
      outs.forEach(
          (name, v) -> {
            boolean fits =
                v.rank() >= 2
                    && v.size(v.rank() - 1).equals(Size.of(demand.outputs()))
                    && v.sizes().contains(batch);
            if (fits && (named.isEmpty() || named.equals(name))) {
              found.add(name);
            }
          });
      if (found.size() != 1) {
        throw refused(
            "%s of the decoder's outputs scores %d words; there are %s; %s",
            found.isEmpty() ? "none" : "more than one",
            demand.outputs(),
            outs.entrySet().stream().map(e -> e.getKey() + e.getValue().sizes()).toList(),
            found.isEmpty() ? "has the vocabulary as many entries?" : "name one by 'output'");
      }
      return found.get(0);
    }

    private static void requireWidth(Carry each) {
      List<Ordered> others = new ArrayList<>();
      each.next.ifPresent(others::add);
      each.start.ifPresent(others::add);
      for (Ordered o : others) {
        if (width("a state", o, 1) != each.width) {
          throw refused(
              "a state of %s starts or follows one of %s",
              o.view().sizes(), each.in.view().sizes());
        }
      }
    }

    // orders of atoms

    private Look look(String name, View in, View from, int time, Size given, Size batch) {
      int b = axis(name, from, given);
      if (b == time || in.rank() != from.rank() || !in.size(b).equals(batch)) {
        throw refused("'%s' %s is no memory %s", name, in.sizes(), from.sizes());
      }
      Ordered own = new Ordered(in, order(in, List.of(time, b)));
      Ordered other = new Ordered(from, order(from, List.of(time, b)));
      int width = width(name, own, 2);
      if (width(name, other, 2) != width) {
        throw refused("'%s' %s is no memory %s", name, in.sizes(), from.sizes());
      }
      return new Look(own, other, width);
    }

    private Ordered scored(String name, View v, Size batch) {
      int last = v.rank() - 1;
      int b = axis(name, v, batch);
      List<Atom> order = new ArrayList<>();
      for (int i = 0; i < last; i++) {
        if (i != b) {
          order.addAll(v.axes().get(i)); // of a single token
        }
      }
      order.addAll(v.axes().get(b));
      order.addAll(v.axes().get(last));
      return new Ordered(v, order);
    }

    private Ordered rows(String name, View v, Size batch) {
      return new Ordered(v, order(v, List.of(axis(name, v, batch))));
    }

    private int axis(String name, View v, Size batch) {
      int at = v.sizes().indexOf(batch);
      if (at < 0) {
        throw refused("no axis of '%s' %s is the batch, %s", name, v.sizes(), batch);
      }
      return at;
    }

    private static List<Atom> order(View v, List<Integer> first) {
      List<Atom> order = new ArrayList<>();
      first.forEach(i -> order.addAll(v.axes().get(i)));
      for (int i = 0; i < v.rank(); i++) {
        if (!first.contains(i)) {
          order.addAll(v.axes().get(i));
        }
      }
      return order;
    }

    private static int width(String name, Ordered o, int from) {
      List<Size> rest = o.order().subList(from, o.order().size()).stream().map(Atom::size).toList();
      Size width = Size.product(rest);
      if (!width.known() || width.number() > Integer.MAX_VALUE) {
        throw refused("'%s' %s has no fixed width", name, o.view().sizes());
      }
      return (int) width.number();
    }

    private static ModelFormatException refused(String format, Object... args) {
      return new ModelFormatException(
          "the graphs are no translator: " + String.format(Locale.ROOT, format, args));
    }
  }
}
