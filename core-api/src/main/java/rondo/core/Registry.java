package rondo.core;

import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The named things of one kind that plugins have contributed. */
public final class Registry<T extends Named> {
  private final String kind;
  private final SortedMap<String, T> byName = new TreeMap<>();

  public Registry(String kind, Collection<? extends T> all) {
    this.kind = kind;
    for (T each : all) {
      T other = byName.putIfAbsent(each.name(), each);
      if (other != null) {
        throw new PluginException(
            "two %ss are named '%s': %s and %s; take one of their jars off the class path or out of --plugins"
                .formatted(
                    kind, each.name(), other.getClass().getName(), each.getClass().getName()));
      }
    }
  }

  /** The thing of this name. */
  public T get(String name) {
    T found = byName.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "no %s named '%s'; known: %s.%s Is its plugin's jar on the class path or in --plugins?"
              .formatted(
                  kind,
                  name,
                  byName.isEmpty() ? "none" : String.join(", ", byName.keySet()),
                  Spelling.hint(name, byName.keySet())));
    }
    return found;
  }

  /** All of them, by name. */
  public List<T> all() {
    return List.copyOf(byName.values());
  }

  public List<String> names() {
    return List.copyOf(byName.keySet());
  }
}
