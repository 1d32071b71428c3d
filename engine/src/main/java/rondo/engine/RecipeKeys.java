package rondo.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import rondo.core.NetworkType;
import rondo.core.Option;
import rondo.core.Options;
import rondo.core.Spelling;
import rondo.engine.train.Trainer;

/**
 * The keys that a recipe may have: its own, and those of the task, network, cells and trainer that
 * it names.
 *
 * @param options by full key, in the order in which a recipe should show them; a key that ends in
 *     {@code .*} stands for all that begin so
 */
record RecipeKeys(List<Option> options) {
  /** The network that is chosen by what the task demands. */
  static final String AUTO = "auto";

  /** Keys that decide nothing about a model. */
  static final Set<String> PASSING = Set.of("out", "resume", "train.threads", "train.keep");

  private static final List<String> SECTIONS = List.of("task", "network", "train");

  /** Those that stand in no section. */
  static final Options TOP =
      Options.of(
          new Option("task", "", "what to learn"),
          new Option("network", AUTO, "how cells are arranged; auto takes what the task needs"),
          new Option("seed", "1", "all randomness follows from it"),
          new Option("data", "", "the file of examples to train on"),
          new Option("data.sha256", "", "the SHA-256 that the data must have, if said"),
          new Option(
              "dev",
              "",
              "what to choose the best model by, if anything: a file of examples, or a share of the"
                  + " data such as 10%"),
          new Option("dev.sha256", "", "the SHA-256 that the dev data must have, if said"),
          new Option("from", "", "the model to start from, if any: what shapes it, it says itself"),
          new Option("from.sha256", "", "the SHA-256 that this model must have, if said"),
          new Option(
              "fold",
              "",
              "which part of the data to leave out, if any: 3/10 is the third of ten folds, which"
                  + " the seed deals"),
          new Option("out", "", "the folder for model, metrics, checkpoint and filled recipe"),
          new Option(
              "resume",
              "auto",
              "whether to go on from the folder's checkpoint: auto if there is one, never, must"));

  /** The keys that a recipe may have, given what it says already. */
  static RecipeKeys of(Recipe recipe, Plugins plugins) {
    List<Option> all = new ArrayList<>(TOP.all());
    add(all, "task.", plugins.task(recipe.required("task")).options());
    for (NetworkType network : networks(recipe, plugins)) {
      for (Option each : network.options().all()) {
        addOfNetwork(all, each, recipe, network, plugins);
      }
    }
    add(all, "train.", Trainer.options());
    return new RecipeKeys(all);
  }

  private static List<NetworkType> networks(Recipe recipe, Plugins plugins) {
    String name = recipe.get("network").orElse(AUTO);
    return name.equals(AUTO) ? plugins.networks().all() : List.of(plugins.networks().get(name));
  }

  /** A section {@code x.*} holds the options of the cell that {@code x} names, if it names one. */
  private static void addOfNetwork(
      List<Option> all, Option option, Recipe recipe, NetworkType network, Plugins plugins) {
    String name = option.name();
    if (name.endsWith(".*")) {
      String key = name.substring(0, name.length() - 2);
      String cell = recipe.get("network." + key).orElse(fallback(network.options(), key));
      if (plugins.cells().names().contains(cell)) {
        add(all, "network." + key + ".", plugins.cells().get(cell).options());
        return;
      }
    }
    all.add(new Option("network." + name, option.fallback(), option.meaning()));
  }

  private static String fallback(Options options, String key) {
    return options.all().stream()
        .filter(o -> o.name().equals(key))
        .map(Option::fallback)
        .findFirst()
        .orElse("");
  }

  private static void add(List<Option> all, String prefix, Options options) {
    for (Option o : options.all()) {
      all.add(new Option(prefix + o.name(), o.fallback(), o.meaning()));
    }
  }

  /** The key with its section: where one section alone has it, it may go without. */
  String full(String key) {
    Set<String> found = new TreeSet<>();
    for (Option o : options) {
      if (o.name().equals(key)) {
        return key;
      }
      if (SECTIONS.stream().anyMatch(s -> o.name().equals(s + "." + key))) {
        found.add(o.name());
      }
    }
    if (found.size() > 1) {
      throw new IllegalArgumentException(
          "recipe key '%s' may mean %s; write which".formatted(key, String.join(" or ", found)));
    }
    return found.isEmpty() ? key : found.iterator().next();
  }

  /** Refuses a recipe with a key that nobody takes. */
  void requireKnown(Recipe recipe) {
    Set<String> names = new TreeSet<>();
    options.forEach(o -> names.add(o.name()));
    for (String key : recipe.values().keySet()) {
      if (names.stream().noneMatch(name -> covers(name, key))) {
        String hint = Spelling.hint(key, names);
        String near =
            String.join(", ", names.stream().filter(n -> section(n).equals(section(key))).toList());
        throw new IllegalArgumentException(
            "no recipe key '%s'.%s".formatted(key, hint.isEmpty() ? " Known: " + near : hint));
      }
    }
  }

  /** Whether somebody takes this key. */
  boolean known(String key) {
    return options.stream().anyMatch(o -> covers(o.name(), key));
  }

  private static boolean covers(String name, String key) {
    return name.endsWith(".*")
        ? key.startsWith(name.substring(0, name.length() - 1))
        : name.equals(key);
  }

  /** The section that a key stands in; empty for those that stand in none. */
  static String section(String key) {
    String first = key.contains(".") ? key.substring(0, key.indexOf('.')) : "";
    return SECTIONS.contains(first) ? first : "";
  }

  /** What holds where nothing is said; a network that is not chosen yet says nothing. */
  SortedMap<String, String> fallbacks(Recipe recipe) {
    boolean open = recipe.get("network").orElse(AUTO).equals(AUTO);
    SortedMap<String, String> all = new TreeMap<>();
    for (Option o : options) {
      if (!o.name().endsWith(".*") && !(open && o.name().startsWith("network."))) {
        all.put(o.name(), o.fallback());
      }
    }
    return all;
  }
}
