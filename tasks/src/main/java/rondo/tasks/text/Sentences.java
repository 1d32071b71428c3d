package rondo.tasks.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import rondo.core.Option;
import rondo.core.Options;
import rondo.core.Settings;
import rondo.core.Spelling;

/**
 * How raw text becomes sentences of tokens; recorded in the model, so that training and use cannot
 * differ. One instance serves any number of threads.
 *
 * <p>The option {@code sentences} says where one ends: {@code rule} is a small rule of our own,
 * {@code none} takes each line for one, {@code opennlp:en} is a trained detector of OpenNLP from a
 * model jar on the class path, such as opennlp-models-sentdetect-en, and {@code opennlp:my.bin} one
 * from a file. All of them end a sentence at the end of a line. One of more than {@value #MOST}
 * tokens is cut, so that text without any full stop takes no more memory than other text.
 *
 * <pre>{@code
 * for (Sentence sentence : Sentences.of(options).split(document)) {
 *   List<Span> spans = ner.answer(sentence.words());
 * }
 * }</pre>
 */
public final class Sentences {
  /** Tokens of a sentence. */
  public static final int MOST = 1000;

  private static final String OPTION = "sentences";
  private static final List<String> KINDS = List.of("rule", "none", TrainedModel.PREFIX + "en");

  private final String name;
  private final Ends.Finder finder;
  private final String sha256;
  private final Tokenizing tokenizing;

  private Sentences(String name, Ends.Finder finder, String sha256, Tokenizing tokenizing) {
    this.name = name;
    this.finder = finder;
    this.sha256 = sha256;
    this.tokenizing = tokenizing;
  }

  /** The options of a task that takes raw text. */
  public static Options options() {
    return Tokenizing.options()
        .and(
            option(),
            new Option(
                TrainedModel.recording(OPTION),
                TrainedModel.NONE,
                "which trained sentence detector that is; written down when a model is trained"));
  }

  private static Option option() {
    return new Option(
        OPTION,
        "rule",
        "where the sentences of raw text end: rule, none (only at the end of a line),"
            + " opennlp:LANGUAGE or opennlp:FILE");
  }

  /**
   * The options that a model holds, completed by what was done before models recorded it: a line
   * was a sentence.
   */
  public static Settings read(Settings recorded) {
    return recorded.values().containsKey(OPTION) ? recorded : recorded.with(OPTION, "none");
  }

  /**
   * Options, completed when a model is fitted: they record which trained models of OpenNLP their
   * names mean now. If they record others already, that is refused.
   */
  public static Settings recorded(Settings options) {
    Sentences found = of(options);
    return Tokenizing.recorded(options).with(TrainedModel.recording(OPTION), found.sha256);
  }

  /** What options say, refused if a trained model is not the one that they record. */
  public static Sentences of(Settings options) {
    Sentences found = of(options.text(OPTION), Tokenizing.of(options));
    TrainedModel.same(options, OPTION, found.sha256);
    return found;
  }

  /** The one of this name, with the tokens of a tokenizer. */
  public static Sentences of(String name, Tokenizing tokenizing) {
    if (name.equalsIgnoreCase("rule")) {
      return new Sentences("rule", Stops::new, TrainedModel.NONE, tokenizing);
    }
    if (name.equalsIgnoreCase("none")) {
      return new Sentences("none", Ends::ofLines, TrainedModel.NONE, tokenizing);
    }
    if (!name.startsWith(TrainedModel.PREFIX)) {
      throw new IllegalArgumentException(
          "option 'sentences' must be one of rule, none, opennlp:LANGUAGE or opennlp:FILE, is '%s'.%s"
              .formatted(name, Spelling.hint(name, KINDS)));
    }
    TrainedModel model = TrainedModel.find(OPTION, name, "sentence", "opennlp-models-sentdetect");
    Ends.Finder finder = TrainedModel.withOpenNlp(OPTION, name, () -> OpenNlpEnds.trained(model));
    return new Sentences(name, finder, model.sha256(), tokenizing);
  }

  /** Refuses options by which raw text becomes sentences otherwise than line by line. */
  public static void requireLines(Settings options) {
    String name = options.text(OPTION);
    if (!name.equalsIgnoreCase("none")) {
      throw new IllegalArgumentException(
          "option 'sentences' is '%s', and no graph finds where sentences end as it does; with sentences = none each text is one, so say --task.sentences=none, or export with ids in"
              .formatted(name));
    }
  }

  /** Which of the {@link #options} may be said anew when a trained model is used. */
  public static Options answering() {
    return Options.of(option());
  }

  /** As in a recipe. */
  public String name() {
    return name;
  }

  public Tokenizing tokenizing() {
    return tokenizing;
  }

  /** The sentences of a text, in order; stretches without a token are none. */
  public List<Sentence> split(String text) {
    List<Sentence> all = new ArrayList<>();
    each(text).forEachRemaining(all::add);
    return all;
  }

  /** The same one by one, cut as they are asked for, so that a long text takes no more memory. */
  public Iterator<Sentence> each(String text) {
    Ends ends = finder.in(text);
    return new Iterator<>() {
      private int at;
      private Iterator<Token> tokens = Collections.emptyIterator();

      @Override
      public boolean hasNext() {
        while (!tokens.hasNext() && at < text.length()) {
          int end = ends.after(at);
          boolean line = Characters.lineEnd(text.charAt(end - 1)); // which is no token, ever
          tokens = tokenizing.tokens(text, at, line ? end - 1 : end);
          at = end;
        }
        return tokens.hasNext();
      }

      @Override
      public Sentence next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        List<Token> own = new ArrayList<>();
        while (own.size() < MOST && tokens.hasNext()) {
          own.add(tokens.next());
        }
        return Sentence.of(text, own);
      }
    };
  }

  @Override
  public String toString() {
    return name + " with " + tokenizing;
  }
}
