package rondo.cli;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Option;
import rondo.core.Evaluation;
import rondo.core.Spelling;

/** What the figures of an evaluation must at least be. */
final class Gates {
  private static final String NAMED = "min-"; // before the name of a figure

  private final SortedMap<String, Double> least = new TreeMap<>(); // by the figure's name

  @Option(
      names = "--min",
      paramLabel = "SCORE",
      description =
          "exit with 1 if the metric is less than this, from 0 to 100; --min-f1 and the like say so"
              + " of any figure")
  private Optional<Double> min = Optional.empty();

  /** Takes {@code --min-NAME=SCORE} from a command line; returns the words left. */
  String[] take(String[] words) {
    Overrides taken = Overrides.take(words, key -> key.startsWith(NAMED));
    taken
        .values()
        .forEach((key, value) -> least.put(key.substring(NAMED.length()), score(key, value)));
    return taken.rest().toArray(String[]::new);
  }

  private static double score(String key, String value) {
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new UsageException(
          "--%s must be a number, such as --%s=80, is '%s'".formatted(key, key, value));
    }
  }

  /** Whether all is as good as it must be; what is not is said. */
  Exit judge(Evaluation found, Console console) {
    SortedMap<String, Double> all = new TreeMap<>(least);
    min.ifPresent(score -> all.merge(found.metric(), score, Math::max));
    Exit exit = Exit.DONE;
    for (Map.Entry<String, Double> each : all.entrySet()) {
      double value = value(found, each.getKey());
      if (!(value >= each.getValue())) {
        console.say(
            "rondo: %s is %s, less than %s"
                .formatted(each.getKey(), Figures.score(value), each.getValue()));
        exit = Exit.MISSED;
      }
    }
    return exit;
  }

  private static double value(Evaluation found, String name) {
    if (!found.values().containsKey(name)) {
      throw new UsageException(
          "there is no figure '%s' for --%s%s; there are %s.%s"
              .formatted(
                  name,
                  NAMED,
                  name,
                  String.join(", ", found.values().keySet()),
                  Spelling.hint(name, found.values().keySet())));
    }
    return found.value(name);
  }
}
