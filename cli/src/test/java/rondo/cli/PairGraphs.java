package rondo.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import rondo.core.graph.Attr;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.OpId;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;

/** An encoder and a step of a decoder as PyTorch users export them, small and random. */
record PairGraphs(boolean lstm, boolean attention) {
  static final int READ = 9;
  static final int WRITTEN = 10;
  private static final int E = 4;
  private static final int H = 5;

  private String cell() {
    return lstm ? "LSTM" : "GRU";
  }

  /** Ids and lengths to a memory and the end of what was read. */
  Graph encoder() {
    Random random = new Random(5);
    Graph g = new Graph();
    Value ids = g.input("ids", ElementType.INT64, "batch", "time");
    Value lengths = g.input("lengths", ElementType.INT32, "batch");
    Value x = g.op("Transpose", perm(1, 0, 2), g.op("Gather", floats(g, random, READ, E), ids));
    List<Value> out = cell(g, random, x, lengths, Value.NONE, Value.NONE);
    Value y = g.op("Squeeze", out.get(0), g.ints(1));
    g.output(
        "memory", g.op("Transpose", perm(1, 0, 2), y), ElementType.FLOAT, "batch", "time", "5");
    g.output("h", out.get(1), ElementType.FLOAT, "1", "batch", "5");
    if (lstm) {
      g.output("c", out.get(2), ElementType.FLOAT, "1", "batch", "5");
    }
    return g;
  }

  /** A token and a state, and perhaps a memory, to scores and the next state. */
  Graph step() {
    Random random = new Random(6);
    Graph g = new Graph();
    Value token = g.input("token", ElementType.INT64, "batch", "1");
    Value h = g.input("h0", ElementType.FLOAT, "1", "batch", "5");
    Value c = lstm ? g.input("c0", ElementType.FLOAT, "1", "batch", "5") : Value.NONE;
    Value x =
        g.op("Transpose", perm(1, 0, 2), g.op("Gather", floats(g, random, WRITTEN, E), token));
    List<Value> out = cell(g, random, x, Value.NONE, h, c);
    Value y = g.op("Transpose", perm(1, 0, 2), g.op("Squeeze", out.get(0), g.ints(1))); // [B,1,H]
    Value told = y;
    if (attention) {
      Value memory = g.input("memory", ElementType.FLOAT, "batch", "time", "5");
      Value query = g.op("MatMul", y, floats(g, random, H, H));
      Value scores = g.op("MatMul", query, g.op("Transpose", perm(0, 2, 1), memory));
      Value seen = g.op("MatMul", g.op("Softmax", Map.of("axis", Attr.of(-1)), scores), memory);
      told = g.op("Tanh", g.op("Concat", Map.of("axis", Attr.of(2)), y, seen));
    }
    Value all = g.op("MatMul", told, floats(g, random, attention ? 2 * H : H, WRITTEN));
    g.output("scores", all, ElementType.FLOAT, "batch", "1", "10");
    g.output("h", out.get(1), ElementType.FLOAT, "1", "batch", "5");
    if (lstm) {
      g.output("c", out.get(2), ElementType.FLOAT, "1", "batch", "5");
    }
    return g;
  }

  private List<Value> cell(Graph g, Random random, Value x, Value lengths, Value h, Value c) {
    int gates = lstm ? 4 : 3;
    List<Value> in =
        new ArrayList<>(
            List.of(
                x,
                floats(g, random, 1, gates * H, E),
                floats(g, random, 1, gates * H, H),
                floats(g, random, 1, 2 * gates * H),
                lengths,
                h));
    if (lstm) {
      in.add(c);
    }
    Map<String, Attr> attributes = Map.of("hidden_size", Attr.of(H));
    return g.node(OpId.onnx(cell()), lstm ? 3 : 2, attributes, in.toArray(Value[]::new));
  }

  private static Map<String, Attr> perm(int a, int b, int c) {
    return Map.of("perm", Attr.of(a, b, c));
  }

  private static Value floats(Graph g, Random random, Integer... dims) {
    int size = List.of(dims).stream().reduce(1, Math::multiplyExact);
    float[] data = new float[size];
    for (int i = 0; i < size; i++) {
      data[i] = (float) random.nextGaussian();
    }
    String name = "w" + g.constants().size();
    return g.constant(name, new Tensor.Floats(List.of(dims), data));
  }
}
