package rondo.core;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that a model file says beside the weights: how to build network and task again, and where the
 * model comes from.
 */
public record ModelSpec(NetworkSpec network, TaskSpec task, SortedMap<String, String> provenance) {
  public ModelSpec {
    provenance = Collections.unmodifiableSortedMap(new TreeMap<>(provenance));
  }
}
