package rondo.engine;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import rondo.core.Options;
import rondo.core.Settings;

/**
 * What to train, on what, and how: flat keys with sections, such as {@code network.hidden}. What is
 * not said holds as the task, the network, its cells and the trainer have it; {@link #filled} says
 * it all.
 *
 * <pre>{@code
 * Recipe recipe = Recipe.of("ner").data(train).dev(dev).out(folder).set("cell", "gru");
 * }</pre>
 */
public record Recipe(SortedMap<String, String> values) {
  public Recipe {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /** A recipe for a task. */
  public static Recipe of(String task) {
    return of(Map.of("task", task));
  }

  public static Recipe of(Map<String, String> values) {
    return new Recipe(new TreeMap<>(values));
  }

  /** The keys that stand in no section: what to learn, from what, and into which folder. */
  public static Options keys() {
    return RecipeKeys.TOP;
  }

  /** Reads {@code key = value} lines, with {@code # comments} and {@code [sections]}. */
  public static Recipe read(Path file) {
    return RecipeText.read(file);
  }

  /**
   * This recipe with one value set. A key may go without its section where one section alone has
   * it.
   */
  public Recipe set(String key, Object value) {
    SortedMap<String, String> changed = new TreeMap<>(values);
    changed.put(key, value.toString());
    return new Recipe(changed);
  }

  /** Trains on this file. */
  public Recipe data(Path file) {
    return set("data", file);
  }

  /** Chooses the best model by this file. */
  public Recipe dev(Path file) {
    return set("dev", file);
  }

  /** Starts from the model of this file instead of from fresh weights. */
  public Recipe from(Path model) {
    return set("from", model);
  }

  /**
   * Keeps model, metrics and checkpoint in this folder, and goes on there if it holds a checkpoint.
   */
  public Recipe out(Path folder) {
    return set("out", folder);
  }

  /** The value of a key, or nothing where none was set. */
  public Optional<String> get(String key) {
    return Optional.ofNullable(values.get(key)).filter(v -> !v.isEmpty());
  }

  /** The value of a key that must be set. */
  public String required(String key) {
    return get(key)
        .orElseThrow(() -> new IllegalArgumentException("the recipe does not say '" + key + "'"));
  }

  /** All values, to be read as what they must be. */
  public Settings settings() {
    return Settings.of(values);
  }

  /** The values of a section, without its name: {@code task}, {@code network} or {@code train}. */
  public Settings section(String name) {
    return settings().in(name);
  }

  /**
   * Every key with its value, sections written out. A key that nobody takes is refused. Where the
   * network is {@code auto}, its section holds what was said and no more.
   */
  public Recipe filled(Plugins plugins) {
    return filled(plugins, Map.of());
  }

  /** The same, with what suits the data before what holds otherwise, where somebody takes it. */
  Recipe filled(Plugins plugins, Map<String, String> suited) {
    Recipe named = set("task", plugins.task(required("task")).name());
    Recipe whole = named.resolved(RecipeKeys.of(named, plugins));
    RecipeKeys keys = RecipeKeys.of(whole.over(suited), plugins); // with those of the cells named
    whole = whole.resolved(keys);
    keys.requireKnown(whole);
    SortedMap<String, String> all = keys.fallbacks(whole);
    suited.entrySet().stream()
        .filter(each -> keys.known(each.getKey()))
        .forEach(each -> all.put(each.getKey(), each.getValue()));
    all.putAll(whole.values);
    return new Recipe(all);
  }

  /** The same, and what it does not say as others have it. */
  private Recipe over(Map<String, String> others) {
    SortedMap<String, String> all = new TreeMap<>(others);
    all.putAll(values);
    return new Recipe(all);
  }

  /** Every key in full, whether it was given with its section or without. */
  private Recipe resolved(RecipeKeys keys) {
    SortedMap<String, String> all = new TreeMap<>();
    values.forEach(
        (key, value) -> {
          String full = keys.full(key);
          if (all.put(full, value) != null) {
            throw new IllegalArgumentException(
                "the recipe says '%s' twice, with its section and without".formatted(full));
          }
        });
    return new Recipe(all);
  }

  /** As a file that {@link #read} reads, each key under its meaning. */
  public String commented(Plugins plugins) {
    return RecipeText.write(this, RecipeKeys.of(this, plugins).options());
  }
}
