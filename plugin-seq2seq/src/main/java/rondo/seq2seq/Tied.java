package rondo.seq2seq;

import rondo.core.Init;
import rondo.core.Param;
import rondo.core.ShapeException;
import rondo.core.Weights;

/**
 * A place for parameters at which one name means a parameter that stands elsewhere: whoever asks
 * for it here shares it, and does not know.
 */
record Tied(Weights place, String name, Param shared) implements Weights {
  @Override
  public String path() {
    return place.path();
  }

  @Override
  public Weights in(String scope) {
    return new Tied(place.in(scope), name, shared);
  }

  @Override
  public Param matrix(String asked, int rows, int cols, Init init) {
    if (!asked.equals(name)) {
      return place.matrix(asked, rows, cols, init);
    }
    if (shared.value().rows() != rows || shared.value().cols() != cols) {
      throw new ShapeException(
          "'%s' of %d x %d cannot be tied to '%s' of %s",
          path() + "/" + asked, rows, cols, shared.path(), shared.value().shape());
    }
    return shared;
  }
}
