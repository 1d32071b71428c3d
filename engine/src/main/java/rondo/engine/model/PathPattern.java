package rondo.engine.model;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Paths in a model as a person says them: a path with all that is below it, such as {@code
 * layer0/forward}; a star in it is anything. The first name of a path, such as {@code network}, may
 * be left out.
 */
public final class PathPattern {
  private final Pattern pattern;

  private PathPattern(Pattern pattern) {
    this.pattern = pattern;
  }

  public static PathPattern of(String said) {
    String path =
        Stream.of(said.split("\\*+", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    return new PathPattern(Pattern.compile("(?:[^/]+/)?" + path + "(?:/.*)?"));
  }

  public boolean matches(String path) {
    return pattern.matcher(path).matches();
  }

  /** Every path without a star that matches some of these. */
  public static Set<String> known(Collection<String> paths) {
    Set<String> all = new LinkedHashSet<>();
    for (String path : paths) {
      for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
        all.add(path.substring(0, end));
      }
      all.add(path);
    }
    for (String each : List.copyOf(all)) {
      all.add(each.substring(each.indexOf('/') + 1));
    }
    return all;
  }
}
