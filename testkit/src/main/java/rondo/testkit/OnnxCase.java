package rondo.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import rondo.core.CellType;
import rondo.core.Kernels;
import rondo.core.graph.Graph;
import rondo.core.graph.Node;
import rondo.core.graph.Port;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.onnx.OnnxFile;
import rondo.onnx.TensorFile;
import rondo.onnx.foreign.ForeignModel;

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
      Map<String, Tensor> inputs = inputs(set);
      ForeignModel ours = ForeignModel.of(model, List.of(type), weights(inputs));
      SortedMap<String, Tensor> results = ours.run(inputs, kernels);
      int outputs = 0;
      for (Port port : model.outputs()) {
        Tensor stored = TensorFile.read(set.resolve("output_" + outputs++ + ".pb"));
        String name = port.value().name();
        Tensor result = results.get(name);
        if (result == null) {
          throw new AssertionError(set + ": nothing computes '" + name + "'");
        }
        compare(set + " " + name, stored, result, tolerance);
      }
    }
    Assertions.assertThat(sets).as("data sets of " + folder).isPositive();
  }

  private Path set(int i) {
    return folder.resolve("test_data_set_" + i);
  }

  private Map<String, Tensor> inputs(Path set) throws IOException {
    Map<String, Tensor> all = new HashMap<>();
    int inputs = 0;
    for (Port port : model.inputs()) {
      all.put(port.value().name(), TensorFile.read(set.resolve("input_" + inputs++ + ".pb")));
    }
    return all;
  }

  /** The inputs that are weights of a recurrent node: such cases feed them, too. */
  private Map<String, Tensor> weights(Map<String, Tensor> inputs) {
    Map<String, Tensor> weights = new HashMap<>();
    for (Node node : model.nodes()) {
      if (node.op().equals(type.operator())) {
        Stream.of(node.input(1), node.input(2), node.input(3), node.input(7))
            .map(Value::name)
            .forEach(
                name -> Optional.ofNullable(inputs.get(name)).ifPresent(t -> weights.put(name, t)));
      }
    }
    return weights;
  }

  private static void compare(String what, Tensor expected, Tensor actual, double tolerance) {
    Assertions.assertThat(actual.dims()).as(what).isEqualTo(expected.dims());
    float[] a = floats(actual);
    float[] b = floats(expected);
    for (int i = 0; i < a.length; i++) {
      if (!(Math.abs(a[i] - b[i]) <= tolerance)) {
        throw new AssertionError(
            String.format(Locale.ROOT, "%s: value %d is %.7g, must be %.7g", what, i, a[i], b[i]));
      }
    }
  }

  private static float[] floats(Tensor t) {
    if (t instanceof Tensor.Floats f) {
      return f.data();
    }
    throw new AssertionError("floats are needed, not " + t.type());
  }

  @Override
  public String toString() {
    return String.valueOf(folder.getFileName());
  }
}
