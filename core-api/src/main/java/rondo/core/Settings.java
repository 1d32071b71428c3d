package rondo.core;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Options with their values, read as what they must be; a value that is something else is refused
 * by name.
 */
public record Settings(SortedMap<String, String> values) {
  public static final Settings NONE = new Settings(new TreeMap<>());

  public Settings {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  public static Settings of(Map<String, String> values) {
    return new Settings(new TreeMap<>(values));
  }

  /** These settings with one changed or added. */
  public Settings with(String name, Object value) {
    SortedMap<String, String> changed = new TreeMap<>(values);
    changed.put(name, value.toString());
    return new Settings(changed);
  }

  /**
   * The settings of a section, such as {@code clip} of {@code cell.clip} in section {@code cell}.
   */
  public Settings in(String section) {
    SortedMap<String, String> found = new TreeMap<>();
    values.forEach(
        (name, value) -> {
          if (name.startsWith(section + ".")) {
            found.put(name.substring(section.length() + 1), value);
          }
        });
    return new Settings(found);
  }

  public String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "option '" + name + "' is not set; set are " + values.keySet());
    }
    return value;
  }

  /** A whole number between bounds, both included. */
  public int number(String name, int least, int most) {
    String text = text(name);
    try {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below, with the bounds
    }
    throw new IllegalArgumentException(
        "option '%s' must be a whole number from %d to %d, is '%s'"
            .formatted(name, least, most, text));
  }

  /** A real number between bounds, both included. */
  public double real(String name, double least, double most) {
    String text = text(name);
    try {
      double value = Double.parseDouble(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below, with the bounds
    }
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "option '%s' must be a number from %s to %s, is '%s'",
            name,
            least,
            most,
            text));
  }

  public boolean flag(String name) {
    return choice(name, "false", "true").equals("true");
  }

  /** One of some words. */
  public String choice(String name, String... words) {
    String text = text(name).toLowerCase(Locale.ROOT);
    List<String> known = Arrays.asList(words);
    if (!known.contains(text)) {
      throw new IllegalArgumentException(
          "option '%s' must be one of %s, is '%s'.%s"
              .formatted(name, String.join(", ", known), text(name), Spelling.hint(text, known)));
    }
    return text;
  }
}
