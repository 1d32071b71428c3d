package rondo.tasks.text;

import java.util.List;
import java.util.Locale;
import rondo.core.Option;
import rondo.core.Options;
import rondo.core.Settings;

/**
 * How raw text becomes tokens for translation, and tokens text again; recorded in the model, so
 * that training and use cannot differ. One instance serves any number of threads.
 *
 * <p>Text is normalised and lower-cased if the options say so, then cut by any {@link Tokenizing};
 * the tokens carry the marks of {@link Joins}, so they become the same text again, with one space
 * for any white space. Text that is cut already takes {@code tokenizer = whitespace} and comes back
 * with its tokens apart.
 *
 * <pre>{@code
 * Wording wording = Wording.of(options);
 * List<String> tokens = wording.tokens("¿Vinieron ellos hoy?"); // ¿￭ Vinieron ellos hoy ￭?
 * assert Joins.text(tokens).equals("¿Vinieron ellos hoy?");
 * }</pre>
 */
public final class Wording {
  private static final Options OPTIONS =
      Tokenizing.options("words")
          .and(
              new Option(
                  "normalise",
                  "true",
                  "whether quotes, dashes, spaces and composed characters are spelled alike"),
              new Option("lower", "false", "whether all text is made lower case"));

  private final Tokenizing tokenizing;
  private final boolean normalise;
  private final boolean lower;

  private Wording(Tokenizing tokenizing, boolean normalise, boolean lower) {
    this.tokenizing = tokenizing;
    this.normalise = normalise;
    this.lower = lower;
  }

  /** The options of a task that takes raw text and answers with text. */
  public static Options options() {
    return OPTIONS;
  }

  /** Options, completed when a model is fitted, as {@link Tokenizing#recorded} does it. */
  public static Settings recorded(Settings options) {
    return Tokenizing.recorded(options);
  }

  /** What options say. */
  public static Wording of(Settings options) {
    return new Wording(Tokenizing.of(options), options.flag("normalise"), options.flag("lower"));
  }

  public Tokenizing tokenizing() {
    return tokenizing;
  }

  /** The text as a model sees it, before it is cut. */
  public String spelled(String text) {
    String spelled = normalise ? Normalizing.normal(text) : text;
    return lower ? spelled.toLowerCase(Locale.ROOT) : spelled;
  }

  /** The tokens of a text, with their marks. */
  public List<String> tokens(String text) {
    return Joins.marked(tokenizing.tokens(spelled(text)));
  }
}
