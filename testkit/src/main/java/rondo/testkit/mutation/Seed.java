package rondo.testkit.mutation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.Port;
import rondo.core.graph.Tensor;
import rondo.onnx.TensorFile;

/**
 * A model to be changed, as such are stored: {@code model.onnx}, others that hold its values, and
 * inputs in {@code test_data_set_0} if there are some.
 */
public record Seed(Path folder) {
  private static final int LONGEST = 4; // of an axis that the file leaves open

  /** Those in the folders below this one, by name. */
  public static List<Seed> below(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(f -> Files.exists(f.resolve("model.onnx")))
          .sorted()
          .map(Seed::new)
          .toList();
    }
  }

  public byte[] file() throws IOException {
    return Files.readAllBytes(folder.resolve("model.onnx"));
  }

  /** Puts another file in the place of its own, with those beside it, into a folder. */
  public Path put(byte[] file, Path into) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      for (Path each : all.filter(f -> f.toString().endsWith(".data")).toList()) {
        Path copy = into.resolve(String.valueOf(each.getFileName()));
        Files.copy(each, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return Files.write(into.resolve("model.onnx"), file);
  }

  /** Inputs for a graph that was made of this one: those that are stored, drawn where none fits. */
  public Map<String, Tensor> inputs(Graph graph) {
    List<Tensor> stored = stored();
    Map<String, Integer> lengths = new HashMap<>();
    Map<String, Tensor> inputs = new HashMap<>();
    int at = 0;
    for (Port port : graph.inputs()) {
      boolean fits = at < stored.size() && stored.get(at).type() == port.type();
      inputs.put(port.value().name(), fits ? stored.get(at) : drawn(port, lengths));
      at++;
    }
    return inputs;
  }

  private List<Tensor> stored() {
    List<Tensor> all = new ArrayList<>();
    Path set = folder.resolve("test_data_set_0");
    try {
      for (Path f = set.resolve("input_0.pb");
          Files.exists(f);
          f = set.resolve("input_" + all.size() + ".pb")) {
        all.add(TensorFile.read(f));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  private static Tensor drawn(Port port, Map<String, Integer> lengths) {
    Random random = new Random(port.value().name().hashCode());
    List<Integer> dims = new ArrayList<>();
    for (String each : port.dims()) {
      boolean told = each.matches("\\d{1,2}");
      dims.add(
          told
              ? Integer.parseInt(each)
              : lengths.computeIfAbsent(each, e -> 2 + random.nextInt(LONGEST - 1)));
    }
    int size = dims.stream().reduce(1, (a, b) -> Math.min(a * b, 1 << 20));
    if (port.type() == ElementType.FLOAT) {
      float[] data = new float[size];
      for (int i = 0; i < size; i++) {
        data[i] = (float) random.nextGaussian();
      }
      return new Tensor.Floats(dims, data);
    }
    long[] data = new long[size];
    Arrays.setAll(data, i -> dims.size() == 1 ? 2 : random.nextInt(3)); // lengths, or ids
    ElementType type = port.type() == ElementType.INT32 ? port.type() : ElementType.INT64;
    return new Tensor.Ints(dims, data, type);
  }
}
