package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import rondo.core.Importer.Fate;
import rondo.core.Importer.Note;
import rondo.core.Param;
import rondo.core.graph.Graph;
import rondo.core.graph.Port;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.onnx.OnnxFile;
import rondo.onnx.TensorFile;
import rondo.onnx.foreign.ForeignModel;
import rondo.testkit.OnnxCase;

/** Models that others stored with what they answer, run natively. */
class StoredCasesTest {
  private static final Set<String> RECURRENT = BesideRuntime.RECURRENT;

  @TestFactory
  Stream<DynamicTest> theOfficialCases() throws IOException {
    return cases("onnx/conformance", 12, 1e-5);
  }

  @TestFactory
  Stream<DynamicTest> theExtraCases() throws IOException {
    return cases("onnx/conformance-extra", 34, 1e-5);
  }

  @TestFactory
  Stream<DynamicTest> whatPyTorchTraced() throws IOException {
    return cases("onnx/pytorch", 54, 1e-4);
  }

  @TestFactory
  Stream<DynamicTest> whatPyTorchExportsToday() throws IOException {
    return cases("onnx/pytorch-2.13", 15, 1e-4);
  }

  /** All steps of an unrolled cell read the same constants, and so learn as one layer. */
  @Test
  void whatSharesItsConstantsSharesItsParameters() throws IOException {
    Path file = OnnxCase.shared("onnx/pytorch-2.13").resolve("rnn_L1_uni_bf/model.onnx");
    ForeignModel model = ForeignModel.of(OnnxFile.read(file), BesideRuntime.CELLS);
    assertThat(model.params().stream().map(Param::path))
        .containsExactly("linear0/W", "linear0/b", "linear1/W", "linear1/b");
  }

  private static Stream<DynamicTest> cases(String folder, int count, double tolerance)
      throws IOException {
    List<Path> found;
    try (Stream<Path> below = Files.list(OnnxCase.shared(folder))) {
      found = below.filter(f -> Files.exists(f.resolve("model.onnx"))).sorted().toList();
    }
    assertThat(found).hasSize(count);
    return found.stream()
        .map(
            f ->
                DynamicTest.dynamicTest(
                    String.valueOf(f.getFileName()), () -> answersAsStored(f, tolerance)));
  }

  private static void answersAsStored(Path folder, double tolerance) throws IOException {
    Graph graph = OnnxFile.read(folder.resolve("model.onnx"));
    Map<String, Tensor> weights = inputs(graph, folder.resolve("test_data_set_0"));
    weights.keySet().retainAll(weights(graph));
    ForeignModel model = ForeignModel.of(graph, BesideRuntime.CELLS, weights);
    List<Note> recurrent =
        model.report().stream().filter(n -> RECURRENT.contains(n.operator())).toList();
    long nodes = graph.nodes().stream().filter(n -> RECURRENT.contains(n.op().name())).count();
    assertThat(recurrent).hasSize((int) nodes).allMatch(n -> n.fate() == Fate.CELL);
    int sets = 0;
    for (Path set = folder.resolve("test_data_set_0");
        Files.isDirectory(set);
        set = folder.resolve("test_data_set_" + ++sets)) {
      Map<String, Tensor> in = inputs(graph, set);
      if (nodes == 0
          && sets > 0) { // a cell that was unrolled into as many steps as its example had
        assertThatThrownBy(() -> model.run(in))
            .hasMessageStartingWith("input 'x' must be [batch, 7, 8], is [");
        continue;
      }
      SortedMap<String, Tensor> out = model.run(in);
      int i = 0;
      for (Port port : graph.outputs()) {
        Tensor due = TensorFile.read(set.resolve("output_" + i++ + ".pb"));
        String what = set + " " + port.value().name();
        assertThat(out).containsKey(port.value().name());
        BesideRuntime.requireEqual(
            what, due, out.getOrDefault(port.value().name(), due), tolerance);
      }
    }
    assertThat(sets).isPositive();
    if (weights.isEmpty() && nodes > 0) { // at other batch sizes and lengths, where the runtime can
      new BesideRuntime(graph).answers(new int[][] {{1, 3}, {4, 5}, {2, 9}});
    }
  }

  /** The inputs that are the weights of a recurrent node, as in tests of operators. */
  private static List<String> weights(Graph graph) {
    return graph.nodes().stream()
        .filter(n -> RECURRENT.contains(n.op().name()))
        .flatMap(n -> Stream.of(n.input(1), n.input(2), n.input(3), n.input(7)))
        .map(Value::name)
        .toList();
  }

  private static Map<String, Tensor> inputs(Graph graph, Path set) throws IOException {
    Map<String, Tensor> inputs = new HashMap<>();
    int i = 0;
    for (Port port : graph.inputs()) {
      inputs.put(port.value().name(), TensorFile.read(set.resolve("input_" + i++ + ".pb")));
    }
    return inputs;
  }
}
