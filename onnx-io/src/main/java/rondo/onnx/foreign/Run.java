package rondo.onnx.foreign;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rondo.core.ModelFormatException;
import rondo.core.Pass;
import rondo.core.ShapeException;
import rondo.core.State;
import rondo.core.graph.Tensor;
import rondo.onnx.operator.Size;

/** One run of a program: what stands in its slots, how long its unknowns are. */
final class Run {
  /** Names of the lengths that recurrences and poolings read where the graph tells none. */
  record Lengths(String time, String batch, int[] each) {}

  private final Pass pass;
  private final Map<String, Integer> unknowns = new HashMap<>();
  private final Block[] floats;
  private final Block[] gradients;
  private final Tensor[] others;
  private final Optional<Lengths> lengths;
  private final Map<Step, State> starts;
  private final Map<Step, State> ends = new HashMap<>();

  Run(int slots, Pass pass, Optional<Lengths> lengths, Map<Step, State> starts) {
    this.pass = pass;
    this.lengths = lengths;
    this.starts = starts;
    floats = new Block[slots];
    gradients = new Block[slots];
    others = new Tensor[slots];
  }

  Pass pass() {
    return pass;
  }

  // unknowns

  /** Says how long an unknown is; who says it otherwise is refused. */
  void bind(String unknown, int length, String who) {
    Integer before = unknowns.putIfAbsent(unknown, length);
    if (before != null && before != length) {
      throw new ShapeException(
          "%s has %d of '%s', before it were %d", who, length, unknown, before);
    }
  }

  void bind(List<Size> sizes, List<Integer> dims, String who) {
    boolean fits = sizes.size() == dims.size();
    for (int i = 0; fits && i < dims.size(); i++) {
      Size size = sizes.get(i);
      if (size.known()) {
        fits = size.number() == dims.get(i);
      } else if (size.number() == 1 && size.unknowns().size() == 1) {
        bind(size.unknowns().get(0), dims.get(i), who);
      } else {
        fits = length(size) == dims.get(i);
      }
    }
    if (!fits) {
      throw new ShapeException("%s must be %s, is %s", who, sizes, dims);
    }
  }

  int length(Size size) {
    long length = size.number();
    for (String each : size.unknowns()) {
      Integer bound = unknowns.get(each);
      if (bound == null) {
        throw new ModelFormatException("nothing says how long '" + each + "' is");
      }
      length = length * bound;
      if (Math.abs(length) > Integer.MAX_VALUE) {
        throw new ShapeException("no axis can be as long as %s, %d or more", size, length);
      }
    }
    if (length < 0 || length > Integer.MAX_VALUE) {
      throw new ShapeException("no axis can be %d long", length);
    }
    return (int) length;
  }

  // values

  void put(Slot slot, Block value) {
    floats[slot.number()] = value;
  }

  void put(Slot slot, Tensor value) {
    if (value instanceof Tensor.Floats f) {
      put(slot, Block.of(f.data()));
    } else {
      others[slot.number()] = value;
    }
  }

  /** Puts what a port was given where the port's view finds it. */
  void feed(View port, Tensor given) {
    Moving moving = moving(View.plain(port.slot(), port.axes()), port.base());
    if (given instanceof Tensor.Floats f) {
      put(port.slot(), Block.of(f.data()).moved(moving, pass));
    } else if (given instanceof Tensor.Ints i && !port.plain()) {
      put(port.slot(), new Tensor.Ints(i.dims(), moving.apply(i.data()), i.type()));
    } else {
      put(port.slot(), given);
    }
  }

  /** Puts floats in an order of a port's atoms where the port's view finds them. */
  void feed(View port, List<Atom> order, Block given) {
    int[] sizes = order.stream().mapToInt(a -> length(a.size())).toArray();
    boolean there = order.equals(port.base());
    Moving moving = Moving.of(sizes, order, port.base());
    put(port.slot(), there ? given : given.moved(moving, pass));
  }

  /** What a slot holds, as it lies there. */
  Block floats(Slot slot) {
    return floats[slot.number()];
  }

  /** What a view shows, in an order of its atoms. */
  Block ordered(View view, List<Atom> order) {
    Block there = floats(view.slot());
    return order.equals(view.base()) ? there : there.moved(moving(view, order), pass);
  }

  /** Whole numbers that a view shows, in an order of its atoms. */
  long[] wholes(View view, List<Atom> order) {
    if (others[view.slot().number()] instanceof Tensor.Ints ints) {
      return order.equals(view.base()) ? ints.data() : moving(view, order).apply(ints.data());
    }
    throw new ModelFormatException("whole numbers are needed, not " + view.slot().type());
  }

  private Moving moving(View view, List<Atom> order) {
    int[] sizes = view.base().stream().mapToInt(a -> length(a.size())).toArray();
    return Moving.of(sizes, view.base(), order);
  }

  /** What a view shows, with the dimensions it shows. */
  Tensor tensor(View view) {
    List<Integer> dims = view.sizes().stream().map(this::length).toList();
    if (view.slot().floats()) {
      return new Tensor.Floats(dims, ordered(view, view.order()).exact());
    }
    Tensor there = others[view.slot().number()];
    if (there instanceof Tensor.Ints ints) {
      return new Tensor.Ints(dims, wholes(view, view.order()), ints.type());
    }
    if (view.plain() && there.dims().equals(dims)) {
      return there;
    }
    throw new ModelFormatException("axes of %s are not moved here".formatted(there.type()));
  }

  /** The lengths of a batch in a time, where the caller told them. */
  Optional<int[]> lengths(Atom time, Atom batch) {
    return lengths
        .filter(
            l -> time.size().equals(Size.of(l.time())) && batch.size().equals(Size.of(l.batch())))
        .map(Lengths::each);
  }

  /** What a step that remembers starts from; NONE where the graph says it, or nobody does. */
  State start(Step step) {
    return starts.getOrDefault(step, State.NONE);
  }

  void end(Step step, State state) {
    ends.put(step, state);
  }

  State end(Step step) {
    return ends.getOrDefault(step, State.NONE);
  }

  // gradients

  boolean has(Slot slot) {
    return gradients[slot.number()] != null;
  }

  /** The gradient of a slot so far, to be added to. */
  Block gradient(Slot slot) {
    Block g = gradients[slot.number()];
    if (g == null) {
      g = Block.zeros(pass, floats(slot).count());
      gradients[slot.number()] = g;
    }
    return g;
  }

  /** The gradient of what a view shows, in an order of its atoms; to be read. */
  Block gradient(View view, List<Atom> order) {
    Block g = gradient(view.slot());
    return order.equals(view.base()) ? g : g.moved(moving(view, order), pass);
  }

  /** Adds to the gradient of what a view shows. */
  void add(View view, List<Atom> order, Block d) {
    if (!view.slot().learns()) {
      return;
    }
    if (order.equals(view.base())) {
      gradient(view.slot()).add(d);
    } else {
      gradient(view.slot()).addMoved(d, moving(view, order));
    }
  }
}
