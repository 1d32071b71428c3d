package rondo.onnx.foreign;

import java.util.List;
import java.util.Optional;
import rondo.core.graph.ElementType;
import rondo.core.graph.Tensor;
import rondo.onnx.operator.Size;

/** What is known of a graph's value before anything runs. */
sealed interface Meaning {
  /** What it shows of a slot, if it does. */
  default Optional<View> shown() {
    return this instanceof Seen s ? Optional.of(s.view) : Optional.empty();
  }

  /** A constant; without a tensor one that a model file holds as a parameter. */
  record Known(List<Integer> dims, ElementType type, Optional<Tensor> tensor) implements Meaning {
    Known(Tensor tensor) {
      this(tensor.dims(), tensor.type(), Optional.of(tensor));
    }
  }

  /** Whole numbers that tell how long axes are. */
  record Lengths(List<Size> sizes, boolean scalar, ElementType type) implements Meaning {}

  /** What a step writes, under some axes. */
  record Seen(View view) implements Meaning {}

  /** What cannot be computed, and why. */
  record Missing(String why) implements Meaning {}
}
