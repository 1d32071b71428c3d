package rondo.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.core.ModelFormatException;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.Node;
import rondo.core.graph.OpId;
import rondo.core.graph.Port;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;

class OnnxFileTest {
  @ParameterizedTest
  @ValueSource(strings = {"conformance", "conformance-extra", "pytorch", "pytorch-2.13", "matrix"})
  void filesReadAndWrittenSayTheSame(String collection) throws IOException {
    for (Path each : Shared.cases("onnx/" + collection)) {
      Path file = each.resolve("model.onnx");
      Graph once = OnnxFile.read(file);
      Graph twice = OnnxFile.read(OnnxFile.write(once));
      assertThat(Graphs.text(twice)).as(each.toString()).isEqualTo(Graphs.text(once));
    }
  }

  /** Its file stands beside one that holds the same values itself. */
  @Test
  void valuesBesideAFileAreThoseWithinIt() throws IOException {
    Path cases = Shared.folder("onnx/pytorch-2.13");
    Graph beside = OnnxFile.read(cases.resolve("tagger_lstm_external/model.onnx"));
    assertThat(beside.constants().values())
        .filteredOn(Tensor.Floats.class::isInstance)
        .anySatisfy(t -> assertThat(((Tensor.Floats) t).data().length).isGreaterThan(1000));
    assertThatThrownBy(
            () ->
                OnnxFile.read(Files.readAllBytes(cases.resolve("tagger_lstm_external/model.onnx"))))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining(
            "its values stand in another file, 'model.onnx.data'; open the model");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13})
  void everyVersionOfTheFormatIsRead(int version) {
    byte[] file = file(version, 17);
    assertThat(OnnxFile.read(file).nodes()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24})
  void everyVersionOfTheOperatorsIsRead(int version) {
    assertThat(OnnxFile.read(file(8, version)).opsets()).containsEntry("", version);
  }

  private static byte[] file(int ir, int opset) {
    Graph graph = new Graph();
    graph.opset("", opset);
    Value x = graph.input("x", ElementType.FLOAT, "2");
    graph.add(Node.of("t", OpId.onnx("Tanh"), List.of(x), List.of(new Value("y")), Map.of()));
    graph.output(new Port(new Value("y"), ElementType.FLOAT, List.of("2")));
    byte[] file = OnnxFile.write(graph);
    file[1] = (byte) ir; // the first field
    return file;
  }
}
