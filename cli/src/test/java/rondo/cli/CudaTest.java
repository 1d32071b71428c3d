package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.core.DeviceException;
import rondo.core.Exporter;
import rondo.engine.Rondo;

/** Where there is a GPU, with {@code -Drondo.ort=gpu}: models run on it, and answer the same. */
class CudaTest {
  @TempDir Path folder;

  @Test
  void recurrentNodesRunOnTheGpuAndAnswerAsOnTheProcessor() throws IOException {
    Rondo cuda = Rondo.load().device("cuda").backend("onnxruntime");
    for (String cell : List.of("lstm", "gru", "rnn")) {
      Map<String, String> network = Map.of("cell", cell, "layers", "2");
      proved(cuda, cell, Untrained.of(cuda.plugins(), "ner", Map.of(), network));
    }
  }

  private <I, O> void proved(Rondo cuda, String cell, Untrained<I, O> made) {
    SortedMap<String, String> placed = placed(cuda, made);
    String operator = cell.toUpperCase(Locale.ROOT);
    assertThat(placed.values()).contains(operator + " on CUDAExecutionProvider");
    assertThat(placed.values()).doesNotContain(operator + " on CPUExecutionProvider");
    Path file = folder.resolve(cell + ".onnx");
    cuda.export(made.model(), made.inputs(), "onnx", file, Map.of());
    Exporter.Finding found = cuda.verify(made.model(), made.inputs(), "onnx", file);
    assertThat(found.equal()).as(found.text()).isTrue();
  }

  private static SortedMap<String, String> placed(Rondo cuda, Untrained<?, ?> made) {
    try {
      return cuda.placement(made.model());
    } catch (DeviceException e) {
      return Assumptions.abort("there is no GPU here, or no CUDA for it: " + e.getMessage());
    }
  }
}
