package rondo.onnx.operator;

import java.util.HashMap;
import java.util.Map;

/** The operators that move, make and convert elements, and compute nothing of them. */
final class Moves {
  private Moves() {}

  static Map<String, Operators.Maker> makers() {
    Map<String, Operators.Maker> all = new HashMap<>();
    all.putAll(Layouts.makers());
    all.putAll(Slices.makers());
    all.putAll(Pads.makers());
    all.putAll(Gathers.makers());
    all.putAll(Compress.makers());
    all.putAll(Scatters.makers());
    all.putAll(Chunks.makers());
    all.putAll(Reshapes.makers());
    all.putAll(Shapes.makers());
    all.putAll(Range.makers());
    all.putAll(Orders.makers());
    all.putAll(TopK.makers());
    all.putAll(Casts.makers());
    all.putAll(Quantised.makers());
    return all;
  }
}
