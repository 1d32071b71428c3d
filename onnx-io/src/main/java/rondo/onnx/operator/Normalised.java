package rondo.onnx.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import rondo.core.graph.Attr;
import rondo.core.graph.Graph;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.onnx.operator.Operators.Applied;
import rondo.onnx.operator.Operators.Maker;

/**
 * Values moved and scaled to mean 0 and variance 1 within each line, then scaled and moved by
 * weights: over the last axes, of which each place has weights (a layer's normalisation), or over
 * those behind the channels, which have them (an instance's).
 */
record Normalised(NodeWords words, long axis, float epsilon, boolean channels) implements Operator {
  static Map<String, Maker> makers() {
    return Map.of(
        "LayerNormalization", Normalised::layer, "InstanceNormalization", Normalised::instance);
  }

  private static Applied layer(NodeWords words) {
    words.only("axis", "epsilon", "stash_type");
    if (!words.node().output(1).none() || !words.node().output(2).none()) {
      throw words.refused("only its first output is computed; leave the others out");
    }
    return new Normalised(words.alone(), words.whole("axis", -1), epsilon(words), false)
        .applied(words);
  }

  private static Applied instance(NodeWords words) {
    words.only("epsilon");
    return new Normalised(words.alone(), 2, epsilon(words), true).applied(words);
  }

  static float epsilon(NodeWords words) {
    return words.real("epsilon", 1e-5f);
  }

  private Applied applied(NodeWords of) {
    List<Value> operands = new ArrayList<>(List.of(of.operand(0), of.operand(1)));
    if (channels || !of.node().input(2).none()) {
      operands.add(of.operand(2));
    }
    return new Applied(this, operands);
  }

  @Override
  public List<List<Size>> sizes(List<List<Size>> operands, Supplier<Size> fresh) {
    words.axis(axis, operands.get(0).size());
    return List.of(operands.get(0));
  }

  @Override
  public Computed compute(List<Tensor> operands, Room room) {
    List<Tensor.Floats> all = words.floats(operands);
    Tensor.Floats x = all.get(0);
    List<Integer> dims = x.dims();
    Lines lines = Lines.from(words.axis(axis, dims.size()), dims);
    float[] y = room.floats(dims);
    float[] normal = y.clone();
    float[] scale = new float[lines.outer()]; // of each line
    normalise(x.data(), normal, scale, lines);
    Walk weighing = weights(dims, all.get(1));
    Loops.MUL.forward(weighing, normal, all.get(1).data(), y);
    if (all.size() > 2) {
      Loops.ADD.forward(weights(dims, all.get(2)), y, all.get(2).data(), y);
    }
    return new Computed(
        List.of(new Tensor.Floats(dims, y)),
        gradients -> {
          float[] d = gradients.get(0);
          List<float[]> back = new ArrayList<>();
          float[] dw = d.clone();
          Loops.MUL.backY(weighing, normal, all.get(1).data(), y, dw);
          back.add(summed(dw, dims, all.get(1)));
          if (all.size() > 2) {
            back.add(summed(d, dims, all.get(2)));
          }
          Loops.MUL.backX(weighing, all.get(1).data(), d);
          back.add(0, back(normal, scale, d, lines));
          return back;
        });
  }

  /** A walk through values, weights and results. */
  private Walk weights(List<Integer> dims, Tensor.Floats weights) {
    return new Walk(dims, Elements.strides(dims), strides(dims, weights), Elements.strides(dims));
  }

  private int[] strides(List<Integer> dims, Tensor.Floats weights) {
    if (channels) {
      return words.channels(dims, weights);
    }
    if (!Strides.broadcast(weights.dims(), dims).equals(Optional.of(dims))) {
      throw words.refused("weights of dims %s do not fit values of %s", weights.dims(), dims);
    }
    return Strides.repeated(weights.dims(), dims);
  }

  private float[] summed(float[] d, List<Integer> dims, Tensor.Floats weights) {
    return Sums.over(
        new Walk(dims, Elements.strides(dims), strides(dims, weights)), d, weights.data().length);
  }

  private void normalise(float[] x, float[] normal, float[] scale, Lines lines) {
    int length = lines.length();
    for (int line = 0; line < lines.outer(); line++) {
      int start = line * length;
      double sum = 0;
      for (int i = start; i < start + length; i++) {
        sum += x[i];
      }
      double mean = sum / length;
      double squares = 0;
      for (int i = start; i < start + length; i++) {
        squares += (x[i] - mean) * (x[i] - mean);
      }
      double s = 1 / Math.sqrt(squares / length + epsilon);
      for (int i = start; i < start + length; i++) {
        normal[i] = (float) ((x[i] - mean) * s);
      }
      scale[line] = (float) s;
    }
  }

  /** dx = scale (dn - mean(dn) - n mean(dn n)), in the place of dn. */
  private static float[] back(float[] normal, float[] scale, float[] d, Lines lines) {
    int length = lines.length();
    for (int line = 0; line < lines.outer(); line++) {
      int start = line * length;
      double sum = 0;
      double along = 0;
      for (int i = start; i < start + length; i++) {
        sum += d[i];
        along += d[i] * normal[i];
      }
      double mean = sum / length;
      double share = along / length;
      for (int i = start; i < start + length; i++) {
        d[i] = (float) (scale[line] * (d[i] - mean - normal[i] * share));
      }
    }
    return d;
  }

  @Override
  public List<Value> write(Graph graph, List<Value> operands) {
    Map<String, Attr> attributes = new TreeMap<>();
    attributes.put("epsilon", new Attr.Real(epsilon));
    if (!channels) {
      attributes.put("axis", Attr.of(axis));
    }
    String name = words.node().op().name();
    return List.of(graph.op(name, attributes, operands.toArray(Value[]::new)));
  }
}
