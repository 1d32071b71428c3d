package rondo.tasks.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import rondo.core.Example;
import rondo.core.Option;
import rondo.core.Options;
import rondo.core.Settings;
import rondo.core.Spelling;

/**
 * How raw text is cut into tokens; recorded in the model, so that training and use cannot differ.
 * One instance serves any number of threads.
 *
 * <table>
 * <caption>Its names, as in the option {@code tokenizer}</caption>
 * <tr><td>{@code regex}</td><td>{@code [\p{L}\p{N}]+|[^\s\p{L}\p{N}]}: runs of letters and digits,
 * and every other character but plain white space by itself, as an exported graph does it
 * <tr><td>{@code words}</td><td>words as translation likes them: punctuation by itself, but {@code
 * 3.5}, {@code U.S.} and {@code well-known} whole, {@code don't} as {@code don} and {@code 't},
 * {@code l'eau} as {@code l'} and {@code eau}
 * <tr><td>{@code whitespace}</td><td>whatever stands between white space, for text that is cut
 * <tr><td>{@code simple}</td><td>OpenNLP's SimpleTokenizer: runs of characters of one class
 * <tr><td>{@code opennlp:en}</td><td>a trained tokenizer of OpenNLP, found by its language among the
 * model jars on the class path, such as opennlp-models-tokenizer-en
 * <tr><td>{@code opennlp:my.bin}</td><td>one in a file
 * </table>
 */
public final class Tokenizing {
  /** Runs of letters and digits, and every other character but plain white space by itself. */
  public static final Tokenizing REGEX =
      new Tokenizing(
          "regex",
          Runs.WORDS,
          Optional.of("[\\p{L}\\p{N}]+|[^\\s\\p{L}\\p{N}]"),
          TrainedModel.NONE);

  /** Words with their inner points and hyphens, and every other character by itself. */
  public static final Tokenizing WORDS =
      new Tokenizing("words", WordRule.WORDS, Optional.empty(), TrainedModel.NONE);

  /** At white space alone: for text whose tokens already stand apart. */
  public static final Tokenizing WHITESPACE =
      new Tokenizing(
          "whitespace",
          Runs.BETWEEN_SPACES,
          Optional.of("[^\\t-\\r \\x{85}\\p{Z}]+"),
          TrainedModel.NONE);

  static final String OPTION = "tokenizer";
  private static final List<String> KINDS =
      List.of("regex", "words", "whitespace", "simple", TrainedModel.PREFIX + "en");

  private final String name;
  private final Cutter cutter;
  private final Optional<String> pattern;
  private final String sha256;

  private Tokenizing(String name, Cutter cutter, Optional<String> pattern, String sha256) {
    this.name = name;
    this.cutter = cutter;
    this.pattern = pattern;
    this.sha256 = sha256;
  }

  /** The options of a task that cuts raw text into tokens. */
  public static Options options() {
    return options("regex");
  }

  /** The same, with the tokenizer that is usual there. */
  static Options options(String usual) {
    return Options.of(
        new Option(
            OPTION,
            usual,
            "how raw text becomes tokens: regex, words, whitespace, simple, opennlp:LANGUAGE or"
                + " opennlp:FILE"),
        new Option(
            TrainedModel.recording(OPTION),
            TrainedModel.NONE,
            "which trained tokenizer that is; written down when a model is trained"));
  }

  /**
   * Options, completed when a model is fitted: they record which trained tokenizer their name means
   * now. If they record another already, that is refused.
   */
  public static Settings recorded(Settings options) {
    return options.with(TrainedModel.recording(OPTION), of(options).sha256());
  }

  /** The one that options name, refused if it is not the one that they record. */
  public static Tokenizing of(Settings options) {
    Tokenizing found = of(options.text(OPTION));
    TrainedModel.same(options, OPTION, found.sha256);
    return found;
  }

