package rondo.engine.train;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rondo.core.Option;
import rondo.core.Options;
import rondo.core.Param;
import rondo.core.Settings;
import rondo.core.Spelling;

/**
 * Which parameters a training leaves as they are, to the bit: they have no share in its gradient,
 * no moments, no decay and no average.
 *
 * <p>A pattern is a path with all that is below it, such as {@code layer0/forward}; a star in it is
 * anything. The first name of a path, such as {@code network}, may be left out.
 */
record Freezing(List<String> patterns) {
  static final String OPTION = "freeze";
  static final Options OPTIONS =
      Options.of(
          new Option(
              OPTION,
              "",
              "paths of parameters to leave as they are, with what is below them, such as features"
                  + " or */b, with commas"));

  private static final int SHOWN = 8; // paths in a message

  Freezing {
    patterns = List.copyOf(patterns);
  }

  static Freezing read(Settings settings) {
    return new Freezing(
        Stream.of(settings.text(OPTION).split(","))
            .map(each -> each.strip().replaceAll("/+$", ""))
            .filter(each -> !each.isEmpty())
            .toList());
  }

  /** Those of the parameters that are trained. */
  List<Param> trained(List<Param> params) {
    List<Param> left = new ArrayList<>(params);
    for (String each : patterns) {
      Pattern pattern = pattern(each);
      if (params.stream().noneMatch(p -> pattern.matcher(p.path()).matches())) {
        throw new IllegalArgumentException(
            "option '%s' says '%s', which is the path of no parameter; there are %s.%s"
                .formatted(OPTION, each, shown(params), Spelling.hint(each, known(params))));
      }
      left.removeIf(p -> pattern.matcher(p.path()).matches());
    }
    if (left.isEmpty()) {
      throw new IllegalArgumentException(
          "option '%s' leaves no parameter to train; leave some path out of '%s'"
              .formatted(OPTION, String.join(",", patterns)));
    }
    return left;
  }

  private static Pattern pattern(String said) {
    String path =
        Stream.of(said.split("\\*+", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    return Pattern.compile("(?:[^/]+/)?" + path + "(?:/.*)?");
  }

  private static String shown(List<Param> params) {
    String first = params.stream().limit(SHOWN).map(Param::path).collect(Collectors.joining(", "));
    return params.size() <= SHOWN ? first : first + " and " + (params.size() - SHOWN) + " more";
  }

  /** Every path that may be said. */
  private static Set<String> known(List<Param> params) {
    Set<String> all = new LinkedHashSet<>();
    for (Param p : params) {
      String path = p.path();
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
