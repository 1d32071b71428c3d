package rondo.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.core.ModelFormatException;
import rondo.core.graph.Graph;

class OnnxFileTest {
  /** Files with what is not read yet, and what they are told. */
  static final Map<String, String> REFUSED =
      Map.of(
          "tagger_lstm_external", "its values stand in another file",
          "fp16_stored_weights_cast", "elements of type float16 are not read",
          "int8_DynamicQuantizeLSTM", "elements of type int8 are not read");

  @ParameterizedTest
  @ValueSource(strings = {"conformance", "conformance-extra", "pytorch", "pytorch-2.13", "matrix"})
  void filesReadAndWrittenSayTheSame(String collection) throws IOException {
    for (Path each : Shared.cases("onnx/" + collection)) {
      Path file = each.resolve("model.onnx");
      String refusal = REFUSED.get(each.getFileName().toString());
      if (refusal != null) {
        assertThatThrownBy(() -> OnnxFile.read(file))
            .isInstanceOf(ModelFormatException.class)
            .hasMessageContaining(refusal);
        continue;
      }
      Graph once = OnnxFile.read(file);
      Graph twice = OnnxFile.read(OnnxFile.write(once));
      assertThat(Graphs.text(twice)).as(each.toString()).isEqualTo(Graphs.text(once));
    }
  }
}
