package rondo.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import rondo.core.graph.Attr;
import rondo.core.graph.Graph;
import rondo.core.graph.Node;
import rondo.core.graph.Tensor;

/** What a graph says, as text that can be compared: records of arrays are not equal by content. */
final class Graphs {
  private Graphs() {}

  static String text(Graph g) {
    StringBuilder out = new StringBuilder();
    write(g, "", out);
    return out.toString();
  }

  private static void write(Graph g, String indent, StringBuilder out) {
    if (indent.isEmpty()) {
      out.append(g.opsets()).append(g.metadata()).append('\n');
      Map<String, Graph> functions = new TreeMap<>();
      g.functions().forEach((op, body) -> functions.put(op.toString(), body));
      functions.forEach(
          (op, body) -> {
            out.append("function ").append(op).append('\n');
            write(body, "  ", out);
          });
    }
    out.append(indent).append(g.inputs()).append(" -> ").append(g.outputs()).append('\n');
    new TreeMap<>(g.constants())
        .forEach((n, t) -> out.append(indent).append(n).append(" = ").append(text(t)).append('\n'));
    for (Node n : g.nodes()) {
      out.append(indent).append(n.name()).append(' ').append(n.op());
      out.append(n.inputs()).append(n.outputs()).append('\n');
      n.attributes()
          .forEach(
              (name, a) -> {
                out.append(indent).append("  ").append(name).append(": ");
                if (a instanceof Attr.Body b) {
                  out.append("body\n");
                  write(b.value(), indent + "    ", out);
                } else if (a instanceof Attr.Constant c) {
                  out.append(text(c.value())).append('\n');
                } else {
                  out.append(a).append('\n');
                }
              });
    }
  }

  static String text(Tensor t) {
    Object data =
        t instanceof Tensor.Floats f
            ? List.of(Arrays.hashCode(f.data()), Arrays.toString(head(f.data())))
            : t instanceof Tensor.Doubles d
                ? Arrays.toString(d.data())
                : t instanceof Tensor.Ints i
                    ? Arrays.toString(i.data())
                    : t instanceof Tensor.Held h
                        ? Arrays.toString(h.data())
                        : Arrays.toString(((Tensor.Strings) t).data());
    return t.type() + " " + t.dims() + " " + data;
  }

  private static float[] head(float[] data) {
    return Arrays.copyOf(data, Math.min(8, data.length));
  }
}
