package rondo.tasks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import rondo.core.ModelFormatException;
import rondo.core.graph.Tensor;

/** The labels that a model knows, by the numbers under which it scores them. */
final class KnownLabels {
  private final List<String> all;
  private final Map<String, Integer> ids = new HashMap<>();

  KnownLabels(List<String> all) {
    this.all = all;
    for (String label : all) {
      if (ids.put(label, ids.size()) != null) {
        throw new ModelFormatException("label '%s' stands twice in the model".formatted(label));
      }
    }
  }

  int size() {
    return all.size();
  }

  String get(int id) {
    return all.get(id);
  }

  int id(String label) {
    Integer id = ids.get(label);
    if (id == null) {
      throw new IllegalArgumentException(
          "the model has no label '%s'; it knows %s".formatted(label, all));
    }
    return id;
  }

  int[] ids(List<String> labels) {
    return labels.stream().mapToInt(this::id).toArray();
  }

  /** All of them, for a graph to take its answers from. */
  Tensor tensor() {
    return new Tensor.Strings(List.of(all.size()), all.toArray(new String[0]));
  }
}
