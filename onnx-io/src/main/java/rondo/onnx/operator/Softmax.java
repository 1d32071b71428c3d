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

/**
 * Scores as chances, their logarithms, or 1 for the first best of them.
 *
 * @param flat whether all axes from the one that is said on are one, as before version 13
 */
public record Softmax(NodeWords words, Kind kind, long axis, boolean flat) implements Operator {
  /** What scores become. */
  public enum Kind {
    CHANCES,
    LOGARITHMS,
    BEST
  }

  static Map<String, Maker> makers() {
    return Map.of(
        "Softmax", words -> of(words, Kind.CHANCES),
        "LogSoftmax", words -> of(words, Kind.LOGARITHMS),
        "Hardmax", words -> of(words, Kind.BEST));
  }

  private static Applied of(NodeWords words, Kind kind) {
    boolean flat = words.opset() < 13;
    long axis = words.only("axis").whole("axis", flat ? 1 : -1);
    return new Applied(new Softmax(words.alone(), kind, axis, flat), words.operand(0));
  }

  @Override
  public List<List<Size>> sizes(List<List<Size>> operands, Supplier<Size> fresh) {
    words.axis(axis, operands.get(0).size());
    return operands;
  }

  @Override
  public Computed compute(List<Tensor> operands, Room room) {
    if (!(operands.get(0) instanceof Tensor.Floats in)) {
      throw words.unfit(operands.get(0));
    }
    int at = words.axis(axis, in.dims().size());
    Lines lines = flat ? Lines.from(at, in.dims()) : Lines.along(at, in.dims());
    float[] y = room.floats(in.dims());
    if (lines.length() > 0) {
      lines.each(start -> forward(in.data(), y, start, lines));
    }
    return new Computed(
        List.of(new Tensor.Floats(in.dims(), y)), d -> List.of(back(y, d.get(0), lines)));
  }

  private void forward(float[] x, float[] y, int start, Lines lines) {
    int step = lines.inner();
    int end = start + lines.length() * step;
    int best = start;
    for (int i = start; i < end; i += step) {
      best = x[i] > x[best] ? i : best;
    }
    if (kind == Kind.BEST) {
      y[best] = 1;
      return;
    }
    double sum = 0;
    for (int i = start; i < end; i += step) {
      double e = Math.exp(x[i] - x[best]);
      y[i] = (float) e;
      sum += e;
    }
    double log = Math.log(sum);
    for (int i = start; i < end; i += step) {
      y[i] = (float) (kind == Kind.CHANCES ? y[i] / sum : x[i] - x[best] - log);
    }
  }

  private float[] back(float[] y, float[] d, Lines lines) {
    if (kind == Kind.BEST) {
      return Back.NONE;
    }
    lines.each(start -> back(y, d, start, lines));
    return d;
  }

  private void back(float[] y, float[] d, int start, Lines lines) {
    int step = lines.inner();
    int end = start + lines.length() * step;
    boolean chances = kind == Kind.CHANCES;
    double sum = 0;
    for (int i = start; i < end; i += step) {
      sum += chances ? d[i] * y[i] : d[i];
    }
    for (int i = start; i < end; i += step) {
      d[i] =
          (float)
              (chances
                  ? y[i] * (d[i] - sum) // dx = y (dy - Σ dy y)
                  : d[i] - Math.exp(y[i]) * sum); // dx = dy - exp(y) Σ dy
    }
  }

  @Override
  public List<Value> write(Graph graph, List<Value> operands) {
    String name = words.node().op().name();
    Value x = operands.get(0);
    if (!flat) {
      return List.of(graph.op(name, Map.of("axis", Attr.of(axis)), x));
    }
    Value rows = graph.op("Flatten", Map.of("axis", Attr.of(axis)), x);
    Value y = graph.op(name, Map.of("axis", Attr.of(-1)), rows);
    return List.of(graph.op("Reshape", y, graph.op("Shape", x)));
  }
}
