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

/**
 * What a graph does on ONNX Runtime, found out by running it there.
 *
 * @param timeFirst whether scores of tokens have the time as their first axis
 * @param together whether a text is scored in a batch as it is alone
 */
record RuntimeTrial(boolean timeFirst, boolean together) {
  private static final int TIME = 5; // of the first of two texts
  private static final int SHORT = 3; // of the second
  private static final double TOLERANCE = 1e-4; // sums in another order

  static RuntimeTrial of(Graph graph, Demand demand, Settings names) {
    RuntimePorts ports = RuntimePorts.of(graph, demand, names);
    int K = demand.outputs();
    try (OrtModel model = OrtModel.open(OnnxFile.write(graph), Device.CPU)) {
      Tensor both = run(model, ports, TIME, TIME, SHORT);
      if (demand.wanted() == Wanted.WHOLE_SEQUENCE) {
        require(both, K, List.of(2, K));
        return new RuntimeTrial(false, same(both, K, 1, run(model, ports, SHORT, SHORT), 0));
      }
      boolean timeFirst = both.dims().equals(List.of(TIME, 2, K));
      if (!timeFirst) {
        require(both, K, List.of(2, TIME, K));
      }
      int first = timeFirst ? 1 : TIME;
      int step = timeFirst ? 2 : 1;
      boolean together = true;
      Tensor alone = run(model, ports, SHORT, SHORT);
      for (int t = 0; t < SHORT; t++) {
        together &= same(both, K, first + t * step, alone, t);
      }
      return new RuntimeTrial(timeFirst, together);
    }
  }

  /** Texts of these lengths, filled up with zeros. */
  private static Tensor run(OrtModel model, RuntimePorts ports, int time, int... lengths) {
    long[] ids = new long[lengths.length * time];
    for (int b = 0; b < lengths.length; b++) {
      Arrays.fill(ids, b * time, b * time + lengths[b], b == lengths.length - 1 ? 1 : 0);
    }
    long[] each = Arrays.stream(lengths).asLongStream().toArray();
    Map<String, Tensor> inputs = new HashMap<>();
    inputs.put(
        ports.ids().value().name(),
        new Tensor.Ints(List.of(lengths.length, time), ids, ports.ids().type()));
    for (Port p : ports.lengths()) {
      inputs.put(p.value().name(), new Tensor.Ints(List.of(each.length), each, p.type()));
    }
    Tensor scores = model.run(inputs).get(ports.output().value().name());
    if (scores == null) {
      throw new ModelFormatException(
          "the graph gives no '%s'".formatted(ports.output().value().name()));
    }
    return scores;
  }

  private static boolean same(Tensor one, int K, int row, Tensor other, int at) {
    float[] a = ((Tensor.Floats) one).data();
    float[] b = ((Tensor.Floats) other).data();
    for (int k = 0; k < K; k++) {
      float due = b[at * K + k];
      if (!(Math.abs(a[row * K + k] - due) <= TOLERANCE * (1 + Math.abs(due)))) {
        return false;
      }
    }
    return true;
  }

  private static void require(Tensor scores, int labels, List<Integer> due) {
    if (!scores.dims().equals(due)) {
      throw new ModelFormatException(
          "of 2 texts of %d ids its scores are %s, and must be %s for %d labels; has the list of labels as many entries?"
              .formatted(TIME, scores.dims(), due, labels));
    }
  }
}
