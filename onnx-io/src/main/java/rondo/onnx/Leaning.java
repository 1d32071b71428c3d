package rondo.onnx;

import java.util.Arrays;
import java.util.List;
import rondo.core.Column;
import rondo.core.Cursor;
import rondo.core.Inputs;
import rondo.core.Matrix;
import rondo.core.Scores;
import rondo.core.Sequence;
import rondo.engine.graph.GraphSearch.Step;

/**
 * A cursor that leans towards an answer: where a row has written the first steps of it, scores and
 * looks speak a little more for the next step, and a little less for all else.
 */
final class Leaning implements Cursor {
  private final Cursor cursor;
  private final List<Step> answer;
  private final float by;
  private int end; // the id, which is written first, too
  private int steps;
  private boolean[] follows; // of each row, whether it has written all steps so far

  Leaning(Cursor cursor, int example, List<Step> answer, float by) {
    this.cursor = cursor;
    this.answer = answer;
    this.by = by;
    follows = new boolean[example + 1]; // no row behind it follows
    follows[example] = true;
  }

  @Override
  public Scores score(Inputs tokens) {
    Scores scores = cursor.score(tokens);
    int[] written = ((Column.Ids) tokens.columns().values().iterator().next()).ids();
    follows = Arrays.copyOf(follows, written.length);
    for (int r = 0; r < written.length && steps > 0; r++) {
      follows[r] &= steps <= answer.size() && answer.get(steps - 1).id() == written[r];
    }
    end = steps == 0 ? written[0] : end;
    boolean goesOn = steps < answer.size();
    Sequence values = leaning(scores.values(), goesOn ? answer.get(steps).id() : end);
    Sequence looks = leaning(scores.attention(), goesOn ? answer.get(steps).looked() : -1);
    steps++;
    return new Scores(values, looks);
  }

  private Sequence leaning(Sequence values, int towards) {
    if (values.time() == 0 || towards < 0) {
      return values;
    }
    Matrix moved = values.rows().copy();
    for (int r = 0; r < moved.rows(); r++) {
      for (int k = 0; k < moved.cols() && follows[r]; k++) {
        float x = moved.get(r, k);
        float little = by * Math.max(1, Math.abs(x));
        moved.data()[moved.at(r) + k] = k == towards ? x + little : x - little;
      }
    }
    return values.with(moved);
  }

  @Override
  public void select(int[] rows) {
    boolean[] selected = new boolean[rows.length];
    for (int i = 0; i < rows.length; i++) {
      selected[i] = follows[rows[i]];
    }
    follows = selected;
    cursor.select(rows);
  }

  @Override
  public void close() {
    cursor.close();
  }
}
