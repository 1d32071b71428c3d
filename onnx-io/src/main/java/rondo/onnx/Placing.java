package rondo.onnx;

import rondo.core.Cursor;
import rondo.core.Inputs;
import rondo.core.Runner;
import rondo.core.Scores;

/**
 * Says of a mismatch where it begins, whoever runs a comparison. Does not close it.
 *
 * @param place tells it of a source, and of the tokens that were scored otherwise
 */
record Placing(Runner compared, Place place) implements Runner {
  /** Where a model and its file come to differ. */
  interface Place {
    String of(Inputs source, Inputs tokens);
  }

  @Override
  public Cursor start(Inputs source) {
    try {
      return new Walk(source, compared.start(source));
    } catch (Mismatch e) {
      throw e.at(place.of(source, Inputs.NONE));
    }
  }

  private final class Walk implements Cursor {
    private final Inputs source;
    private final Cursor cursor;

    Walk(Inputs source, Cursor cursor) {
      this.source = source;
      this.cursor = cursor;
    }

    @Override
    public Scores score(Inputs tokens) {
      try {
        return cursor.score(tokens);
      } catch (Mismatch e) {
        throw e.at(place.of(source, tokens));
      }
    }

    @Override
    public void select(int[] rows) {
      cursor.select(rows);
    }

    @Override
    public void close() {
      cursor.close();
    }
  }
}
