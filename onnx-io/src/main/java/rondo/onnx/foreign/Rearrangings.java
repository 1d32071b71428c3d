package rondo.onnx.foreign;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import rondo.core.Importer.Fate;
import rondo.core.graph.ElementType;
import rondo.core.graph.Node;
import rondo.core.graph.Tensor;
import rondo.onnx.operator.NodeWords;
import rondo.onnx.operator.Size;

/** Nodes that only show the same values under other axes. */
final class Rearrangings {
  private final Reading reading;

  Rearrangings(Reading reading) {
    this.reading = reading;
  }

  boolean read(Node node) {
    if (!node.op().domain().isEmpty()
        || node.inputs().isEmpty()
        || !(reading.meaning(node.input(0)) instanceof Meaning.Seen x)) {
      return false;
    }
    NodeWords words = new NodeWords(node, reading.opset(), reading::constant);
    Optional<View> seen =
        switch (node.op().name()) {
          case "Identity" -> Optional.of(x.view());
          case "Dropout" -> dropout(words, x.view());
          case "Cast" -> cast(words, x.view());
          case "Transpose" -> Optional.of(transposed(words, x.view()));
          case "Squeeze" -> Optional.of(squeezed(words, x.view()));
          case "Unsqueeze" -> unsqueezed(words, x.view());
          case "Flatten" -> Optional.of(flat(words, x.view()));
          case "Reshape" -> reshaped(words, x.view());
          case "Expand" -> expanded(node, x.view());
          default -> Optional.empty();
        };
    seen.ifPresent(
        v -> {
          reading.know(node.output(0).name(), new Meaning.Seen(v));
          if (!reading.noted(node)) {
            reading.note(node, Fate.REARRANGED, "moves axes: " + v.sizes());
          }
        });
    return seen.isPresent();
  }

  /** In use nothing is dropped. */
  private static Optional<View> dropout(NodeWords words, View x) {
    boolean training =
        words
            .constant(2, "training_mode")
            .filter(t -> ((Tensor.Ints) t).data()[0] != 0)
            .isPresent();
    if (training) {
      throw words.refused("it drops values in use, too; export the model in evaluation mode");
    }
    return words.node().output(1).none() ? Optional.of(x) : Optional.empty();
  }

  /** Whole numbers of 32 and 64 bits hold the same ids and lengths. */
  private static Optional<View> cast(NodeWords words, View x) {
    Optional<ElementType> to = ElementType.of((int) words.whole("to", 0));
    ElementType from = x.slot().type();
    boolean ids = wide(from) && to.filter(Rearrangings::wide).isPresent();
    return ids || to.filter(from::equals).isPresent() ? Optional.of(x) : Optional.empty();
  }

  private static boolean wide(ElementType type) {
    return type == ElementType.INT32 || type == ElementType.INT64;
  }

  private static View transposed(NodeWords words, View x) {
    int rank = x.rank();
    long[] reversed = IntStream.range(0, rank).mapToLong(i -> rank - 1 - i).toArray();
    long[] said =
        words
            .only("perm")
            .wholes("perm")
            .map(p -> p.stream().mapToLong(i -> i).toArray())
            .orElse(reversed);
    int[] perm = words.axes(said, rank);
    if (perm.length != rank) {
      throw words.refused("perm %s does not fit %s", Arrays.toString(said), x.sizes());
    }
    return x.transposed(perm);
  }

  /** An axis of unknown length is longer than one, unless it is named and was one. */
  private View squeezed(NodeWords words, View x) {
    List<Integer> gone = new ArrayList<>();
    Optional<long[]> said = words.only("axes").wholes("axes", 1);
    if (said.isPresent()) {
      IntStream.of(words.axes(said.get(), x.rank())).forEach(gone::add);
    } else {
      IntStream.range(0, x.rank()).filter(i -> x.size(i).one()).forEach(gone::add);
    }
    for (int axis : gone) {
      if (x.size(axis).known() && !x.size(axis).one()) {
        throw words.refused("axis %d is %s long and cannot be squeezed", axis, x.size(axis));
      }
      reading.unknowns().unify(x.size(axis), Size.ONE, words.who() + ": the axis to squeeze");
    }
    return x.without(gone);
  }

  private static Optional<View> unsqueezed(NodeWords words, View x) {
    Optional<long[]> said = words.only("axes").wholes("axes", 1);
    if (said.isEmpty()) {
      throw words.refused("it does not say which axes to add");
    }
    int rank = x.rank() + said.get().length;
    List<Integer> added = IntStream.of(words.axes(said.get(), rank)).boxed().toList();
    List<List<Atom>> axes = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < rank; i++) {
      axes.add(added.contains(i) ? List.of() : x.axes().get(from++));
    }
    return Optional.of(x.seen(axes));
  }

  private static View flat(NodeWords words, View x) {
    long said = words.only("axis").whole("axis", 1);
    int at = said == x.rank() ? x.rank() : words.axis(said, Math.max(1, x.rank()));
    return x.seen(
        List.of(
            x.axes().subList(0, at).stream().flatMap(List::stream).toList(),
            x.axes().subList(at, x.rank()).stream().flatMap(List::stream).toList()));
  }

  private Optional<View> reshaped(NodeWords words, View x) {
    Optional<List<Size>> target = target(words.node());
    if (target.isEmpty()) {
      return Optional.empty();
    }
    boolean zeros = words.only("allowzero", "shape").whole("allowzero", 0) == 0;
    List<Optional<Size>> wanted = new ArrayList<>();
    for (int i = 0; i < target.get().size(); i++) {
      Size each = target.get().get(i);
      if (each.number() == 0 && zeros && i >= x.rank()) {
        throw words.refused("the target %s keeps axis %d of %s", target.get(), i, x.sizes());
      }
      boolean kept = each.number() == 0 && zeros;
      wanted.add(
          each.equals(Size.of(-1)) ? Optional.empty() : Optional.of(kept ? x.size(i) : each));
    }
    Optional<Reshaping.Found> found = Reshaping.of(x, wanted, reading.unknowns().examples());
    found.ifPresent(f -> thawed(words.node(), f.frozen()));
    return found.map(Reshaping.Found::view);
  }

  private void thawed(Node node, Map<String, Long> frozen) {
    if (!frozen.isEmpty()) {
      reading.unknowns().example(frozen);
      reading.note(
          node,
          Fate.REARRANGED,
          "moves axes; it was written for an example of %s, which the model is free of"
              .formatted(frozen));
    }
  }

  private Optional<List<Size>> target(Node node) {
    if (node.input(1).none()) {
      return Optional.empty();
    }
    if (reading.meaning(node.input(1)) instanceof Meaning.Lengths l) {
      return Optional.of(l.sizes());
    }
    return reading
        .constant(node.input(1))
        .filter(t -> t instanceof Tensor.Ints && t.dims().size() == 1)
        .map(t -> Arrays.stream(((Tensor.Ints) t).data()).mapToObj(Size::of).toList());
  }

  /** To the size that it has. */
  private Optional<View> expanded(Node node, View x) {
    return target(node)
        .filter(t -> t.size() <= x.rank())
        .filter(
            t -> {
              List<Size> tail = x.sizes().subList(x.rank() - t.size(), x.rank());
              return IntStream.range(0, t.size())
                  .allMatch(i -> t.get(i).one() || t.get(i).equals(tail.get(i)));
            })
        .map(t -> x);
  }
}
