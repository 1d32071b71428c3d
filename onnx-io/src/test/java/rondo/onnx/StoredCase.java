package rondo.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import rondo.core.Device;
import rondo.core.ModelFormatException;
import rondo.core.graph.Graph;
import rondo.core.graph.Tensor;

/** A model with stored inputs and outputs, in the layout of ONNX's own test data. */
record StoredCase(Path folder, Graph graph) {
  /** PyTorch's own float results; ONNX Runtime sums in another order. */
  private static final float TOLERANCE = 2e-5f;

  static StoredCase of(Path folder) throws IOException {
    return new StoredCase(folder, OnnxFile.read(folder.resolve("model.onnx")));
  }

  /**
   * Runs the graph, written again, on its stored inputs; how many sets were compared. What ONNX
   * Runtime cannot do with the file as it came (layout = 1, another size than the exporter froze),
   * it must not do with ours.
   */
  int check() throws IOException {
    int ran = 0;
    byte[] written = OnnxFile.write(graph);
    byte[] original = Files.readAllBytes(folder.resolve("model.onnx"));
    for (Path set : sets()) {
      List<Path> stored = files(set, "input_");
      Map<String, Tensor> inputs = new LinkedHashMap<>();
      for (int i = 0; i < stored.size(); i++) {
        inputs.put(graph.inputs().get(i).value().name(), TensorFile.read(stored.get(i)));
      }
      if (runs(original, inputs)) {
        try (OrtModel model = OrtModel.open(written, Device.CPU)) {
          compare(set, model.run(inputs));
          ran++;
        }
      } else {
        assertThat(runs(written, inputs)).as(set.toString()).isFalse();
      }
    }
    return ran;
  }

  private List<Path> sets() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(p -> p.getFileName().toString().startsWith("test_data_set_"))
          .sorted()
          .toList();
    }
  }

  private static boolean runs(byte[] file, Map<String, Tensor> inputs) {
    try (OrtModel model = OrtModel.open(file, Device.CPU)) {
      model.run(inputs);
      return true;
    } catch (IllegalArgumentException | ModelFormatException e) {
      return false;
    }
  }

  private void compare(Path set, Map<String, Tensor> outputs) throws IOException {
    List<Path> stored = files(set, "output_");
    assertThat(stored).as(set.toString()).hasSize(graph.outputs().size());
    for (int i = 0; i < stored.size(); i++) {
      String name = graph.outputs().get(i).value().name();
      Tensor wanted = TensorFile.read(stored.get(i));
      Tensor got = Objects.requireNonNull(outputs.get(name), name);
      assertThat(got.dims()).as(set + " " + name).isEqualTo(wanted.dims());
      if (wanted instanceof Tensor.Floats w && got instanceof Tensor.Floats g) {
        for (int k = 0; k < w.data().length; k++) {
          assertThat(g.data()[k])
              .as(set + " " + name + " at " + k)
              .isCloseTo(w.data()[k], within(TOLERANCE * Math.max(1, Math.abs(w.data()[k]))));
        }
      } else {
        assertThat(Graphs.text(got)).as(set + " " + name).isEqualTo(Graphs.text(wanted));
      }
    }
  }

  private static List<Path> files(Path set, String stem) {
    List<Path> all = new ArrayList<>();
    for (int i = 0; Files.exists(set.resolve(stem + i + ".pb")); i++) {
      all.add(set.resolve(stem + i + ".pb"));
    }
    return all;
  }
}
