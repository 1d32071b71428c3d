package rondo.seq2seq;

import java.util.List;
import rondo.core.Batch;
import rondo.core.Carried;
import rondo.core.Flow;
import rondo.core.Inputs;
import rondo.core.Matrix;
import rondo.core.Network;
import rondo.core.NetworkSpec;
import rondo.core.Pass;
import rondo.core.Scores;
import rondo.core.Sequence;
import rondo.core.ShapeException;
import rondo.core.State;
import rondo.core.Trace;
import rondo.core.graph.Graph;
import rondo.core.graph.InputWires;
import rondo.core.graph.Value;
import rondo.core.graph.Wires;
import rondo.engine.layer.Dropout;
import rondo.engine.layer.Features;
import rondo.engine.layer.Linear;

/**
 * Encoder, bridge, decoder and head.
 *
 * @param target makes vectors of what the decoder is told
 * @param told what is dropped of them
 * @param last what is dropped of output vectors before the head
 */
record Seq2Seq(
    NetworkSpec spec,
    Encoder encoder,
    Bridge bridge,
    Features target,
    Dropout told,
    Decoder decoder,
    Dropout last,
    Linear head)
    implements Network {

  @Override
  public boolean streams() {
    return decoder.stack().ports().streams();
  }

  // training

  @Override
  public Trace forward(Batch batch, State start, Pass pass) {
    if (!start.none()) {
      throw new IllegalArgumentException(
          "a decoder starts from its source, not from where another batch ended");
    }
    if (batch.source().batch() != batch.tokens().batch()) {
      throw new ShapeException(
          "%d sources for %d targets", batch.source().batch(), batch.tokens().batch());
    }
    Trace read = encoder.forward(batch.source(), pass);
    Matrix said = read.output().state().part(0);
    Matrix begun = bridge.apply(said, pass);
    Trace looked = target.forward(batch.tokens(), pass);
    Trace words = told.forward(looked.output(), pass);
    Teaching teaching =
        decoder.teach(
            words.output().sequence(), read.output().sequence(), bridge.parts(begun, pass), pass);
    Trace kept = last.forward(Flow.of(teaching.hidden()), pass);
    Flow out = Flow.of(kept.output().sequence());
    return new Trace(
        out,
        gradient -> {
          Sequence d = kept.backward().apply(gradient.like(out, pass)).sequence();
          Teaching.Gradients back = teaching.back(d);
          Flow dtarget = words.backward().apply(Flow.of(back.words()));
          Flow none = looked.backward().apply(dtarget);
          Matrix dsaid = bridge.back(back.start(), begun, said, pass);
          Flow dsource = read.backward().apply(new Flow(back.memory(), State.of(dsaid)));
          return none.with(dsource.state()); // columns have no gradient
        });
  }

  // use

  @Override
  public Carried start(Inputs source, Pass pass) {
    Flow read = encoder.predict(source, pass);
    State cells = bridge.parts(bridge.apply(read.state().part(0), pass), pass);
    int[] owner = new int[source.batch()];
    for (int b = 0; b < owner.length; b++) {
      owner[b] = b;
    }
    List<Sequence> memory = decoder.attention().memory(read.sequence(), pass);
    return new Carried(decoder.start(cells, owner.length, pass), memory, owner);
  }

  @Override
  public Scored score(Inputs tokens, Carried carried, Pass pass) {
    if (tokens.batch() != carried.owner().length) {
      throw new ShapeException(
          "%d rows of tokens for %d that were started or selected",
          tokens.batch(), carried.owner().length);
    }
    Decoder.Told out = decoder.predict(target.predict(tokens, pass), carried, pass);
    Sequence scores = head.predict(Flow.of(out.hidden()), pass).sequence();
    return new Scored(new Scores(scores, out.attention()), out.state());
  }

  // its picture

  @Override
  public CarriedWires writeStart(Graph g, InputWires source) {
    Wires read = encoder.write(g.scope("encoder"), source);
    List<Value> cells = bridge.write(g.scope("bridge"), read.state().get(0));
    List<Value> state = decoder.writeStart(g.scope("start"), cells, source.lengths());
    List<Wires> memory =
        decoder
            .attention()
            .writeMemory(g.scope("memory"), Wires.of(read.sequence(), source.lengths()));
    return new CarriedWires(state, memory);
  }

  @Override
  public ScoredWires writeScore(Graph g, InputWires tokens, CarriedWires carried) {
    Value words = target.write(g.scope("target"), tokens);
    Wires in = new Wires(words, tokens.lengths(), carried.state());
    Decoder.Drawn out = decoder.write(g.scope("decoder"), in, carried.memory());
    Wires scores = head.write(g.scope("head"), Wires.of(out.hidden().sequence(), tokens.lengths()));
    return new ScoredWires(scores.sequence(), out.attention(), out.hidden().state());
  }
}
