package rondo.tasks;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import rondo.core.Runner;
import rondo.tasks.text.Tokenizing;

/**
 * Labels texts with a trained model. Immutable; one instance serves any number of threads.
 *
 * <pre>{@code
 * try (var sentiment = rondo.open(Path.of("reviews.rondo"), Classification.class)) {
 *   Classified c = sentiment.classify("A fine film, and short.");
 *   System.out.println(c.label() + " " + c.probability());
 * }
 * }</pre>
 */
public final class Classification implements AutoCloseable {
  private final ClassifyTask task;
  private final Tokenizing tokenizing;
  private final Runner runner;

  /**
   * What a text was found to be.
   *
   * @param label the likeliest
   * @param probabilities of every label, the likeliest first
   */
  public record Classified(String label, Map<String, Double> probabilities) {
    /** Of the likeliest label. */
    public double probability() {
      return probabilities.getOrDefault(label, 0.0);
    }
  }

  Classification(ClassifyTask task, Runner runner) {
    this.task = task;
    this.tokenizing = Tokenizing.of(task.spec().options());
    this.runner = runner;
  }

  /** All labels that there are, in the order of their characters. */
  public List<String> labels() {
    return task.spec().list(ClassifyTask.LABELS);
  }

  /** What a raw text is. */
  public Classified classify(String text) {
    return classifyAll(List.of(text)).get(0);
  }

  /** What each of many raw texts is, in their order; like lengths are run together. */
  public List<Classified> classifyAll(List<String> texts) {
    int longest = ClassifyTask.longest(task.spec().options());
    return answerAll(texts.stream().map(text -> tokenizing.words(text, longest)).toList());
  }

  /** What endlessly many raw texts are, in bounded memory; no more are read than are wanted. */
  public Stream<Classified> classify(Stream<String> texts) {
    return Pieces.of(texts, this::classifyAll);
  }

  /** What a text of tokens is. */
  public Classified answer(List<String> tokens) {
    return answerAll(List.of(tokens)).get(0);
  }

  /** What each of many texts of tokens is. */
  public List<Classified> answerAll(List<List<String>> texts) {
    return task.likely(texts, runner).stream().map(Classification::classified).toList();
  }

  private static Classified classified(List<Likely> likely) {
    Map<String, Double> probabilities = new LinkedHashMap<>();
    likely.forEach(l -> probabilities.put(l.label(), l.confidence()));
    return new Classified(likely.get(0).label(), Collections.unmodifiableMap(probabilities));
  }

  @Override
  public void close() {
    runner.close();
  }
}
