package rondo.tasks;

import java.util.List;
import java.util.stream.Stream;
import rondo.core.Runner;
import rondo.tasks.text.Entity;
import rondo.tasks.text.Sentence;
import rondo.tasks.text.Sentences;
import rondo.tasks.text.Span;

/**
 * Finds named entities with a trained model. Immutable; one instance serves any number of threads.
 *
 * <pre>{@code
 * try (Ner ner = rondo.open(Path.of("ner.rondo"), Ner.class)) {
 *   List<Span> spans = ner.answer(List.of("Ada", "Lovelace", "lived", "in", "London"));
 *   for (Entity e : ner.find("Ada Lovelace lived in London. She wrote.")) { … }
 * }
 * }</pre>
 */
public final class Ner implements AutoCloseable {
  private final NerTask task;
  private final Sentences sentences;
  private final Runner runner;

  Ner(NerTask task, Runner runner) {
    this.task = task;
    this.sentences = Sentences.of(task.spec().options());
    this.runner = runner;
  }

  /** The spans of one sentence of tokens. */
  public List<Span> answer(List<String> tokens) {
    return answerAll(List.of(tokens)).get(0);
  }

  /** The spans of many sentences, in their order; like lengths are run together. */
  public List<List<Span>> answerAll(List<List<String>> sentences) {
    return task.answer(sentences, runner);
  }

  /** The same with how probable each span is, given the whole sentence. */
  public List<List<Found>> likely(List<List<String>> sentences) {
    return task.found(sentences, runner);
  }

  /** The entities of a raw text, sentence after sentence, with offsets into it. */
  public List<Entity> find(String text) {
    return findAll(List.of(text)).get(0);
  }

  /** The entities of many raw texts, in their order; sentences of like lengths are run together. */
  public List<List<Entity>> findAll(List<String> texts) {
    return Documents.answer(texts, sentences, this::likely, Ner::entities);
  }

  private static List<Entity> entities(String text, Sentence sentence, List<Found> found) {
    return found.stream().map(each -> entity(text, sentence, each)).toList();
  }

  private static Entity entity(String text, Sentence sentence, Found found) {
    Span span = found.span();
    int from = sentence.tokens().get(span.from()).from();
    int to = sentence.tokens().get(span.to() - 1).to();
    return Entity.in(text, span.label(), from, to, found.confidence());
  }

  /**
   * The entities of endlessly many raw texts, in bounded memory; only as many are read as asked.
   */
  public Stream<List<Entity>> find(Stream<String> texts) {
    return Pieces.of(texts, this::findAll);
  }

  @Override
  public void close() {
    runner.close();
  }
}
