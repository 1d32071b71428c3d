package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.IntStream;
import rondo.core.CellType;
import rondo.core.Device;
import rondo.core.Importer.Fate;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.Port;
import rondo.core.graph.Tensor;
import rondo.engine.Plugins;
import rondo.onnx.OnnxFile;
import rondo.onnx.OrtModel;
import rondo.onnx.foreign.ForeignModel;

/** A graph that was made elsewhere, run natively beside ONNX Runtime on inputs that are drawn. */
final class BesideRuntime {
  static final List<CellType> CELLS = Plugins.load().cells().all();
  static final Set<String> RECURRENT = Set.of("RNN", "LSTM", "GRU");

  private static final Set<String> BATCH = Set.of("batch", "b", "s77"); // how exporters call it
  private static final int WORDS = 10;
  private static final double TOLERANCE = 1e-4; // sums in another order

  private final Graph graph;
  private final ForeignModel model;

  BesideRuntime(Graph graph) {
    this.graph = graph;
    model = ForeignModel.of(graph, CELLS);
  }

  ForeignModel model() {
    return model;
  }

  /** How many of its nodes became cells; all of those that are recurrent must have. */
  int cells() {
    assertThat(model.report())
        .filteredOn(n -> RECURRENT.contains(n.operator()))
        .allMatch(n -> n.fate() == Fate.CELL);
    return (int) model.report().stream().filter(n -> n.fate() == Fate.CELL).count();
  }

  /** At how many of these batch sizes and lengths the runtime answers; natively it is the same. */
  int answers(int[]... sizes) {
    int answered = 0;
    try (OrtModel runtime = OrtModel.open(OnnxFile.write(graph), Device.CPU)) {
      for (int[] size : sizes) {
        Map<String, Tensor> in = drawn(size[0], size[1], new Random(size[0] * 100L + size[1]));
        Optional<SortedMap<String, Tensor>> due = run(runtime, in);
        if (due.isPresent()) {
          SortedMap<String, Tensor> got = model.run(in);
          due.get().forEach((name, t) -> requireEqual(name, t, got.getOrDefault(name, t)));
          assertThat(got).containsOnlyKeys(due.get().keySet());
          answered++;
        }
      }
    }
    return answered;
  }

  private static Optional<SortedMap<String, Tensor>> run(OrtModel runtime, Map<String, Tensor> in) {
    try {
      return Optional.of(runtime.run(in));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // of a length that is frozen in the file
    }
  }

  /** Values for all inputs; ids end in zeros here and there, as masks read them. */
  Map<String, Tensor> drawn(int batch, int time, Random random) {
    Map<String, Tensor> inputs = new HashMap<>();
    for (Port port : graph.inputs()) {
      List<Integer> dims =
          port.dims().stream()
              .map(d -> d.matches("\\d+") ? Integer.parseInt(d) : BATCH.contains(d) ? batch : time)
              .toList();
      int count = dims.stream().reduce(1, (a, b) -> a * b);
      Tensor drawn;
      if (port.type() == ElementType.FLOAT) {
        float[] data = new float[count];
        IntStream.range(0, count).forEach(i -> data[i] = (float) random.nextGaussian());
        drawn = new Tensor.Floats(dims, data);
      } else if (port.value().name().startsWith("l")) {
        long[] lengths = IntStream.range(0, count).mapToLong(b -> Math.max(1, time - b)).toArray();
        drawn = new Tensor.Ints(dims, lengths, port.type());
      } else {
        int row = dims.get(dims.size() - 1);
        long[] ids =
            IntStream.range(0, count)
                .mapToLong(
                    i ->
                        i % row > Math.max(0, row - i / row % 3 - 1)
                            ? 0
                            : 1 + random.nextInt(WORDS - 1))
                .toArray();
        drawn = new Tensor.Ints(dims, ids, port.type());
      }
      inputs.put(port.value().name(), drawn);
    }
    return inputs;
  }

  private static void requireEqual(String what, Tensor due, Tensor got) {
    if (due instanceof Tensor.Floats) {
      requireEqual(what, due, got, TOLERANCE);
    } else {
      assertThat(got.dims()).as(what).isEqualTo(due.dims());
      assertThat(((Tensor.Ints) got).data()).as(what).isEqualTo(((Tensor.Ints) due).data());
    }
  }

  static void requireEqual(String what, Tensor due, Tensor got, double tolerance) {
    assertThat(got.dims()).as(what).isEqualTo(due.dims());
    float[] a = ((Tensor.Floats) due).data();
    float[] b = ((Tensor.Floats) got).data();
    for (int i = 0; i < a.length; i++) {
      if (!(Math.abs(a[i] - b[i]) <= tolerance)) {
        throw new AssertionError(
            String.format(Locale.ROOT, "%s: value %d is %.7g, must be %.7g", what, i, b[i], a[i]));
      }
    }
  }
}
