package rondo.engine.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import rondo.core.Init;
import rondo.core.Matrix;
import rondo.core.ModelFormatException;
import rondo.core.Param;
import rondo.core.Weights;

/**
 * Parameters whose values are known already, by path. What is asked for must be there in the shape
 * that is asked for, and what is there must be asked for.
 */
public final class StoredWeights implements Weights {
  private final String path;
  private final SortedMap<String, Matrix> values;
  private final Map<String, Param> all;

  /** The matrices become the parameters' values, not copies of them. */
  public StoredWeights(Map<String, Matrix> values) {
    this("", new TreeMap<>(values), new LinkedHashMap<>());
  }

  private StoredWeights(String path, SortedMap<String, Matrix> values, Map<String, Param> all) {
    this.path = path;
    this.values = values;
    this.all = all;
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public Weights in(String scope) {
    return new StoredWeights(join(scope), values, all);
  }

  @Override
  public Param matrix(String name, int rows, int cols, Init init) {
    String at = join(name);
    Matrix value = values.get(at);
    if (value == null) {
      throw new ModelFormatException(
          "the model needs a parameter '%s' of %d x %d, which is not stored"
              .formatted(at, rows, cols));
    }
    if (value.rows() != rows || value.cols() != cols) {
      throw new ModelFormatException(
          "the model needs parameter '%s' as %d x %d, it is stored as %s"
              .formatted(at, rows, cols, value.shape()));
    }
    Param p = new Param(at, value);
    if (all.putIfAbsent(at, p) != null) {
      throw new IllegalArgumentException(
          "two parameters at '" + at + "'; create one of them in a scope of its own");
    }
    return p;
  }

  private String join(String name) {
    return path.isEmpty() ? name : path + "/" + name;
  }

  /**
   * All parameters, in the order in which they were asked for; refused while a stored one has not
   * been.
   */
  public List<Param> params() {
    List<String> left = new ArrayList<>(values.keySet());
    left.removeAll(all.keySet());
    if (!left.isEmpty()) {
      throw new ModelFormatException(
          "parameter '%s' is stored (%s), and the model has none at that path%s"
              .formatted(
                  left.get(0),
                  values.getOrDefault(left.get(0), Matrix.NONE).shape(),
                  left.size() == 1
                      ? ""
                      : "; there are " + (left.size() - 1) + " more of that kind"));
    }
    return List.copyOf(all.values());
  }
}
