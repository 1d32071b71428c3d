package rondo.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Commands as a shell reads them. */
public final class Shell {
  private Shell() {}

  /** A line that can be typed: words with what a shell would not leave alone are quoted. */
  public static String line(List<String> words) {
    return words.stream().map(Shell::word).collect(Collectors.joining(" "));
  }

  /** A call of this program, by the name under which the person has called it. */
  public static String rondo(List<String> words) {
    List<String> all = new ArrayList<>(List.of(System.getProperty("rondo.command", "rondo")));
    all.addAll(words);
    return line(all);
  }

  private static String word(String word) {
    boolean plain = word.matches("[\\p{L}\\p{N}_./:=,@%+-]+");
    return plain ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
