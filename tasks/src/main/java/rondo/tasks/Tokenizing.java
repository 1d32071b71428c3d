package rondo.tasks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How raw text is cut into tokens; recorded in the model, so that training and use cannot differ.
 */
public enum Tokenizing {
  /** Runs of letters and digits, and every other visible character by itself. */
  REGEX("[\\p{L}\\p{N}]+|[^\\s\\p{L}\\p{N}]"),
  /** At white space alone: for text whose tokens already stand apart. */
  WHITESPACE("\\S+");

  private final Pattern pattern;

  Tokenizing(String pattern) {
    this.pattern = Pattern.compile(pattern, Pattern.UNICODE_CHARACTER_CLASS);
  }

  /** The one of this name, as recipes write it. */
  static Tokenizing named(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** The tokens of a text, in order. */
  public List<Token> tokens(String text) {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      tokens.add(new Token(matcher.group(), matcher.start(), matcher.end()));
    }
    return tokens;
  }
}
