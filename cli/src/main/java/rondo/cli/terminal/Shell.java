package rondo.cli.terminal;

import java.util.List;
import java.util.stream.Collectors;

/** Commands as a shell reads them. */
public final class Shell {
  private Shell() {}

  /** A line that can be typed: words with what a shell would not leave alone are quoted. */
  public static String line(List<String> words) {
    return words.stream().map(Shell::word).collect(Collectors.joining(" "));
  }

  private static String word(String word) {
    boolean plain = word.matches("[\\p{L}\\p{N}_./:=,@%+-]+");
    return plain ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
