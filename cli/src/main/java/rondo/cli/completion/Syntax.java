package rondo.cli.completion;

import java.util.List;
import java.util.stream.Stream;

/** The verbs of the command line and what may stand behind each. */
public record Syntax(List<Verb> verbs) {
  public Syntax {
    verbs = List.copyOf(verbs);
  }

  /**
   * A verb.
   *
   * @param words what stands behind it without dashes
   */
  public record Verb(String name, String summary, Value words, List<Flag> flags) {
    public Verb {
      flags = List.copyOf(flags);
    }
  }

  /**
   * An option, or a key of a recipe.
   *
   * @param names with their dashes
   * @param key whether it is written {@code --key=value}, in one word
   */
  public record Flag(List<String> names, String meaning, Value value, boolean key) {
    public Flag {
      names = List.copyOf(names);
    }

    /** The names as they are typed up to the value. */
    Stream<String> typed() {
      return names.stream().map(name -> key ? name + "=" : name);
    }
  }

  /**
   * What a value may be.
   *
   * @param words to choose from, of {@link Kind#WORDS}
   */
  public record Value(Kind kind, List<String> words) {
    public static final Value NONE = new Value(Kind.NONE, List.of());
    public static final Value TEXT = new Value(Kind.TEXT, List.of());
    public static final Value FILE = new Value(Kind.FILE, List.of());
    public static final Value FOLDER = new Value(Kind.FOLDER, List.of());

    public Value {
      words = List.copyOf(words);
    }

    public static Value of(List<String> words) {
      return new Value(Kind.WORDS, words);
    }

    /** Separated by spaces. */
    String line() {
      return String.join(" ", words);
    }
  }

  /** Kinds of values. */
  public enum Kind {
    /** There is no value. */
    NONE,
    /** Something that only the person knows. */
    TEXT,
    FILE,
    FOLDER,
    /** One of some words. */
    WORDS
  }

  /** The names of all verbs. */
  String names() {
    return String.join(" ", verbs.stream().map(Verb::name).toList());
  }
}
