package rondo.seq2seq;

import java.util.Arrays;
import rondo.core.Inputs;

/** Cuts inputs of one column of ids. */
final class Rows {
  private Rows() {}

  /** Some examples, in this order. */
  static Inputs of(Inputs in, String column, int... examples) {
    int[] ids = new int[in.time() * examples.length];
    int[] lengths = new int[examples.length];
    for (int i = 0; i < examples.length; i++) {
      lengths[i] = in.lengths()[examples[i]];
      for (int t = 0; t < in.time(); t++) {
        ids[t * examples.length + i] = in.ids(column)[t * in.batch() + examples[i]];
      }
    }
    return Inputs.ids(column, in.time(), lengths, ids);
  }

  /** One step; of those that have ended, an empty one. */
  static Inputs step(Inputs in, String column, int t) {
    int B = in.batch();
    int[] alive = new int[B];
    for (int b = 0; b < B; b++) {
      alive[b] = t < in.lengths()[b] ? 1 : 0;
    }
    int[] ids = Arrays.copyOfRange(in.ids(column), t * B, (t + 1) * B);
    return Inputs.ids(column, 1, alive, ids);
  }

  /** More padding behind, full of ids. */
  static Inputs padded(Inputs in, String column, int more) {
    int[] ids = Arrays.copyOf(in.ids(column), (in.time() + more) * in.batch());
    Arrays.fill(ids, in.time() * in.batch(), ids.length, 3);
    return Inputs.ids(column, in.time() + more, in.lengths(), ids);
  }
}
