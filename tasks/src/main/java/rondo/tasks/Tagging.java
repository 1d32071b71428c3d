package rondo.tasks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import rondo.core.Runner;
import rondo.tasks.text.Sentence;
import rondo.tasks.text.Sentences;
import rondo.tasks.text.Token;

/**
 * Labels each token with a trained model: parts of speech, slots. Immutable; one instance serves
 * any number of threads.
 *
 * <pre>{@code
 * try (var tagging = rondo.open(Path.of("pos.rondo"), Tagging.class)) {
 *   List<String> labels = tagging.answer(List.of("Rain", "fell"));
 *   for (Tagged t : tagging.tag("Rain fell.")) { … }
 * }
 * }</pre>
 */
public final class Tagging implements AutoCloseable {
  private final TagTask task;
  private final Sentences sentences;
  private final Runner runner;

  /** A token of a raw text, its label, and how probable that is. */
  public record Tagged(Token token, String label, double confidence) {}

  Tagging(TagTask task, Runner runner) {
    this.task = task;
    this.sentences = Sentences.of(task.spec().options());
    this.runner = runner;
  }

  /** All labels that there are. */
  public List<String> labels() {
    return task.spec().list(Tagger.LABELS);
  }

  /** The labels of a sentence of tokens. */
  public List<String> answer(List<String> tokens) {
    return answerAll(List.of(tokens)).get(0);
  }

  /** The labels of many sentences, in their order; like lengths are run together. */
  public List<List<String>> answerAll(List<List<String>> sentences) {
    return task.answer(sentences, runner);
  }

  /** The same with how probable each label is, given the whole sentence. */
  public List<List<Likely>> likely(List<List<String>> sentences) {
    return task.likely(sentences, runner);
  }

  /** The tokens of a raw text with their labels, sentence after sentence. */
  public List<Tagged> tag(String text) {
    return tagAll(List.of(text)).get(0);
  }

  /** The tokens of many raw texts with their labels, in their order. */
  public List<List<Tagged>> tagAll(List<String> texts) {
    return Documents.answer(texts, sentences, this::likely, Tagging::tagged);
  }

  private static List<Tagged> tagged(String text, Sentence sentence, List<Likely> labels) {
    List<Tagged> tagged = new ArrayList<>();
    for (int t = 0; t < labels.size(); t++) {
      Likely likely = labels.get(t);
      tagged.add(new Tagged(sentence.tokens().get(t), likely.label(), likely.confidence()));
    }
    return tagged;
  }

  /** Endlessly many raw texts, in bounded memory; no more are read than are wanted. */
  public Stream<List<Tagged>> tag(Stream<String> texts) {
    return Pieces.of(texts, this::tagAll);
  }

  @Override
  public void close() {
    runner.close();
  }
}
