package rondo.engine.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rondo.core.Init;
import rondo.core.Matrix;
import rondo.core.Noise;
import rondo.core.Param;
import rondo.core.Weights;

/** Parameters that start as their makers wish, and the list of all there are. */
public final class FreshWeights implements Weights {
  private final String path;
  private final Noise seed;
  private final Map<String, Param> all;

  public FreshWeights(long seed) {
    this("", Noise.of(seed), new LinkedHashMap<>());
  }

  private FreshWeights(String path, Noise seed, Map<String, Param> all) {
    this.path = path;
    this.seed = seed;
    this.all = all;
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public Weights in(String scope) {
    return new FreshWeights(join(scope), seed, all);
  }

  @Override
  public Param matrix(String name, int rows, int cols, Init init) {
    Param p = new Param(join(name), Matrix.zeros(rows, cols));
    init.fill(p.value(), seed.at(p.path()));
    if (all.putIfAbsent(p.path(), p) != null) {
      throw new IllegalArgumentException(
          "two parameters at '" + p.path() + "'; create one of them in a scope of its own");
    }
    return p;
  }

  private String join(String name) {
    return path.isEmpty() ? name : path + "/" + name;
  }

  /** All parameters so far, in the order in which they were made. */
  public List<Param> params() {
    return List.copyOf(all.values());
  }
}
