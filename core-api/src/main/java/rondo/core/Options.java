package rondo.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The settings that something takes, in the order in which a recipe should show them. */
public record Options(List<Option> all) {
  public static final Options NONE = new Options(List.of());

  public Options {
    all = List.copyOf(all);
  }

  public static Options of(Option... all) {
    return new Options(List.of(all));
  }

  /** These options and others after them. */
  public Options and(Option... more) {
    List<Option> both = new ArrayList<>(all);
    both.addAll(List.of(more));
    return new Options(both);
  }

  /** These options and others after them. */
  public Options and(Options more) {
    return and(more.all.toArray(Option[]::new));
  }

  public List<String> names() {
    return all.stream().map(Option::name).toList();
  }

  /** What was given, completed by what holds otherwise; a name that is not known is refused. */
  public Settings fill(Map<String, String> given) {
    for (String key : given.keySet()) {
      if (all.stream().noneMatch(o -> o.covers(key))) {
        List<String> names = names();
        throw new IllegalArgumentException(
            "no option named '%s'; known: %s.%s"
                .formatted(
                    key,
                    names.isEmpty() ? "none" : String.join(", ", names),
                    Spelling.hint(key, names)));
      }
    }
    Map<String, String> values = new TreeMap<>(given);
    for (Option each : all) {
      if (!each.section()) {
        values.putIfAbsent(each.name(), each.fallback());
      }
    }
    return Settings.of(values);
  }
}
