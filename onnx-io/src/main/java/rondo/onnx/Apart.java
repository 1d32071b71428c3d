package rondo.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import rondo.core.Column;
import rondo.core.Cursor;
import rondo.core.Inputs;
import rondo.core.Matrix;
import rondo.core.Runner;
import rondo.core.Scores;
import rondo.core.Sequence;

/**
 * A runner of a model whose texts see the padding of others: those of equal length run together,
 * and the others apart. It takes no second piece, since each is read as a whole.
 *
 * @param each whether each token is scored, or the whole
 */
record Apart(Runner runner, boolean each) implements Runner {
  @Override
  public Cursor start(Inputs source) {
    return new Cursor() {
      @Override
      public Scores score(Inputs tokens) {
        return scored(tokens);
      }

      @Override
      public void select(int[] rows) {
        throw new UnsupportedOperationException("this model reads each text as a whole");
      }
    };
  }

  @Override
  public void close() {
    runner.close();
  }

  private Scores scored(Inputs tokens) {
    if (tokens.batch() == 0) {
      return new Scores(empty(tokens, Sequence.NONE), Sequence.NONE);
    }
    List<int[]> portions = new ArrayList<>();
    for (int n : IntStream.of(tokens.lengths()).distinct().toArray()) {
      portions.add(
          IntStream.range(0, tokens.batch()).filter(b -> tokens.lengths()[b] == n).toArray());
    }
    Sequence all = Sequence.NONE;
    for (int[] rows : portions) {
      try (Cursor cursor = runner.start(Inputs.NONE)) {
        Sequence some = cursor.score(part(tokens, rows)).values();
        all = all.batch() == 0 ? empty(tokens, some) : all;
        put(some, rows, all);
      }
    }
    return new Scores(all, Sequence.NONE);
  }

  /** Zeros for all, as wide as the scores of some. */
  private Sequence empty(Inputs tokens, Sequence some) {
    int time = each ? tokens.time() : 1;
    int[] lengths = tokens.lengths().clone();
    if (!each) {
      Arrays.fill(lengths, 1);
    }
    return new Sequence(time, Matrix.zeros(time * tokens.batch(), some.width()), lengths);
  }

  private static void put(Sequence some, int[] rows, Sequence all) {
    for (int t = 0; t < some.time(); t++) {
      for (int k = 0; k < rows.length; k++) {
        Matrix from = some.rows().rows(t * rows.length + k, 1);
        all.rows().rows(t * all.batch() + rows[k], 1).set(from);
      }
    }
  }

  private static Inputs part(Inputs tokens, int[] rows) {
    int[] lengths = IntStream.of(rows).map(b -> tokens.lengths()[b]).toArray();
    int time = lengths[0];
    Map<String, Column> columns = new TreeMap<>();
    tokens
        .columns()
        .keySet()
        .forEach(c -> columns.put(c, new Column.Ids(ids(tokens, c, rows, time))));
    return Inputs.of(time, lengths, columns);
  }

  private static int[] ids(Inputs tokens, String column, int[] rows, int time) {
    int[] all = tokens.ids(column);
    int[] some = new int[time * rows.length];
    for (int i = 0; i < some.length; i++) {
      some[i] = all[i / rows.length * tokens.batch() + rows[i % rows.length]];
    }
    return some;
  }
}
