package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.core.Noise;
import rondo.core.Param;
import rondo.core.graph.Graph;
import rondo.core.graph.Port;
import rondo.core.graph.Tensor;
import rondo.engine.Plugins;
import rondo.engine.kernel.KernelChoice;
import rondo.engine.work.Work;
import rondo.engine.work.Workers;
import rondo.onnx.OnnxFile;
import rondo.onnx.TensorFile;
import rondo.onnx.foreign.ForeignModel;
import rondo.testkit.GradientCheck;
import rondo.testkit.OnnxCase;

/** Gradients through imported models agree with differences of a loss that reads all outputs. */
class ForeignGradientsTest {
  private static final int MOST = 400; // values of a parameter that are nudged, one by one
  private static final Tensor NONE = new Tensor.Floats(List.of(0), new float[0]);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pytorch/op13_tagger_packed", // two layers of packed LSTMs
        "pytorch/op13_clf_packed", // the last state
        "pytorch/op13_rnn_relu_L1_bi_bf_dyn",
        "pytorch-2.13/clf_lstm_mean_bi",
        "pytorch-2.13/clf_gru_last",
        "pytorch-2.13/gru_L2_bi_states", // states in and out
        "pytorch-2.13/decoder_step_attention", // attention is interpreted
        "pytorch-2.13/rnn_L1_uni_bf" // unrolled
      })
  void agreeWithDifferences(String name) throws IOException {
    Path folder = OnnxCase.shared("onnx/" + name);
    Graph graph = OnnxFile.read(folder.resolve("model.onnx"));
    ForeignModel model = ForeignModel.of(graph, Plugins.load().cells().all());
    Map<String, Tensor> inputs = inputs(graph, folder.resolve("test_data_set_0"));
    Work work = new Work(KernelChoice.best(), Workers.ONE).reset(Noise.NONE);
    ForeignModel.Forward forward = model.forward(inputs, work);
    Map<String, float[]> projection = projection(forward.outputs());
    Map<String, float[]> gradients = new HashMap<>();
    projection.forEach((output, d) -> gradients.put(output, d.clone()));
    forward.back().accept(gradients);
    assertThat(model.params()).isNotEmpty().allMatch(p -> reached(work, p));
    new GradientCheck(() -> projected(model.run(inputs), projection))
        .params(model.params().stream().filter(p -> p.value().size() <= MOST).toList(), work)
        .verify();
  }

  private static boolean reached(Work work, Param p) {
    return work.hasGradient(p) || work.hasRows(p);
  }

  private static Map<String, Tensor> inputs(Graph graph, Path set) throws IOException {
    Map<String, Tensor> inputs = new HashMap<>();
    int i = 0;
    for (Port port : graph.inputs()) {
      inputs.put(port.value().name(), TensorFile.read(set.resolve("input_" + i++ + ".pb")));
    }
    return inputs;
  }

  /** What each value of each output counts in the loss, the same each time. */
  private static Map<String, float[]> projection(SortedMap<String, Tensor> outputs) {
    Map<String, float[]> all = new TreeMap<>();
    outputs.forEach(
        (name, t) -> {
          if (t instanceof Tensor.Floats floats) {
            Noise noise = Noise.of(5).at(name);
            float[] d = new float[floats.data().length];
            for (int i = 0; i < d.length; i++) {
              d[i] = (float) noise.gaussian(i);
            }
            all.put(name, d);
          }
        });
    return all;
  }

  private static double projected(
      SortedMap<String, Tensor> outputs, Map<String, float[]> projection) {
    double sum = 0;
    for (Map.Entry<String, float[]> each : projection.entrySet()) {
      float[] y = ((Tensor.Floats) outputs.getOrDefault(each.getKey(), NONE)).data();
      for (int i = 0; i < y.length; i++) {
        sum += (double) y[i] * each.getValue()[i];
      }
    }
    return sum;
  }
}
