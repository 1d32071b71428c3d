package rondo.onnx.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import rondo.core.graph.Attr;
import rondo.core.graph.Graph;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;

/** The slices of an axis, or of all elements one after the other, at which something is true. */
record Compress(Optional<Attr.Int> along, NodeWords words) implements Move {
  static Map<String, Operators.Maker> makers() {
    return Map.of(
        "Compress",
        w ->
            new Taking(w.only("axis"))
                .input(0)
                .input(1)
                .by(new Compress(w.node().attribute("axis", Attr.Int.class), w)));
  }

  Compress {
    words = words.alone();
  }

  @Override
  public List<List<Size>> sizes(List<List<Size>> operands, Supplier<Size> fresh) {
    if (along.isEmpty()) {
      return List.of(List.of(fresh.get()));
    }
    List<Size> sizes = new ArrayList<>(operands.get(0));
    sizes.set(words.axis(along.get().value(), sizes.size()), fresh.get());
    return List.of(sizes);
  }

  private List<Integer> whole(Tensor x) {
    return along.isEmpty() ? List.of(Elements.count(x)) : x.dims();
  }

  private int axis(Tensor x) {
    return along.isEmpty() ? 0 : words.axis(along.get().value(), x.dims().size());
  }

  private int[] chosen(List<Tensor> operands) {
    long[] said = Gathers.places(operands.get(1), words);
    int length = whole(operands.get(0)).get(axis(operands.get(0)));
    return IntStream.range(0, said.length)
        .filter(i -> said[i] != 0)
        .map(i -> Gathers.place(i, length, words))
        .toArray();
  }

  @Override
  public List<Integer> dims(List<Tensor> operands) {
    List<Integer> dims = new ArrayList<>(whole(operands.get(0)));
    dims.set(axis(operands.get(0)), chosen(operands).length);
    return dims;
  }

  @Override
  public int[][] offsets(List<Tensor> operands, List<Integer> dims) {
    int[] strides = Elements.strides(whole(operands.get(0)));
    int[][] offsets = new int[strides.length][];
    for (int k = 0; k < offsets.length; k++) {
      offsets[k] = Picking.along(dims.get(k), strides[k]);
    }
    int axis = axis(operands.get(0));
    int[] chosen = chosen(operands);
    for (int i = 0; i < chosen.length; i++) {
      offsets[axis][i] = chosen[i] * strides[axis];
    }
    return offsets;
  }

  @Override
  public List<Value> write(Graph graph, List<Value> operands) {
    Map<String, Attr> attributes =
        along.<Map<String, Attr>>map(a -> Map.of("axis", a)).orElse(Map.of());
    return List.of(graph.op("Compress", attributes, operands.get(0), operands.get(1)));
  }
}
