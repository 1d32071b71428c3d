package rondo.onnx.foreign;

import java.util.List;
import java.util.Optional;
import rondo.core.graph.ElementType;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.onnx.operator.Size;

/** What an interpreted operator reads. */
sealed interface Operand {
  /** As it stands in a run. */
  Tensor tensor(Run run);

  Value write(Writing w);

  /** What it shows of a slot, if it does. */
  default Optional<View> view() {
    return Optional.empty();
  }

  /** A constant. */
  record Fixed(Tensor value) implements Operand {
    @Override
    public Tensor tensor(Run run) {
      return value;
    }

    @Override
    public Value write(Writing w) {
      return w.graph().constant(w.fresh(), value);
    }
  }

  /** What a slot holds. */
  record Seen(View seen) implements Operand {
    @Override
    public Tensor tensor(Run run) {
      return run.tensor(seen);
    }

    @Override
    public Value write(Writing w) {
      return w.grouped(seen, seen.axes());
    }

    @Override
    public Optional<View> view() {
      return Optional.of(seen);
    }
  }

  /** Lengths of axes, as whole numbers. */
  record Lengths(List<Size> sizes, boolean scalar, ElementType type) implements Operand {
    @Override
    public Tensor tensor(Run run) {
      return tensor(sizes.stream().mapToLong(run::length).toArray());
    }

    Tensor tensor(long[] data) {
      List<Integer> dims = scalar ? List.of() : List.of(data.length);
      if (type != ElementType.FLOAT) {
        return new Tensor.Ints(dims, data, type);
      }
      float[] floats = new float[data.length];
      for (int i = 0; i < data.length; i++) {
        floats[i] = data[i];
      }
      return new Tensor.Floats(dims, floats);
    }

    @Override
    public Value write(Writing w) {
      Value all = w.sizes(sizes);
      Value typed = type == ElementType.INT64 ? all : w.graph().cast(all, type);
      return scalar ? w.graph().op("Squeeze", typed, w.graph().ints(0)) : typed;
    }
  }
}
