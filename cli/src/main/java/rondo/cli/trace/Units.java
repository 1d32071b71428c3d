package rondo.cli.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import rondo.core.Matrix;

/**
 * Which units of a state are shown.
 *
 * @param said those that were asked for, such as {@code 0-7,12}; {@code all}; or nothing for the
 *     most active ones
 */
public record Units(String said) {
  private static final String EVERY = "all";
  private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

  static final Units ALL = new Units(EVERY);

  public Units {
    if (!said.isEmpty() && !said.equals(EVERY)) {
      for (String each : said.split(",", -1)) {
        if (!RANGE.matcher(each.strip()).matches()) {
          throw new IllegalArgumentException(
              "--units must be numbers and ranges of units, such as 0-7,12, or all; it is '%s'"
                  .formatted(said));
        }
      }
    }
  }

  /** Whether somebody asked for some, or for all. */
  boolean chosen() {
    return !said.isEmpty();
  }

  /** The same, but all in their order where none were asked for. */
  Units all() {
    return chosen() ? this : ALL;
  }

  /**
   * Those to show: what was asked for, or the most active ones, first of all the one that is
   * furthest from 0 in the mean over the steps.
   */
  List<Integer> of(Matrix part, int most) {
    if (said.equals(EVERY)) {
      return IntStream.range(0, part.cols()).boxed().toList();
    }
    return chosen() ? asked(part.cols()) : active(part, most);
  }

  private List<Integer> asked(int width) {
    TreeSet<Integer> units = new TreeSet<>();
    for (String each : said.split(",", -1)) {
      Matcher range = RANGE.matcher(each.strip());
      if (range.matches()) {
        int from = Integer.parseInt(range.group(1));
        int to = range.group(2) == null ? from : Integer.parseInt(range.group(2));
        if (to < from || to >= width) {
          throw new IllegalArgumentException(
              "there is no unit '%s' where units are numbered from 0 to %d"
                  .formatted(each.strip(), width - 1));
        }
        IntStream.rangeClosed(from, to).forEach(units::add);
      }
    }
    return List.copyOf(units);
  }

  private static List<Integer> active(Matrix part, int most) {
    double[] sums = new double[part.cols()];
    for (int t = 0; t < part.rows(); t++) {
      for (int j = 0; j < sums.length; j++) {
        sums[j] += Math.abs(part.get(t, j));
      }
    }
    List<Integer> all = new ArrayList<>(IntStream.range(0, sums.length).boxed().toList());
    all.sort(Comparator.comparingDouble((Integer j) -> -sums[j])); // stable
    return List.copyOf(all.subList(0, Math.min(most, all.size())));
  }
}
