package rondo.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import rondo.core.Options;
import rondo.core.Spelling;

/**
 * The words {@code --key=value} or {@code --key value} whose keys only plugins know, taken out of a
 * command line.
 *
 * @param values by key, without the dashes
 * @param rest the words that are left
 */
record Overrides(SortedMap<String, String> values, List<String> rest) {
  private static final String TASK = "task."; // before the name of an option of a task

  /** Takes options of a task, {@code --task.KEY=VALUE}, into a map; returns the words left. */
  static String[] ofTask(String[] words, Map<String, String> options) {
    Overrides taken = take(words, key -> key.startsWith(TASK));
    taken.values.forEach((key, value) -> options.put(key.substring(TASK.length()), value));
    return taken.rest.toArray(String[]::new);
  }

  /** Takes those whose key says yes. */
  static Overrides take(String[] words, Predicate<String> mine) {
    SortedMap<String, String> values = new TreeMap<>();
    List<String> rest = new ArrayList<>();
    Iterator<String> left = Arrays.asList(words).iterator();
    while (left.hasNext()) {
      String word = left.next();
      int equals = word.indexOf('=');
      String key =
          word.startsWith("--") ? word.substring(2, equals < 0 ? word.length() : equals) : "";
      if (key.isEmpty() || !mine.test(key)) {
        rest.add(word);
      } else if (equals >= 0) {
        values.put(key, word.substring(equals + 1));
      } else if (left.hasNext()) {
        values.put(key, left.next());
      } else {
        throw new UsageException("--" + key + " needs a value, as in --" + key + "=VALUE");
      }
    }
    return new Overrides(values, rest);
  }

  /** A misspelt option of a verb's own is not the affair of the plugins whose options it takes. */
  static void requireKnown(
      Collection<String> keys, String verb, List<String> own, Stream<Options> plugins) {
    List<String> known = new ArrayList<>(own);
    plugins.forEach(options -> known.addAll(options.names()));
    for (String key : keys) {
      if (!known.contains(key)) {
        List<String> dashed = known.stream().map(k -> "--" + k).toList();
        throw new UsageException(
            "%s has no option '--%s'.%s See rondo %s --help"
                .formatted(verb, key, Spelling.hint("--" + key, dashed), verb));
      }
    }
  }
}
