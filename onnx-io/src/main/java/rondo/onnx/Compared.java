package rondo.onnx;

import rondo.core.Cursor;
import rondo.core.Inputs;
import rondo.core.Runner;
import rondo.core.Scores;

/**
 * Runs a model twice, here and there, and compares all scores on the way; what it answers are those
 * from here. So any use of a task is a comparison of the two, step by step, of exactly what users
 * feed: {@code task.answer(real, compared)}. Does not close the two.
 */
record Compared(Runner here, Runner there, Agreement agreement) implements Runner {
  @Override
  public Cursor start(Inputs source) {
    return new Walk(here.start(source), Proof.run(() -> there.start(source)));
  }

  private final class Walk implements Cursor {
    private final Cursor here;
    private final Cursor there;

    Walk(Cursor here, Cursor there) {
      this.here = here;
      this.there = there;
    }

    @Override
    public Scores score(Inputs tokens) {
      Scores wanted = here.score(tokens);
      Scores got = Proof.run(() -> there.score(tokens));
      agreement.scores(wanted.values(), got.values());
      agreement.looks(wanted.attention(), got.attention());
      return wanted;
    }

    @Override
    public void select(int[] rows) {
      here.select(rows);
      there.select(rows);
    }

    @Override
    public void close() {
      here.close();
      there.close();
    }
  }
}
