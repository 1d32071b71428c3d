package rondo.engine.model;

import java.util.Map;
import java.util.TreeMap;
import rondo.core.Init;
import rondo.core.Param;
import rondo.core.ShapeException;
import rondo.core.Weights;

/**
 * The parameters that a model has already, for a twin of it that computes with the same ones: what
 * either learns, both know.
 */
public final class SharedWeights implements Weights {
  private final String path;
  private final Map<String, Param> all;

  public SharedWeights(Iterable<Param> params) {
    this("", new TreeMap<>());
    params.forEach(p -> all.put(p.path(), p));
  }

  private SharedWeights(String path, Map<String, Param> all) {
    this.path = path;
    this.all = all;
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public Weights in(String scope) {
    return new SharedWeights(join(scope), all);
  }

  @Override
  public Param matrix(String name, int rows, int cols, Init init) {
    Param p = all.get(join(name));
    if (p == null || p.value().rows() != rows || p.value().cols() != cols) {
      throw new ShapeException(
          "the twin of a model needs a parameter '%s' of %d x %d; the model has %s",
          join(name), rows, cols, p == null ? "none there" : p.value().shape());
    }
    return p;
  }

  private String join(String name) {
    return path.isEmpty() ? name : path + "/" + name;
  }
}
