package rondo.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rondo.core.Device;
import rondo.core.DeviceException;
import rondo.core.ModelFormatException;
import rondo.core.graph.Attr;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.OpId;
import rondo.core.graph.Port;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;

class OrtModelTest {
  @ParameterizedTest
  @CsvSource({
    "conformance, 9", // of 12: layout = 1 is refused
    "conformance-extra, 34",
    "pytorch, 87", // of 107: the batch of the example is frozen into zero states
    "pytorch-2.13, 32", // of 45: a frozen time, a second file
    "matrix, 24"
  })
  void filesReadAndWrittenStillGiveTheirStoredOutputs(String collection, int sets)
      throws IOException {
    int ran = 0;
    for (Path each : Shared.cases("onnx/" + collection)) {
      if (!each.endsWith("tagger_lstm_external")) { // the runtime is given bytes, of one file
        ran += StoredCase.of(each).check();
      }
    }
    assertThat(ran).as(collection).isEqualTo(sets);
  }

  @Test
  void emptyInputNeverReachesTheRuntime() {
    try (OrtModel model = OrtModel.open(OnnxFile.write(gru()), Device.CPU)) {
      assertThatThrownBy(() -> model.run(Map.of("x", floats(2, 0, 1), "lengths", ints(0))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("is empty, its dims are");
      assertThatThrownBy(() -> model.run(Map.of("x", floats(0, 1, 1), "lengths", ints(1))))
          .hasMessage(
              "input 'x' is empty, its dims are [0, 1, 1];"
                  + " run a batch of at least one example and step");
    }
    Graph strings = new Graph();
    Value s = strings.input("s", ElementType.STRING, "N");
    strings.output("same", s, ElementType.STRING, "N");
    try (OrtModel model = OrtModel.open(OnnxFile.write(strings), Device.CPU)) {
      Tensor none = new Tensor.Strings(List.of(0), new String[0]);
      assertThatThrownBy(() -> model.run(Map.of("s", none))).hasMessageContaining("is empty");
      Tensor words = new Tensor.Strings(List.of(2), new String[] {"Übung", "日本"});
      assertThat(Graphs.text(Objects.requireNonNull(model.run(Map.of("s", words)).get("same"))))
          .isEqualTo(Graphs.text(words));
    }
  }

  @Test
  void lengthsPastTheEndNeverReachTheRuntime() {
    try (OrtModel model = OrtModel.open(OnnxFile.write(gru()), Device.CPU)) {
      assertThatThrownBy(() -> model.run(Map.of("x", floats(2, 3, 1), "lengths", ints(2, 3, 1))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("input 'lengths' has a length of 3 where there are 2 steps");
      assertThatThrownBy(() -> model.run(Map.of("x", floats(2, 3, 1), "lengths", ints(2, -1, 1))))
          .hasMessage("input 'lengths' has a length of -1 where there are 2 steps");
      assertThat(model.run(Map.of("x", floats(2, 3, 1), "lengths", ints(2, 0, 1))))
          .containsKey("y");
    }
  }

  /** Of a graph of somebody else, whose names say nothing. */
  @Test
  void aLengthPastTheEndIsAnExceptionUnderAnyName() {
    for (String op : List.of("LSTM", "GRU", "RNN")) {
      try (OrtModel model = OrtModel.open(OnnxFile.write(recurrent(op, "n")), Device.CPU)) {
        for (long length : new long[] {3, Integer.MAX_VALUE, -1}) {
          assertThatThrownBy(() -> model.run(Map.of("x", floats(2, 1, 1), "n", ints(length))))
              .as("%s of %d", op, length)
              .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> model.run(Map.of("x", floats(0, 1, 1), "n", ints(0))))
            .hasMessageContaining("is empty");
        assertThatThrownBy(() -> model.run(Map.of("x", floats(1, 0, 1), "n", ints())))
            .hasMessageContaining("is empty");
      }
    }
  }

  @Test
  void unknownAndMissingNamesAreRefused() {
    try (OrtModel model = OrtModel.open(OnnxFile.write(gru()), Device.CPU)) {
      assertThatThrownBy(() -> model.run(Map.of("x", floats(2, 3, 1))))
          .hasMessage("no input [lengths]; there are [x]");
      assertThatThrownBy(
              () -> model.run(Map.of("x", floats(1, 1, 1), "lengths", ints(1), "z", ints(1))))
          .hasMessage("no input [z]; there are [lengths, x]");
      assertThatThrownBy(() -> model.run(Map.of("x", ints(1), "lengths", ints(1))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("ONNX Runtime refuses: ");
    }
  }

  @Test
  void whatTheRuntimeCannotOpenIsRefused() {
    Graph g = new Graph();
    Value x = g.input("x", ElementType.FLOAT, "N");
    g.output("y", g.op("NoSuchOperator", x), ElementType.FLOAT, "N");
    assertThatThrownBy(() -> OrtModel.open(OnnxFile.write(g), Device.CPU))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("NoSuchOperator");
  }

  @Test
  void missingCudaIsOneSentence() {
    assertThatThrownBy(() -> OrtModel.open(OnnxFile.write(gru()), Device.parse("cuda:0")))
        .isInstanceOf(DeviceException.class)
        .hasMessageStartingWith("ONNX Runtime cannot use cuda:0 (")
        .hasMessageEndingWith("or use --device cpu")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void metadataAreKept() {
    Graph g = gru();
    g.metadata("rondo.task", "ner");
    g.metadata("words", "Ada\nÜbung");
    try (OrtModel model = OrtModel.open(OnnxFile.write(g), Device.CPU)) {
      assertThat(model.metadata()).isEqualTo(Map.of("rondo.task", "ner", "words", "Ada\nÜbung"));
      assertThat(model.inputs()).containsExactly("lengths", "x");
      assertThat(model.outputs()).containsExactly("y");
    }
  }

  /** The kind of node that brings the process down when it is fed nothing. */
  private static Graph gru() {
    return recurrent("GRU", "lengths");
  }

  private static Graph recurrent(String op, String called) {
    int gates = op.equals("LSTM") ? 4 : op.equals("GRU") ? 3 : 1;
    Graph g = new Graph();
    Value x = g.input("x", ElementType.FLOAT, "T", "B", "1");
    Value lengths = g.input(called, ElementType.INT32, "B");
    Value w = g.constant("W", floats(1, gates, 1));
    Value r = g.constant("R", floats(1, gates, 1));
    List<Value> y =
        g.node(OpId.onnx(op), 1, Map.of("hidden_size", Attr.of(1)), x, w, r, Value.NONE, lengths);
    g.output("y", y.get(0), ElementType.FLOAT, Port.ANY);
    return g;
  }

  private static Tensor floats(Integer... dims) {
    int size = 1;
    for (int d : dims) {
      size *= d;
    }
    return new Tensor.Floats(List.of(dims), new float[size]);
  }

  private static Tensor ints(long... values) {
    return new Tensor.Ints(List.of(values.length), values, ElementType.INT32);
  }
}
