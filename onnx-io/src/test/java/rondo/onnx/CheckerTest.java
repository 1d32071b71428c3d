package rondo.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.onnx.ModelProto;
import org.bytedeco.onnx.global.onnx;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.core.Demand.Wanted;
import rondo.core.Model;
import rondo.core.Task;
import rondo.core.graph.Attr;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.Value;

/** What we write, before the official checker, types and shapes included. */
class CheckerTest {
  @BeforeAll
  static void onlyWhereTheCheckerRuns() {
    Assumptions.assumeTrue(
        Loader.getPlatform().equals("linux-x86_64"),
        "the official checker comes for linux-x86_64 only");
  }

  @ParameterizedTest
  @EnumSource(
      value = Wanted.class,
      names = {"EACH_TOKEN", "WHOLE_SEQUENCE"})
  void exportsWithFunctionsAndBodiesAreRight(Wanted wanted) {
    for (String direction : new String[] {"forward", "bidirectional"}) {
      Model<?, ?> model = Labels.model(Labels.RICH, wanted, direction, Gated.Fault.NONE);
      Map<String, Graph> graphs = model.task().write(model.network(), Task.Form.ANSWER);
      graphs.values().forEach(g -> check(OnnxFile.write(g)));
      if (model.network().streams()) {
        model
            .task()
            .write(model.network(), Task.Form.STEPS)
            .values()
            .forEach(g -> check(OnnxFile.write(g)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"conformance", "conformance-extra", "pytorch", "pytorch-2.13", "matrix"})
  void filesReadAndWrittenAreRight(String collection) throws IOException {
    for (Path each : Shared.cases("onnx/" + collection)) {
      check(OnnxFile.write(OnnxFile.read(each.resolve("model.onnx"))));
    }
  }

  @Test
  void theCheckerFindsWhatIsWrong() {
    Graph g = new Graph();
    Value x = g.input("x", ElementType.FLOAT, "N", "3");
    Map<String, Attr> axis = Map.of("axes", Attr.of(0)); // an input since opset 13
    g.output("y", g.op("Squeeze", axis, x), ElementType.FLOAT, "3");
    assertThatThrownBy(() -> check(OnnxFile.write(g))).hasMessageContaining("Squeeze");
  }

  private static void check(byte[] file) {
    try (ModelProto model = new ModelProto();
        BytePointer bytes = new BytePointer(file)) {
      assertThat(onnx.ParseProtoFromBytes(model, bytes, file.length)).isTrue();
      onnx.check_model(model, true, false, false);
    }
  }
}
