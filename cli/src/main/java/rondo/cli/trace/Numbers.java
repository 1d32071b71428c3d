package rondo.cli.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rondo.core.Matrix;

/** Numbers as they are said on the command line. */
public final class Numbers {
  private static final String NUMBER = "[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?";
  private static final Pattern LIST =
      Pattern.compile("[\\s,;]*" + NUMBER + "([\\s,;]+" + NUMBER + ")*[\\s,;]*");
  private static final Pattern NAMED =
      Pattern.compile("\\G,?\\s*([^=,;\\s]+)\\s*=([^=]*?)(?=,?[^=,;\\s]+\\s*=|$)");

  private Numbers() {}

  /** Whether a text is made of numbers, commas, semicolons and spaces. */
  public static boolean areIn(String text) {
    return LIST.matcher(text).matches();
  }

  /** The numbers between commas or spaces; the option is what a refusal names. */
  public static List<Float> list(String text, String option) {
    List<Float> all = new ArrayList<>();
    for (String each : text.strip().split("[\\s,;]+")) {
      if (!each.matches(NUMBER)) {
        throw new IllegalArgumentException(
            "%s has '%s' where a number is due".formatted(option, each));
      }
      float number = Float.parseFloat(each);
      if (!Float.isFinite(number)) {
        throw new IllegalArgumentException(
            "%s has '%s', which is more than a cell can compute with".formatted(option, each));
      }
      all.add(number);
    }
    return all;
  }

  /**
   * Steps: {@code 1,0,0,2} is four of one number, {@code 1,0;0,2} two of two numbers.
   *
   * @return a row for each step
   */
  public static Matrix steps(String text, String option) {
    List<List<Float>> rows = new ArrayList<>();
    if (text.contains(";")) {
      for (String row : text.split(";")) {
        if (!row.isBlank()) {
          rows.add(list(row, option));
        }
      }
    } else {
      list(text, option).forEach(each -> rows.add(List.of(each)));
    }
    return matrix(rows, option);
  }

  /** Rows that must be equally long. */
  public static Matrix matrix(List<List<Float>> rows, String option) {
    int width = rows.isEmpty() ? 0 : rows.get(0).size();
    Matrix all = Matrix.zeros(rows.size(), width);
    for (int t = 0; t < rows.size(); t++) {
      if (rows.get(t).size() != width) {
        throw new IllegalArgumentException(
            "%s has %d numbers in step 1 and %d in step %d; a cell reads equally many at each"
                .formatted(option, width, rows.get(t).size(), t + 1));
      }
      for (int i = 0; i < width; i++) {
        all.data()[all.at(t) + i] = rows.get(t).get(i);
      }
    }
    return all;
  }

  /** Numbers by name, as in {@code W=0.5,R=1,0,0,1}. */
  public static SortedMap<String, List<Float>> named(String text, String option) {
    SortedMap<String, List<Float>> all = new TreeMap<>();
    Matcher each = NAMED.matcher(text);
    int end = 0;
    while (each.find()) {
      all.put(each.group(1), list(each.group(2), option + " " + each.group(1)));
      end = each.end();
    }
    if (end < text.length()) {
      throw new IllegalArgumentException(
          "%s must be names with numbers, as in W=0.5,R=0.5; it is '%s'".formatted(option, text));
    }
    return all;
  }

  /** Makes a matrix of one number for all its places, or of one for each, row by row. */
  static void fill(Matrix matrix, List<Float> numbers, String what) {
    if (numbers.size() != 1 && numbers.size() != matrix.size()) {
      throw new IllegalArgumentException(
          "%s has %d numbers; it takes %s, row by row, or one for all"
              .formatted(what, numbers.size(), matrix.shape()));
    }
    for (int i = 0; i < matrix.size(); i++) {
      matrix.data()[matrix.offset() + i] = numbers.get(numbers.size() == 1 ? 0 : i);
    }
  }
}
