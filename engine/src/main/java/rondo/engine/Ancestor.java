package rondo.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import rondo.core.Matrix;
import rondo.core.Model;
import rondo.core.ModelSpec;
import rondo.core.NetworkSpec;
import rondo.core.Options;
import rondo.core.Origin;
import rondo.core.Settings;
import rondo.core.StoredModel;
import rondo.core.TaskType;

/**
 * The model that a training starts from. What it reads and scores, and by which network, it says
 * itself; a recipe may say anew how data are written, how the model answers and how it is taught.
 */
final class Ancestor<I, O> {
  private static final String TASK = "task.";
  private static final String NETWORK = "network.";
  private static final int SHOWN = 60; // letters of a value in a message

  private final Plugins plugins;
  private final TaskType<I, O> type;
  private final String name;
  private final Model<I, O> model;
  private final SortedMap<String, String> own = new TreeMap<>(); // options, by recipe key
  private final Recipe usual; // that of a training which says nothing

  Ancestor(Plugins plugins, TaskType<I, O> type, Path file) {
    this.plugins = plugins;
    this.type = type;
    Origin origin = new Origin.File(file);
    StoredModel stored = new Formats(plugins.importers()).read(origin);
    name = origin.name();
    if (!stored.spec().task().type().equals(type.name())) {
      throw new IllegalArgumentException(
          "%s is a model for task '%s', so no training of task '%s' starts from it"
              .formatted(name, stored.spec().task().type(), type.name()));
    }
    model = Rondo.made(name, () -> plugins.stored(type, stored.spec(), stored.weights()));
    ModelSpec spec = model.spec();
    spec.task().options().values().forEach((key, value) -> own.put(TASK + key, value));
    spec.network().options().values().forEach((key, value) -> own.put(NETWORK + key, value));
    usual = Recipe.of(type.name()).set("network", spec.network().type()).filled(plugins, own);
  }

  /**
   * A recipe with every key, those of task and network as the model has them; one that contradicts
   * the model is refused. Of what suits the data, how to train counts.
   */
  Recipe filled(Recipe said, Map<String, String> suited) {
    String network = model.spec().network().type();
    String named = said.get("network").orElse(RecipeKeys.AUTO);
    if (!named.equals(RecipeKeys.AUTO) && !named.equals(network)) {
      throw new IllegalArgumentException(
          "network = %s contradicts %s, whose network is '%s'; leave it out"
              .formatted(named, name, network));
    }
    SortedMap<String, String> all = new TreeMap<>(own);
    suited.entrySet().stream()
        .filter(each -> !own(each.getKey()))
        .forEach(each -> all.put(each.getKey(), each.getValue()));
    Recipe filled = said.set("network", network).filled(plugins, all);
    otherwise(filled).forEach(this::requireFree);
    return filled;
  }

  /** Whether it is the model that says what a key is. */
  private static boolean own(String key) {
    return key.startsWith(TASK) || key.startsWith(NETWORK);
  }

  /** What a filled recipe says of the model otherwise than the model does. */
  private SortedMap<String, String> otherwise(Recipe filled) {
    SortedMap<String, String> found = new TreeMap<>(filled.values());
    found.entrySet().removeAll(usual.values().entrySet());
    found.keySet().removeIf(key -> !own(key));
    return found;
  }

  private void requireFree(String key, String value) {
    String section = key.startsWith(TASK) ? TASK : NETWORK;
    List<String> free = free(section).names();
    if (!free.contains(key.substring(section.length()))) {
      throw new IllegalArgumentException(
          "%s = %s contradicts %s, where it is %s; leave it out: of %s* a training from a model can say anew %s"
              .formatted(
                  key,
                  shown(value),
                  name,
                  shown(usual.get(key).orElse("not said")),
                  section,
                  free.isEmpty() ? "nothing" : String.join(", ", free)));
    }
  }

  private Options free(String section) {
    return section.equals(TASK)
        ? type.reading().and(type.answering()).and(type.learning())
        : plugins.networks().get(model.spec().network().type()).learning();
  }

  private static String shown(String value) {
    return value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "…";
  }

  /** A filled recipe without what the model says itself. */
  Recipe without(Recipe filled) {
    SortedMap<String, String> kept = new TreeMap<>(filled.values());
    kept.keySet().removeIf(Ancestor::own);
    kept.putAll(otherwise(filled));
    return new Recipe(kept);
  }

  /** The model, to be trained as a filled recipe says. */
  Model<I, O> model(Recipe filled, SortedMap<String, String> provenance) {
    ModelSpec spec = model.spec();
    Settings task = spec.task().options();
    Settings network = spec.network().options();
    for (Map.Entry<String, String> each : otherwise(filled).entrySet()) {
      if (each.getKey().startsWith(TASK)) {
        task = task.with(each.getKey().substring(TASK.length()), each.getValue());
      } else {
        network = network.with(each.getKey().substring(NETWORK.length()), each.getValue());
      }
    }
    NetworkSpec taught = new NetworkSpec(spec.network().type(), spec.network().demand(), network);
    SortedMap<String, Matrix> values = new TreeMap<>();
    model.params().forEach(p -> values.put(p.path(), p.value()));
    return plugins.stored(type, new ModelSpec(taught, spec.task().with(task), provenance), values);
  }
}
