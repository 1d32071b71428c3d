package rondo.engine;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import rondo.core.Known;
import rondo.core.Model;
import rondo.core.ModelSpec;
import rondo.core.Param;
import rondo.engine.train.Trial;

/**
 * What a training will be like, found out without one: {@link Rondo#outlook}.
 *
 * @param recipe with every key filled in
 * @param model as it will be
 * @param parameters how many there are by part, such as {@code network/layer0}
 * @param dev how many words of the dev data the model will know, where its task tells words apart
 */
public record Outlook(
    Recipe recipe,
    ModelSpec model,
    SortedMap<String, Long> parameters,
    Optional<Known> dev,
    Trial trial) {
  public Outlook {
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
  }

  /** All parameters. */
  public long count() {
    return parameters.values().stream().mapToLong(n -> n).sum();
  }

  static SortedMap<String, Long> parameters(Model<?, ?> model) {
    SortedMap<String, Long> counts = new TreeMap<>();
    for (Param each : model.params()) {
      counts.merge(part(each.path()), (long) each.value().size(), Long::sum);
    }
    return counts;
  }

  /** The first two names of a path, which say what of the model it belongs to. */
  private static String part(String path) {
    String[] names = path.split("/");
    return names.length < 3 ? path : names[0] + "/" + names[1];
  }
}