  /** The one of this name. */
  public static Tokenizing of(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "regex" -> REGEX;
      case "words" -> WORDS;
      case "whitespace" -> WHITESPACE;
      case "simple" ->
          new Tokenizing(
              "simple",
              TrainedModel.withOpenNlp(OPTION, name, () -> OpenNlpCutter.simple()),
              Optional.empty(),
              TrainedModel.NONE);
      default -> {
        if (!name.startsWith(TrainedModel.PREFIX)) {
          throw new IllegalArgumentException(
              "option 'tokenizer' must be one of regex, words, whitespace, simple, opennlp:LANGUAGE or"
                  + " opennlp:FILE, is '%s'.%s".formatted(name, Spelling.hint(name, KINDS)));
        }
        TrainedModel model = TrainedModel.find(OPTION, name, "tokens", "opennlp-models-tokenizer");
        Cutter cutter = TrainedModel.withOpenNlp(OPTION, name, () -> OpenNlpCutter.trained(model));
        yield new Tokenizing(name, cutter, Optional.empty(), model.sha256());
      }
    };
  }

  /** The pattern of the one that options name; refused where it has none. */
  public static String patternOf(Settings options) {
    String name = options.text(OPTION);
    return Stream.of(REGEX, WHITESPACE)
        .filter(each -> each.name.equalsIgnoreCase(name))
        .findFirst()
        .flatMap(Tokenizing::pattern)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "option 'tokenizer' is '%s', which no graph does exactly as it is done here; export with ids in, or train with tokenizer = regex or whitespace"
                        .formatted(name)));
  }

  /** As in a recipe. */
  public String name() {
    return name;
  }

  /** The SHA-256 of the trained model that cuts, or {@code none}. */
  String sha256() {
    return sha256;
  }

  /**
   * The regular expression, with RE2's meaning, whose matches are the tokens; none where no regular
   * expression says it.
   */
  public Optional<String> pattern() {
    return pattern;
  }

  /** The tokens of a text, in order. */
  public List<Token> tokens(String text) {
    List<Token> tokens = new ArrayList<>();
    tokens(text, 0, text.length()).forEachRemaining(tokens::add);
    return tokens;
  }

  /** The tokens of a stretch of a text, cut as they are asked for. */
  Iterator<Token> tokens(String text, int from, int to) {
    return cutter.cut(text, from, to);
  }

  /** The tokens without their places, as a model reads them. */
  public List<String> words(String text) {
    return words(text, Integer.MAX_VALUE);
  }

  /** So many of them at most, from the start of the text; no more of it is looked at. */
  public List<String> words(String text, int most) {
    List<String> words = new ArrayList<>();
    Iterator<Token> tokens = tokens(text, 0, text.length());
    while (words.size() < most && tokens.hasNext()) {
      words.add(tokens.next().text());
    }
    return List.copyOf(words);
  }

  /**
   * An example for training from a text whose entities are known; each must begin where a token
   * begins, and end where one ends.
   */
  public Example<List<String>, List<Span>> example(String text, List<Entity> entities) {
    List<Token> tokens = tokens(text);
    Map<Integer, Integer> starts = new HashMap<>();
    Map<Integer, Integer> ends = new HashMap<>();
    for (int i = 0; i < tokens.size(); i++) {
      starts.put(tokens.get(i).from(), i);
      ends.put(tokens.get(i).to(), i);
    }
    List<Span> spans = new ArrayList<>();
    for (Entity entity : entities) {
      int first = starts.getOrDefault(entity.from(), -1);
      int last = ends.getOrDefault(entity.to(), -1);
      if (first < 0 || last < first) {
        throw new IllegalArgumentException(
            "%s '%s' from %d to %d does not begin and end with a token; the tokens there are %s"
                .formatted(
                    entity.label(),
                    entity.text(),
                    entity.from(),
                    entity.to(),
                    touching(tokens, entity)));
      }
      spans.add(new Span(entity.label(), first, last + 1));
    }
    spans.sort(Comparator.comparingInt(Span::from));
    return new Example<>(tokens.stream().map(Token::text).toList(), List.copyOf(spans));
  }

  private static List<String> touching(List<Token> tokens, Entity entity) {
    return tokens.stream()
        .filter(t -> t.to() > entity.from() && t.from() < entity.to())
        .map(Token::text)
        .toList();
  }

  @Override
  public String toString() {
    return name;
  }
}
