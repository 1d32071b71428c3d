package rondo.seq2seq;

import rondo.core.Flow;
import rondo.core.Matrix;
import rondo.core.Pass;
import rondo.core.Sequence;
import rondo.core.State;
import rondo.core.Trace;

/**
 * Teaching where nothing that is seen goes back into the decoder: it runs over all words as over
 * any sequence, and then all of its outputs look at once, without padding.
 */
final class WholeTeaching implements Teaching {
  private final Decoder decoder;
  private final Pass pass;
  private final Trace run;
  private final ByExample rows;
  private final Looking looking;
  private final Matrix h; // N x H, example by example
  private final Matrix o; // N x O
  private final Sequence hidden;

  WholeTeaching(Decoder decoder, Sequence words, Sequence memory, State start, Pass pass) {
    this.decoder = decoder;
    this.pass = pass;
    run = decoder.stack().forward(new Flow(words, start), pass);
    Sequence y = run.output().sequence();
    rows = new ByExample(y.lengths());
    h = rows.gather(y, pass);
    looking = decoder.attention().looking(memory, h, pass);
    looking.look(rows.first);
    o = pass.take(rows.rows(), decoder.output().width());
    decoder.output().apply(looking.contexts(), h, o, pass);
    hidden = rows.scatter(o, y.time(), pass);
  }

  @Override
  public Sequence hidden() {
    return hidden;
  }

  @Override
  public Gradients back(Sequence dhidden) {
    Matrix c = looking.contexts();
    Matrix dO = rows.gather(dhidden, pass);
    Matrix dc = pass.zeros(c.rows(), c.cols());
    Matrix dh = pass.zeros(h.rows(), h.cols());
    decoder.output().back(o, dO, dc, dh, pass);
    decoder.output().learn(dO, c, h, pass);
    looking.turn(dh);
    looking.back(dc);
    Flow din = run.backward().apply(Flow.of(rows.scatter(dh, hidden.time(), pass)));
    return new Gradients(din.sequence(), din.state(), looking.finish());
  }
}
