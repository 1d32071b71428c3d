package rondo.core;

import java.util.Map;

/**
 * Where parameters come from: fresh ones, a model file, the constants of a graph. The one who asks
 * does not know which.
 */
public interface Weights {
  /** The path of this place; empty at the root. */
  String path();

  /** A place within this one. */
  Weights in(String scope);

  /**
   * The parameter of this name and shape; {@code init} is what it starts as where nothing is known
   * of it.
   */
  Param matrix(String name, int rows, int cols, Init init);

  /** The same place, with values that are already known for some names. */
  default Weights with(Map<String, Matrix> given) {
    Weights outer = this;
    return new Weights() {
      @Override
      public String path() {
        return outer.path();
      }

      @Override
      public Weights in(String scope) {
        return outer.in(scope);
      }

      @Override
      public Param matrix(String name, int rows, int cols, Init init) {
        Matrix known = given.get(name);
        return outer.matrix(name, rows, cols, known == null ? init : Init.of(known));
      }
    };
  }
}
