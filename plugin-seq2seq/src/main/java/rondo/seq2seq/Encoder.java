package rondo.seq2seq;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import rondo.core.Flow;
import rondo.core.Inputs;
import rondo.core.Matrix;
import rondo.core.Pass;
import rondo.core.State;
import rondo.core.Trace;
import rondo.core.graph.Attr;
import rondo.core.graph.Graph;
import rondo.core.graph.InputWires;
import rondo.core.graph.Value;
import rondo.core.graph.Wires;
import rondo.engine.layer.Columns;
import rondo.engine.layer.Features;
import rondo.engine.layer.Recurrent;
import rondo.engine.layer.Stack;

/**
 * Reads a source: columns, and recurrent layers over them. What it gives is a flow of a sequence,
 * which is looked back at, and a state of one part: what the top layer said last, its directions
 * side by side.
 */
final class Encoder {
  private final Features features;
  private final Stack body;
  private final int[] last; // the parts of the end state that are the top layer's last outputs
  private final int each; // how wide each of them is

  /** The top layer stands last in the body. */
  Encoder(Features features, Stack body, Recurrent top) {
    this.features = features;
    this.body = body;
    int directions = top.recurrence().cells().size();
    int parts = top.ports().state().size() / directions;
    int before = body.ports().state().size() - top.ports().state().size();
    last = new int[directions];
    for (int d = 0; d < directions; d++) {
      last[d] = before + d * parts; // part 0 of a cell's state is its output at the length
    }
    each = top.ports().out() / directions;
  }

  int width() {
    return body.ports().out();
  }

  Trace forward(Inputs source, Pass pass) {
    Trace read = features.forward(source, pass);
    Trace run = body.forward(read.output(), pass);
    return new Trace(
        said(run.output(), pass),
        gradient -> {
          State dend = dend(gradient.state().part(0), pass);
          Flow din = run.backward().apply(new Flow(gradient.sequence(), dend));
          return read.backward().apply(Flow.of(din.sequence()));
        });
  }

  Flow predict(Inputs source, Pass pass) {
    return said(body.predict(Flow.of(features.predict(source, pass)), pass), pass);
  }

  private Flow said(Flow out, Pass pass) {
    Matrix[] outputs = new Matrix[last.length];
    for (int d = 0; d < last.length; d++) {
      outputs[d] = out.state().part(last[d]);
    }
    return new Flow(out.sequence(), State.of(Columns.join(pass, outputs)));
  }

  /** The gradient of what was said last as that of the end state. */
  private State dend(Matrix dsaid, Pass pass) {
    List<Matrix> parts = new ArrayList<>();
    for (int width : body.ports().state()) {
      parts.add(pass.zeros(dsaid.rows(), width));
    }
    for (int d = 0; d < last.length; d++) {
      parts.set(last[d], Columns.cut(pass, dsaid, d * each, each));
    }
    return new State(parts);
  }

  /** The same: a sequence [S,B,V] and a state of one part [B,V]. */
  Wires write(Graph g, InputWires source) {
    Value vectors = features.write(g.scope("features"), source);
    Wires out = body.write(g, Wires.of(vectors, source.lengths()));
    Value[] outputs = new Value[last.length];
    for (int d = 0; d < last.length; d++) {
      outputs[d] = out.state().get(last[d]);
    }
    Value said =
        last.length == 1 ? outputs[0] : g.op("Concat", Map.of("axis", Attr.of(1)), outputs);
    return new Wires(out.sequence(), source.lengths(), List.of(said));
  }
}
