package rondo.tasks.subword;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import rondo.core.Noise;
import rondo.core.Option;
import rondo.core.Options;
import rondo.core.Settings;

/**
 * Cuts the tokens of a sentence into the pieces that a model reads and writes, and makes text of
 * pieces. For every kind and any text, {@code text(pieces(tokens))} is {@code Joins.text(tokens)}.
 * Immutable; any number of threads may share one.
 *
 * <table>
 * <caption>The kinds, as in the option {@code pieces}</caption>
 * <tr><td>{@code bpe}</td><td>{@link BytePairs}: frequent words whole, others in parts
 * <tr><td>{@code word}</td><td>{@link WholeWords}: tokens as they are; whichever the vocabulary
 * lacks are unknown
 * <tr><td>{@code char}</td><td>{@link SingleCharacters}: code points, spaces among them
 * </table>
 */
public sealed interface Segmenter permits BytePairs, WholeWords, SingleCharacters {
  /** The pieces of marked tokens, in order. */
  List<String> pieces(List<String> tokens);

  /**
   * The same with some of what was learnt left out, each time it might be used by itself, so that
   * training sees a text in other pieces each time. A kind that learns nothing leaves nothing out.
   *
   * @param share how much of it, from 0 to 1
   * @param noise says which
   */
  default List<String> pieces(List<String> tokens, double share, Noise noise) {
    return pieces(tokens);
  }

  /** The text that pieces are, whoever wrote them. */
  String text(List<String> pieces);

  /** What was learnt, for a list of the model; nothing unless the kind learns. */
  List<String> merges();

  /**
   * One that writes no piece which these lack while there are smaller ones to write it with. Give
   * the pieces that training has seen often enough; others would mean nothing to the model.
   */
  Segmenter within(Collection<String> known);

  /** The options of a task whose text is cut into pieces. */
  static Options options() {
    return Options.of(
        new Option("pieces", "bpe", "what words are cut into: bpe (byte pairs), word, char"),
        new Option("merges", "10000", "how many byte pairs are learnt at most"),
        new Option("pair-count", "2", "byte pairs seen less often are not learnt"),
        new Option(
            "merge-dropout",
            "0",
            "in training, how often a byte pair is not put together, anew in each epoch"));
  }

  /** The kind that options name, learnt from the marked tokens of the training text. */
  static Segmenter learn(Settings options, Stream<String> tokens) {
    return switch (kind(options)) {
      case "bpe" ->
          BytePairs.learn(
              tokens,
              options.number("merges", 0, BytePairs.MOST),
              options.number("pair-count", 1, 1_000_000));
      case "word" -> new WholeWords();
      default -> new SingleCharacters();
    };
  }

  /** The kind that options name, again from its {@link #merges}. */
  static Segmenter of(Settings options, List<String> merges) {
    return switch (kind(options)) {
      case "bpe" -> BytePairs.of(merges);
      case "word" -> new WholeWords();
      default -> new SingleCharacters();
    };
  }

  private static String kind(Settings options) {
    return options.choice("pieces", "bpe", "word", "char");
  }
}
