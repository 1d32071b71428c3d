package rondo.onnx.foreign;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import rondo.core.CellType;
import rondo.core.ModelFormatException;
import rondo.core.graph.ElementType;
import rondo.core.graph.Node;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.onnx.foreign.RecurrentStep.Ordered;
import rondo.onnx.operator.Size;

/** What a recurrent node starts from: zeros, a constant for every example, or what is fed. */
final class Starts {
  private final Reading reading;
  private final String who;
  private final CellType.Found found;
  private final Size batch;
  private final List<Optional<Ordered>> all = new ArrayList<>();

  Starts(Reading reading, Node node, CellType.Found found, Size batch) {
    this.reading = reading;
    this.who = node.who();
    this.found = found;
    this.batch = batch;
    List<Value> given = found.in().state();
    for (int i = 0; i < given.size(); i++) {
      Value v = given.get(i);
      if (reading.zero(v)) {
        fits(v, i);
      }
      all.add(reading.zero(v) ? Optional.empty() : Optional.of(start(v, i)));
    }
  }

  List<Optional<Ordered>> all() {
    return all;
  }

  /** Zeros of another width tell of a cell that the operator has no form for. */
  private void fits(Value v, int part) {
    Optional<View> zeros = v.none() ? Optional.empty() : reading.known(v.name()).shown();
    int width = found.recurrence().cells().get(0).ports().state().get(part);
    zeros
        .filter(z -> z.rank() == 3 && z.size(2).known() && z.size(2).number() != width)
        .ifPresent(
            z -> {
              throw new ModelFormatException(
                  "%s: its start '%s' is %s wide, the cell %d; was it written of a layer with projections (proj_size)? ONNX has none, export the model without"
                      .formatted(who, v.name(), z.size(2), width));
            });
  }

  private Ordered start(Value v, int part) {
    if (reading.meaning(v) instanceof Meaning.Missing m) {
      throw new ModelFormatException(m.why());
    }
    int directions = found.recurrence().cells().size();
    int width = found.recurrence().cells().get(0).ports().state().get(part);
    Optional<Tensor> constant = reading.constant(v);
    if (constant.isPresent()) {
      return constant(constant.get(), directions, width);
    }
    View view =
        reading
            .view(v)
            .filter(View::floats)
            .orElseThrow(() -> new ModelFormatException(who + ": its start must be floats"));
    if (view.rank() != 3) {
      throw new ModelFormatException(
          "%s: a start must have three axes, has %s".formatted(who, view.sizes()));
    }
    int d = found.batchFirst() ? 1 : 0;
    reading
        .unknowns()
        .unify(view.size(d), Size.of(directions), who + ": the directions of a start");
    reading.unknowns().unify(view.size(2), Size.of(width), who + ": the width of a start");
    free(view.axes().get(1 - d));
    reading.unknowns().unify(view.size(1 - d), batch, who + ": the batch of a start");
    View rows = view.axes().get(1 - d).isEmpty() ? view.withAtom(1 - d) : view;
    List<Atom> order = new ArrayList<>(rows.axes().get(d));
    order.addAll(rows.axes().get(1 - d));
    order.addAll(rows.axes().get(2));
    return new Ordered(rows, order);
  }

  /** A port whose number was the example's batch is as free as the batch is. */
  private void free(List<Atom> axis) {
    if (axis.size() == 1
        && axis.get(0).size().known()
        && axis.get(0).port().isPresent()
        && batch.unknowns().size() == 1
        && reading.unknowns().example(batch).isPresent()) {
      reading
          .unknowns()
          .free(axis.get(0).port().get(), batch.unknowns().get(0), axis.get(0).size().number());
    }
  }

  /** Alike for all examples, however many the file wrote down. */
  private Ordered constant(Tensor tensor, int directions, int width) {
    List<Integer> dims = tensor.dims();
    int d = found.batchFirst() ? 1 : 0;
    boolean fits =
        tensor instanceof Tensor.Floats
            && dims.size() == 3
            && dims.get(d) == directions
            && dims.get(2) == width
            && dims.get(1 - d) > 0;
    if (!fits) {
      throw new ModelFormatException(
          "%s: a start must be floats of [%d, batch, %d], is %s of %s"
              .formatted(who, directions, width, tensor.type(), dims));
    }
    float[] data = ((Tensor.Floats) tensor).data();
    int rows = dims.get(1 - d);
    float[] one = new float[directions * width];
    for (int k = 0; k < directions; k++) {
      int first = (d == 0 ? k * rows : k) * width;
      System.arraycopy(data, first, one, k * width, width);
      for (int b = 1; b < rows; b++) {
        int at = (d == 0 ? k * rows + b : b * directions + k) * width;
        if (!Arrays.equals(data, first, first + width, data, at, at + width)) {
          throw new ModelFormatException(
              "%s: its start holds another row for each of %d examples; export it with the start as an input"
                  .formatted(who, rows));
        }
      }
    }
    Atom b = Atom.of(batch);
    List<Atom> order = new ArrayList<>();
    if (directions == 2) {
      order.add(Atom.of(Size.of(2)));
    }
    order.add(b);
    order.add(Atom.of(Size.of(width)));
    Slot slot = reading.slot(ElementType.FLOAT, false);
    reading.step(new RepeatStep(one, directions, batch, slot));
    return new Ordered(View.plain(slot, order.stream().map(List::of).toList()), order);
  }
}
