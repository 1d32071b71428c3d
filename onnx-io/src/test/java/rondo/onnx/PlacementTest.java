package rondo.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.core.Demand.Wanted;
import rondo.core.Device;
import rondo.core.DeviceException;
import rondo.core.Model;

class PlacementTest {
  private static final Device GPU = Device.parse("cuda:1");

  @TempDir Path folder;

  @Test
  void arithmeticOfShapesMayStayOnTheProcessor() throws IOException {
    Placement placement =
        read(event("a/LSTM_1", "LSTM", "CUDA"), event("a/Shape_2", "Shape", "CPU"));
    assertThatCode(() -> placement.requireOn(GPU)).doesNotThrowAnyException();
    assertThat(placement.summary())
        .isEqualTo("1 nodes on CPUExecutionProvider, 1 nodes on CUDAExecutionProvider");
    assertThat(placement.lines())
        .containsEntry("a/LSTM_1", "LSTM on CUDAExecutionProvider")
        .hasSize(2);
  }

  @Test
  void aRecurrentOperatorThatFellBackIsRefusedByName() throws IOException {
    Placement placement = read(event("a/GRU_1", "GRU", "CPU"), event("b", "MatMul", "CUDA"));
    assertThatThrownBy(() -> placement.requireOn(GPU))
        .isInstanceOf(DeviceException.class)
        .hasMessage(
            "ONNX Runtime computes 1 of the nodes on the processor though cuda:1 was asked for:"
                + " 'a/GRU_1' (GRU); allow it with --backend.fallback=true, or use --device cpu");
  }

  @Test
  void aRunTellsOfEachNode() {
    Model<?, ?> model = Labels.model(Labels.WORDS, Wanted.EACH_TOKEN, "forward", Gated.Fault.NONE);
    Placement placement = Placement.of(model, Device.CPU, OrtTuning.USUAL);
    assertThat(placement.lines().values())
        .contains("Scan on CPUExecutionProvider")
        .allMatch(line -> line.endsWith(" on CPUExecutionProvider"));
  }

  /** A profile as the runtime writes it: also of what is no node. */
  private Placement read(String... events) throws IOException {
    String session = "{\"cat\":\"Session\",\"name\":\"model_run\",\"args\":{}}";
    String all =
        Stream.concat(Stream.of(session), Stream.of(events)).collect(Collectors.joining(","));
    return Placement.read(Files.writeString(folder.resolve("profile.json"), "[" + all + "]"));
  }

  private static String event(String node, String operator, String provider) {
    return """
        {"cat":"Node","name":"%s_kernel_time","dur":3,
         "args":{"op_name":"%s","provider":"%sExecutionProvider","node_index":"4"}}"""
        .formatted(node, operator, provider);
  }
}
