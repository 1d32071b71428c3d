package rondo.tasks.search;

import java.util.ArrayList;
import java.util.List;
import rondo.core.Cursor;
import rondo.core.Inputs;
import rondo.core.Matrix;
import rondo.core.Noise;
import rondo.core.Runner;
import rondo.core.Scores;
import rondo.core.Sequence;

/**
 * A model whose scores are any function at all of a source and of everything that was written
 * before: random numbers of both. The last of its ids is the end.
 *
 * @param spread how different the scores are
 */
record Oracle(long seed, int ids, double spread) implements Runner {
  static final String SOURCE = "source";
  static final String TARGET = "target";

  int end() {
    return ids - 1;
  }

  /** Sources of some ids each. */
  static Inputs sources(int[]... rows) {
    int B = rows.length;
    int time = 0;
    int[] lengths = new int[B];
    for (int b = 0; b < B; b++) {
      lengths[b] = rows[b].length;
      time = Math.max(time, rows[b].length);
    }
    int[] column = new int[time * B];
    for (int b = 0; b < B; b++) {
      for (int t = 0; t < rows[b].length; t++) {
        column[t * B + b] = rows[b][t];
      }
    }
    return Inputs.ids(SOURCE, time, lengths, column);
  }

  private static Noise of(Noise noise, Inputs in, String column, int b) {
    Noise here = noise;
    for (int t = 0; t < in.lengths()[b]; t++) {
      here = here.at(in.ids(column)[t * in.batch() + b]);
    }
    return here;
  }

  @Override
  public Cursor start(Inputs source) {
    List<Noise> rows = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int b = 0; b < source.batch(); b++) {
      rows.add(of(Noise.of(seed), source, SOURCE, b));
      places.add(source.lengths()[b]);
    }
    return new Dream(rows, places, source.time());
  }

  private final class Dream implements Cursor {
    private List<Noise> rows; // what each was told so far
    private List<Integer> places; // of its source
    private final int width;

    Dream(List<Noise> rows, List<Integer> places, int width) {
      this.rows = rows;
      this.places = places;
      this.width = width;
    }

    @Override
    public Scores score(Inputs tokens) {
      int B = tokens.batch();
      Matrix scores = Matrix.zeros(tokens.time() * B, ids);
      Matrix looks = Matrix.zeros(tokens.time() * B, width);
      for (int b = 0; b < B; b++) {
        for (int t = 0; t < tokens.lengths()[b]; t++) {
          int at = t * B + b;
          Noise here = rows.get(b).at(tokens.ids(TARGET)[at]);
          rows.set(b, here);
          for (int k = 0; k < ids; k++) {
            scores.data()[scores.at(at) + k] = (float) (spread * here.gaussian(k));
          }
          int place = (int) (here.uniform(ids) * places.get(b));
          looks.data()[looks.at(at) + place] = 1;
        }
      }
      Sequence values = new Sequence(tokens.time(), scores, tokens.lengths());
      return new Scores(values, values.with(looks));
    }

    @Override
    public void select(int[] chosen) {
      List<Noise> next = new ArrayList<>();
      List<Integer> of = new ArrayList<>();
      for (int row : chosen) {
        next.add(rows.get(row));
        of.add(places.get(row));
      }
      rows = next;
      places = of;
    }
  }
}
