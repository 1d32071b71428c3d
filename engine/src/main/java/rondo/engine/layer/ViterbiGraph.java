package rondo.engine.layer;

import java.util.List;
import java.util.Map;
import rondo.core.graph.Attr;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.OpId;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;

/**
 * Viterbi as nodes: a Scan forward for the best way to each label and where it came from, a Scan in
 * reverse along those. It adds in the order in which {@link Viterbi} adds and, as that does, keeps
 * the first of equals, so that equal scores give equal labels. The best of an axis is found by
 * ArgMax and fetched by GatherElements, whose form no opset from 13 on has changed.
 */
final class ViterbiGraph {
  private static final Map<String, Attr> DROP = Map.of("axis", Attr.of(1), "keepdims", Attr.of(0));
  private static final Map<String, Attr> KEEP = Map.of("axis", Attr.of(1), "keepdims", Attr.of(1));
  private static final Map<String, Attr> AXIS = Map.of("axis", Attr.of(1));

  private final int K;

  ViterbiGraph(int labels) {
    K = labels;
  }

  /** Of the scores of transitions a [1,K,K] and of the first and the last label e [2,K]. */
  Value write(Graph g, Value scores, Value lengths, Value a, Value e) {
    Value first = g.op("Gather", e, g.ints(0)); // [1,K]
    Value last = g.op("Gather", e, g.ints(1));
    Value n = g.cast(lengths, ElementType.INT64);

    Graph f = g.scope("forward").body();
    Value t = f.input("t", ElementType.INT64);
    Value v = f.input("v", ElementType.FLOAT, "B", "" + K);
    Value x = f.input("x", ElementType.FLOAT, "B", "" + K);
    Value ways = f.op("Add", f.op("Unsqueeze", v, f.ints(2)), a); // [B,K,K]
    Value origin = f.op("ArgMax", KEEP, ways); // [B,1,K]
    Value best = f.op("Squeeze", f.op("GatherElements", AXIS, ways, origin), f.ints(1));
    Value from = f.op("Squeeze", origin, f.ints(1));
    Value into = f.op("Where", f.op("Equal", t, f.scalar(0)), first, best);
    Value sum = f.op("Add", into, x);
    Value top = f.op("GatherElements", AXIS, sum, f.op("ArgMax", KEEP, sum)); // [B,1]
    Value alive = f.op("Unsqueeze", f.op("Less", t, n), f.ints(1)); // [B,1]
    Value self = f.constant("self", labels());
    f.output("t_next", f.op("Add", t, f.scalar(1)), ElementType.INT64);
    f.output(
        "v_next", f.op("Where", alive, f.op("Sub", sum, top), v), ElementType.FLOAT, "B", "" + K);
    f.output("from", f.op("Where", alive, from, self), ElementType.INT64, "B", "" + K);

    Value zero = g.op("Squeeze", g.zeros(lengths, K), g.ints(0));
    List<Value> scan =
        g.node(
            OpId.onnx("Scan"),
            3,
            Map.of("body", new Attr.Body(f), "num_scan_inputs", Attr.of(1)),
            g.scalar(0),
            zero,
            scores);

    Graph r = g.scope("path").body();
    Value y = r.input("y", ElementType.INT64, "B");
    Value origins = r.input("origins", ElementType.INT64, "B", "" + K);
    Value before = r.op("GatherElements", AXIS, origins, r.op("Unsqueeze", y, r.ints(1)));
    r.output("y_before", r.op("Squeeze", before, r.ints(1)), ElementType.INT64, "B");
    r.output("y_here", y, ElementType.INT64, "B");
    Attr reverse = new Attr.Ints(List.of(1L));
    Value end = g.op("ArgMax", DROP, g.op("Add", scan.get(1), last)); // [B]
    return g.node(
            OpId.onnx("Scan"),
            2,
            Map.of(
                "body",
                new Attr.Body(r),
                "num_scan_inputs",
                Attr.of(1),
                "scan_input_directions",
                reverse,
                "scan_output_directions",
                reverse),
            end,
            scan.get(2))
        .get(1);
  }

  private Tensor labels() {
    long[] all = new long[K];
    for (int j = 0; j < K; j++) {
      all[j] = j;
    }
    return new Tensor.Ints(List.of(1, K), all, ElementType.INT64);
  }
}
