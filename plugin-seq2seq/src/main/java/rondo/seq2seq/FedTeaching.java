package rondo.seq2seq;

import java.util.ArrayList;
import java.util.List;
import rondo.core.Flow;
import rondo.core.Matrix;
import rondo.core.Pass;
import rondo.core.Sequence;
import rondo.core.State;
import rondo.core.Unroll;
import rondo.engine.layer.Columns;

/**
 * Teaching with input feeding (Luong 2015): beside a word the decoder reads its own output vector
 * of the step before, and so knows what it has looked at. That takes a step at a time; what the
 * parameters learn is still added up in one product each, at the end.
 *
 * <p>Matrices of all steps have the row {@code t * B + b}. Rows of ended examples are computed with
 * the others and reach nothing.
 */
final class FedTeaching implements Teaching {
  private final Decoder decoder;
  private final Pass pass;
  private final Sequence words; // of width E
  private final int B;
  private final int O;
  private final List<Unroll> cells = new ArrayList<>();
  private final List<Matrix> masks = new ArrayList<>(); // TB x H each: dropout between layers
  private final Looking looking;
  private final Matrix x; // TB x (E+O): what the first cell reads
  private final Matrix h; // TB x H: what the last one says
  private final Matrix o; // TB x O
  private final Sequence hidden;

  FedTeaching(Decoder decoder, Sequence words, Sequence memory, State start, Pass pass) {
    this.decoder = decoder;
    this.pass = pass;
    this.words = words;
    B = words.batch();
    O = decoder.output().width();
    int rows = words.rows().rows();
    int at = 0;
    for (var cell : decoder.cells()) {
      int parts = cell.ports().state().size();
      cells.add(cell.unroll(words.time(), words.lengths(), start.slice(at, parts), pass));
      at += parts;
    }
    decoder.between().forEach(d -> masks.add(mask(d.forward(Flow.of(ones()), pass).output())));
    x = pass.take(rows, words.width() + O);
    h = pass.take(rows, decoder.width());
    o = pass.take(rows, O);
    looking = decoder.attention().looking(memory, h, pass);
    for (int t = 0; t < words.time(); t++) {
      step(t);
    }
    hidden = words.with(pass.take(rows, O).set(o));
    Columns.clearPast(hidden.rows(), hidden.lengths());
  }

  private Sequence ones() {
    return words.with(pass.take(words.rows().rows(), decoder.width()).fill(1));
  }

  private static Matrix mask(Flow dropped) {
    return dropped.sequence().rows();
  }

  private void step(int t) {
    Matrix x = step(this.x, t);
    join(words.step(t), t == 0 ? pass.zeros(B, O) : step(o, t - 1), x);
    Matrix y = cells.get(0).step(x);
    for (int i = 1; i < cells.size(); i++) {
      y = cells.get(i).step(times(masks.get(i - 1), t, y));
    }
    step(h, t).set(y);
    looking.look(places(t));
    decoder.output().apply(seen(looking.contexts(), t), step(h, t), step(o, t), pass);
  }

  @Override
  public Sequence hidden() {
    return hidden;
  }

  @Override
  public Gradients back(Sequence dhidden) {
    Columns.clearPast(dhidden.rows(), dhidden.lengths());
    Matrix c = looking.contexts();
    Matrix dO = dhidden.rows();
    Matrix dc = pass.zeros(c.rows(), c.cols());
    Matrix dh = pass.zeros(h.rows(), h.cols());
    Sequence dwords = words.with(pass.take(words.rows().rows(), words.width()));
    looking.turn(dh);
    for (int t = words.time() - 1; t >= 0; t--) {
      decoder.output().back(step(o, t), step(dO, t), seen(dc, t), step(dh, t), pass);
      looking.back(dc);
      Matrix d = step(dh, t);
      for (int i = cells.size() - 1; i > 0; i--) {
        d = times(masks.get(i - 1), t, cells.get(i).back(d, State.NONE));
      }
      Matrix dx = cells.get(0).back(d, State.NONE);
      dwords.step(t).set(Columns.cut(pass, dx, 0, words.width()));
      if (t > 0) {
        step(dO, t - 1).add(Columns.cut(pass, dx, words.width(), O)); // it was read again
      }
    }
    decoder.output().learn(dO, c, h, pass);
    List<State> starts = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      starts.add(cells.get(i).finish().or(decoder.cells().get(i).ports().state(), B, pass));
    }
    return new Gradients(dwords, State.join(starts), looking.finish());
  }

  private Matrix step(Matrix all, int t) {
    return all.rows(t * B, B);
  }

  /** A step of contexts; NONE of NONE. */
  private Matrix seen(Matrix contexts, int t) {
    return contexts.rows() == 0 ? contexts : step(contexts, t);
  }

  /** Where the outputs of a step stand: a row for each example. */
  private int[] places(int t) {
    int[] first = new int[B + 1];
    for (int b = 0; b <= B; b++) {
      first[b] = t * B + b;
    }
    return first;
  }

  private Matrix times(Matrix mask, int t, Matrix y) {
    Matrix z = pass.take(B, y.cols());
    pass.kernels()
        .multiply(
            mask.data(), mask.at(t * B), y.data(), y.offset(), z.data(), z.offset(), z.size());
    return z;
  }

  private static void join(Matrix left, Matrix right, Matrix both) {
    for (int r = 0; r < both.rows(); r++) {
      System.arraycopy(left.data(), left.at(r), both.data(), both.at(r), left.cols());
      int at = both.at(r) + left.cols();
      System.arraycopy(right.data(), right.at(r), both.data(), at, right.cols());
    }
  }
}
