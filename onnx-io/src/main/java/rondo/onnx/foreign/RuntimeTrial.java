package rondo.onnx.foreign;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import rondo.core.Demand;
import rondo.core.Demand.Wanted;
import rondo.core.Device;
import rondo.core.ModelFormatException;
import rondo.core.Settings;
import rondo.core.graph.Graph;
import rondo.core.graph.Port;
import rondo.core.graph.Tensor;
import rondo.onnx.OnnxFile;
import rondo.onnx.OrtModel;

/** Runs a graph once on ONNX Runtime, to see that it does and what its scores look like. */
final class RuntimeTrial {
  private static final int BATCH = 2;
  private static final int TIME = 5;

  private RuntimeTrial() {}

  /** Whether scores of tokens have the time as their first axis. */
  static boolean timeFirst(Graph graph, Demand demand, Settings names) {
    RuntimePorts ports = RuntimePorts.of(graph, demand, names);
    Map<String, Tensor> inputs = new HashMap<>();
    inputs.put(ports.ids().value().name(), ones(ports.ids(), 1, BATCH, TIME));
    ports.lengths().forEach(p -> inputs.put(p.value().name(), ones(p, TIME, BATCH)));
    List<Integer> dims;
    try (OrtModel model = OrtModel.open(OnnxFile.write(graph), Device.CPU)) {
      Tensor scores = model.run(inputs).get(ports.output().value().name());
      dims = scores == null ? List.of() : scores.dims();
    }
    if (demand.wanted() == Wanted.WHOLE_SEQUENCE) {
      require(dims, demand, List.of(BATCH, demand.outputs()));
      return false;
    }
    boolean first = dims.equals(List.of(TIME, BATCH, demand.outputs()));
    if (!first) {
      require(dims, demand, List.of(BATCH, TIME, demand.outputs()));
    }
    return first;
  }

  private static void require(List<Integer> dims, Demand demand, List<Integer> due) {
    if (!dims.equals(due)) {
      throw new ModelFormatException(
          "of %d texts of %d ids its scores are %s, and must be %s for %d labels; has the list of labels as many entries?"
              .formatted(BATCH, TIME, dims, due, demand.outputs()));
    }
  }

  private static Tensor ones(Port port, long value, int... dims) {
    List<Integer> shape = Arrays.stream(dims).boxed().toList();
    long[] data = new long[Arrays.stream(dims).reduce(1, (a, b) -> a * b)];
    Arrays.fill(data, value);
    return new Tensor.Ints(shape, data, port.type());
  }
}
