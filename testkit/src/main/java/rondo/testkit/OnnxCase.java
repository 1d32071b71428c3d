package rondo.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import rondo.core.CellType;
import rondo.core.Kernels;
import rondo.core.Noise;
import rondo.core.graph.Graph;
import rondo.core.graph.Node;
import rondo.core.graph.Port;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.engine.work.Work;
import rondo.engine.work.Workers;
import rondo.onnx.OnnxFile;
import rondo.onnx.TensorFile;

/**
 * A model in a folder and what it must answer, as the operator tests of ONNX are stored: {@code
 * model.onnx} beside {@code test_data_set_0/input_0.pb}, {@code output_0.pb} and so on. Its
 * recurrent nodes are read by a cell type and computed by that type's cells.
 *
 * <pre>{@code
 * for (OnnxCase each : OnnxCase.all(folder, new LstmType())) {
 *   each.verify(1e-5, kernels);
 * }
 * }</pre>
 */
public final class OnnxCase {
  private final Path folder;
  private final CellType type;
  private final Graph model;

  private OnnxCase(Path folder, CellType type, Graph model) {
    this.folder = folder;
    this.type = type;
    this.model = model;
  }

  /** The cases below a folder that have a node of the type's operator, by name. */
  public static List<OnnxCase> all(Path folder, CellType type) throws IOException {
    List<OnnxCase> cases = new ArrayList<>();
    try (Stream<Path> below = Files.list(folder)) {
      for (Path each : below.sorted().toList()) {
        Path file = each.resolve("model.onnx");
        if (Files.exists(file)) {
          Graph model = OnnxFile.read(file);
          if (model.nodes().stream().anyMatch(n -> n.op().equals(type.operator()))) {
            cases.add(new OnnxCase(each, type, model));
          }
        }
      }
    }
    return cases;
  }

  /**
   * A folder of the data that is shared between checkouts, named by the system property {@code
   * rondo.shared}; without it the test is skipped and says so.
   */
  public static Path shared(String name) {
    Path folder = Path.of(System.getProperty("rondo.shared", "../shared")).resolve(name);
    Assumptions.assumeTrue(
        Files.isDirectory(folder),
        () -> "skipped: there is no " + folder + "; point -Drondo.shared at the shared data");
    return folder;
  }

  /** Computes every data set; each output must agree within the tolerance, value by value. */
  public void verify(double tolerance, Kernels kernels) throws IOException {
    int sets = 0;
    for (Path set = set(0); Files.isDirectory(set); set = set(++sets)) {
      GraphWalk walk =
          new GraphWalk(bound(set), type, new Work(kernels, Workers.ONE).reset(Noise.NONE));
      int outputs = 0;
      for (Port port : model.outputs()) {
        Path stored = set.resolve("output_" + outputs++ + ".pb");
        compare(set + " " + port.value().name(), TensorFile.read(stored), walk, port, tolerance);
      }
    }
    Assertions.assertThat(sets).as("data sets of " + folder).isPositive();
  }

  private Path set(int i) {
    return folder.resolve("test_data_set_" + i);
  }

  /** The model with a data set's inputs as constants. */
  private Graph bound(Path set) throws IOException {
    Map<String, Tensor> constants = new HashMap<>(model.constants());
    int inputs = 0;
    for (Port port : model.inputs()) {
      if (!constants.containsKey(port.value().name())) {
        Path file = set.resolve("input_" + inputs++ + ".pb");
        constants.put(port.value().name(), TensorFile.read(file));
      }
    }
    Graph bound = new Graph();
    constants.forEach(bound::constant);
    for (Node node : model.nodes()) {
      bound.add(node);
    }
    return bound;
  }

  private static void compare(
      String what, Tensor expected, GraphWalk walk, Port port, double tolerance) {
    Tensor actual = walk.value(new Value(port.value().name()));
    Assertions.assertThat(actual.dims()).as(what).isEqualTo(expected.dims());
    float[] a = TensorLoops.floats(actual);
    float[] b = TensorLoops.floats(expected);
    for (int i = 0; i < a.length; i++) {
      if (!(Math.abs(a[i] - b[i]) <= tolerance)) {
        throw new AssertionError(
            String.format(Locale.ROOT, "%s: value %d is %.7g, must be %.7g", what, i, a[i], b[i]));
      }
    }
  }

  @Override
  public String toString() {
    return String.valueOf(folder.getFileName());
  }
}
