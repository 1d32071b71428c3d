package rondo.core;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A model at rest, as a file holds it, before plugins make one that answers.
 *
 * @param weights the values of its parameters, by path
 */
public record StoredModel(ModelSpec spec, SortedMap<String, Matrix> weights) {
  public StoredModel {
    weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
  }

  public static StoredModel of(ModelSpec spec, Map<String, Matrix> weights) {
    return new StoredModel(spec, new TreeMap<>(weights));
  }
}
