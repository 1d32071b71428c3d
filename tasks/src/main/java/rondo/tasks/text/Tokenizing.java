package rondo.tasks.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rondo.core.Example;
import rondo.core.Settings;

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

  /** The one that options name. */
  public static Tokenizing of(Settings options) {
    return valueOf(options.choice("tokenizer", "regex", "whitespace").toUpperCase(Locale.ROOT));
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

  /**
   * An example for training from a text whose entities are known; each must begin where a token
   * begins, and end where one ends.
   */
  public Example<List<String>, List<Span>> example(String text, List<Entity> entities) {
    List<Token> tokens = tokens(text);
    List<Integer> starts = tokens.stream().map(Token::from).toList();
    List<Integer> ends = tokens.stream().map(Token::to).toList();
    List<Span> spans = new ArrayList<>();
    for (Entity entity : entities) {
      int first = starts.indexOf(entity.from());
      int last = ends.indexOf(entity.to());
      if (first < 0 || last < first) {
        throw new IllegalArgumentException(
            "%s does not begin and end with a token; the tokens are %s"
                .formatted(entity, tokens.stream().map(Token::text).toList()));
      }
      spans.add(new Span(entity.label(), first, last + 1));
    }
    spans.sort(Comparator.comparingInt(Span::from));
    return new Example<>(tokens.stream().map(Token::text).toList(), List.copyOf(spans));
  }
}
