package rondo.engine.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rondo.core.Option;
import rondo.core.Options;
import rondo.core.Param;
import rondo.core.Settings;
import rondo.core.Spelling;
import rondo.engine.model.PathPattern;

/**
 * Which parameters a training leaves as they are, to the bit: they have no share in its gradient,
 * no moments, no decay and no average.
 *
 * @param patterns paths as {@link PathPattern} reads them
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
      PathPattern pattern = PathPattern.of(each);
      if (params.stream().noneMatch(p -> pattern.matches(p.path()))) {
        throw new IllegalArgumentException(
            "option '%s' says '%s', which is the path of no parameter; there are %s.%s"
                .formatted(OPTION, each, shown(params), Spelling.hint(each, known(params))));
      }
      left.removeIf(p -> pattern.matches(p.path()));
    }
    if (left.isEmpty()) {
      throw new IllegalArgumentException(
          "option '%s' leaves no parameter to train; leave some path out of '%s'"
              .formatted(OPTION, String.join(",", patterns)));
    }
    return left;
  }

  private static String shown(List<Param> params) {
    String first = params.stream().limit(SHOWN).map(Param::path).collect(Collectors.joining(", "));
    return params.size() <= SHOWN ? first : first + " and " + (params.size() - SHOWN) + " more";
  }

  private static Set<String> known(List<Param> params) {
    return PathPattern.known(params.stream().map(Param::path).toList());
  }
}
