package rondo.engine;

import java.util.List;
import java.util.Map;
import rondo.core.Demand;
import rondo.core.NetworkType;
import rondo.core.Registry;
import rondo.core.TaskSpec;

/** Which network a training takes for what its task demands. */
final class NetworkChoice {
  private NetworkChoice() {}

  /** The network that is named, or with {@code auto} the one there is. */
  static NetworkType of(String name, TaskSpec task, Registry<NetworkType> networks) {
    Demand demand = task.demand();
    if (!name.equals(RecipeKeys.AUTO)) {
      NetworkType named = networks.get(name);
      if (!named.offers(demand)) {
        throw new IllegalArgumentException(
            "network '%s' cannot do what task '%s' demands (%s); leave it at auto, or name another"
                .formatted(name, task.type(), demand.wanted()));
      }
      return named;
    }
    List<NetworkType> able = networks.all().stream().filter(n -> n.offers(demand)).toList();
    // Rondo's own before a guest's, so that a jar more on the class path changes no training
    List<NetworkType> own =
        able.stream().filter(n -> Rondo.class.getPackageName().equals(root(n))).toList();
    List<NetworkType> chosen = own.size() == 1 ? own : able;
    if (chosen.size() != 1) {
      List<String> names = able.stream().map(NetworkType::name).toList();
      throw new IllegalArgumentException(
          able.isEmpty()
              ? "no network offers what task '%s' demands (%s); known: %s. Is its plugin's jar on the class path or in --plugins?"
                  .formatted(task.type(), demand.wanted(), networks.names())
              : "several networks offer what task '%s' demands: %s; set network to one of them"
                  .formatted(task.type(), names));
    }
    return chosen.get(0);
  }

  /**
   * The network that a task most likely takes, while there is no data to tell what it demands.
   *
   * @param suited what suits the task
   */
  static String likely(Recipe recipe, Map<String, String> suited, Registry<NetworkType> networks) {
    String said = recipe.get("network").orElse(RecipeKeys.AUTO);
    String named = said.equals(RecipeKeys.AUTO) ? suited.getOrDefault("network", said) : said;
    return named.equals(RecipeKeys.AUTO)
        ? networks.all().stream()
            .filter(n -> Rondo.class.getPackageName().equals(root(n)))
            .findFirst()
            .map(NetworkType::name)
            .orElse(named)
        : networks.get(named).name();
  }

  private static String root(NetworkType type) {
    String name = type.getClass().getPackageName();
    return name.startsWith("rondo.engine.") ? "rondo.engine" : name;
  }
}
