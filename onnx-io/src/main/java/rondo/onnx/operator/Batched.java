package rondo.onnx.operator;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import rondo.core.graph.Attr;
import rondo.core.graph.Graph;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.onnx.operator.Operators.Applied;
import rondo.onnx.operator.Operators.Maker;

/** A normalisation over batches in use: channels [N,C,…] scaled and moved by what was learnt. */
record Batched(NodeWords words, float epsilon) implements Operator {
  static Map<String, Maker> makers() {
    return Map.of("BatchNormalization", Batched::of);
  }

  private static Applied of(NodeWords words) {
    words.only("epsilon", "momentum", "training_mode", "spatial");
    if (words.whole("training_mode", 0) != 0) {
      throw words.refused("training_mode must be 0; export the model for use");
    }
    if (words.whole("spatial", 1) != 1) {
      throw words.refused("spatial must be 1, is %d", words.whole("spatial", 1));
    }
    for (int output = 1; output < words.node().outputs().size(); output++) {
      if (!words.node().output(output).none()) {
        throw words.refused("it is exported for training; export the model for use");
      }
    }
    return new Applied(
        new Batched(words.alone(), Normalised.epsilon(words)),
        words.operand(0),
        words.operand(1),
        words.operand(2),
        words.operand(3),
        words.operand(4));
  }

  @Override
  public List<List<Size>> sizes(List<List<Size>> operands, Supplier<Size> fresh) {
    return List.of(operands.get(0));
  }

  @Override
  public Computed compute(List<Tensor> operands, Room room) {
    List<Tensor.Floats> all = words.floats(operands);
    Tensor.Floats x = all.get(0);
    all.subList(1, all.size()).forEach(each -> words.channels(x.dims(), each));
    int C = x.dims().get(1);
    Lines lines = Lines.from(2, x.dims()); // of N C of them, channel by channel
    float[] y = room.floats(x.dims());
    float[] scale = all.get(1).data();
    float[] bias = all.get(2).data();
    float[] mean = all.get(3).data();
    float[] variance = all.get(4).data();
    double[] a = new double[C];
    for (int c = 0; c < C; c++) {
      a[c] = scale[c] / Math.sqrt(variance[c] + epsilon);
    }
    for (int line = 0; line < lines.outer(); line++) {
      int c = line % C;
      for (int i = line * lines.length(); i < (line + 1) * lines.length(); i++) {
        y[i] = (float) (a[c] * (x.data()[i] - mean[c]) + bias[c]);
      }
    }
    return new Computed(
        List.of(new Tensor.Floats(x.dims(), y)),
        d -> back(x.data(), d.get(0), lines, scale, mean, variance));
  }

  private List<float[]> back(
      float[] x, float[] d, Lines lines, float[] scale, float[] mean, float[] variance) {
    int C = scale.length;
    double[] sum = new double[C]; // Σ dy
    double[] along = new double[C]; // Σ dy (x - mean)
    for (int line = 0; line < lines.outer(); line++) {
      int c = line % C;
      double s = 1 / Math.sqrt(variance[c] + epsilon);
      for (int i = line * lines.length(); i < (line + 1) * lines.length(); i++) {
        sum[c] += d[i];
        along[c] += d[i] * (x[i] - mean[c]);
        d[i] *= (float) (scale[c] * s); // dx = dy * scale / √(variance + ε)
      }
    }
    float[] dscale = new float[C];
    float[] dmean = new float[C];
    float[] dvariance = new float[C];
    for (int c = 0; c < C; c++) {
      double s = 1 / Math.sqrt(variance[c] + epsilon);
      dscale[c] = (float) (along[c] * s);
      dmean[c] = (float) (-sum[c] * scale[c] * s);
      dvariance[c] = (float) (-0.5 * along[c] * scale[c] * s * s * s);
    }
    return List.of(d, dscale, Numbers.floats(sum), dmean, dvariance);
  }

  @Override
  public List<Value> write(Graph graph, List<Value> operands) {
    Map<String, Attr> attributes = Map.of("epsilon", new Attr.Real(epsilon));
    return List.of(graph.op("BatchNormalization", attributes, operands.toArray(Value[]::new)));
  }
}
