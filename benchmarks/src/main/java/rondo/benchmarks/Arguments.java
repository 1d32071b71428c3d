package rondo.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What stands on the command line of a measurement: numbers by name, and shapes. */
public final class Arguments {
  private final List<String> left;
  private final String help;

  /** Prints the help and ends where that is asked for. */
  public Arguments(List<String> given, String help) {
    this.left = new ArrayList<>(given);
    this.help = help;
    if (left.contains("--help") || left.contains("-h")) {
      System.out.print(help);
      System.exit(0);
    }
  }

  /** The number after a name, which must be positive. */
  public int number(String name, int otherwise) {
    int at = left.indexOf(name);
    if (at < 0) {
      return otherwise;
    }
    left.remove(at);
    String text = at < left.size() ? left.remove(at) : "";
    if (!text.matches("[1-9][0-9]{0,6}")) {
      throw refuse(name + " needs a number of 1 or more, not '" + text + "'");
    }
    return Integer.parseInt(text);
  }

  /** The word after a name, which must be one of those known; all of them without the name. */
  public List<String> words(String name, List<String> known) {
    int at = left.indexOf(name);
    if (at < 0) {
      return known;
    }
    left.remove(at);
    String word = at < left.size() ? left.remove(at) : "";
    if (!known.contains(word)) {
      throw refuse(name + " needs one of " + String.join(", ", known) + ", not '" + word + "'");
    }
    return List.of(word);
  }

  /** What stands after a name, if the name is there. */
  public Optional<String> text(String name) {
    int at = left.indexOf(name);
    if (at < 0) {
      return Optional.empty();
    }
    left.remove(at);
    if (at == left.size()) {
      throw refuse(name + " needs a word behind it");
    }
    return Optional.of(left.remove(at));
  }

  /** The path after a name. */
  Path path(String name, Path otherwise) {
    return text(name).map(Path::of).orElse(otherwise);
  }

  /** The one of some things whose name is all that is left. */
  public <T> T named(List<T> known, Function<T, String> name) {
    String word = left.isEmpty() ? "" : left.remove(0);
    return known.stream()
        .filter(each -> name.apply(each).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                refuse(
                    "there is nothing named '%s'; known: %s"
                        .formatted(word, String.join(", ", known.stream().map(name).toList()))));
  }

  /** Refuses what is left. */
  public void end() {
    if (!left.isEmpty()) {
      throw refuse("what does " + left.get(0) + " mean?");
    }
  }

  /** Whether a name is there. */
  public boolean flag(String name) {
    return left.remove(name);
  }

  /** The shapes that are left, all of them when there is none. */
  List<Shape> shapes() {
    if (left.isEmpty()) {
      return Shape.ALL;
    }
    try {
      return left.stream().map(Shape::parse).toList();
    } catch (IllegalArgumentException e) {
      throw refuse(String.valueOf(e.getMessage()));
    }
  }

  private IllegalArgumentException refuse(String why) {
    System.err.println(why);
    System.err.print(help);
    System.exit(2);
    return new IllegalArgumentException(why);
  }
}
