package rondo.tasks;

import java.util.ArrayList;
import java.util.List;
import rondo.core.Runner;
import rondo.core.Task;
import rondo.tasks.text.Entity;
import rondo.tasks.text.Span;
import rondo.tasks.text.Token;
import rondo.tasks.text.Tokenizing;

/**
 * Finds named entities with a trained model. Immutable; one instance serves any number of threads.
 *
 * <pre>{@code
 * try (Ner ner = rondo.open(Path.of("ner.rondo"), Ner.class)) {
 *   List<Span> spans = ner.answer(List.of("Ada", "Lovelace", "lived", "in", "London"));
 *   for (Entity e : ner.find("Ada Lovelace lived in London.")) { … }
 * }
 * }</pre>
 */
public final class Ner implements AutoCloseable {
  private final Task<List<String>, List<Span>> task;
  private final Tokenizing tokenizing;
  private final Runner runner;

  Ner(Task<List<String>, List<Span>> task, Runner runner) {
    this.task = task;
    this.tokenizing = Tokenizing.of(task.spec().options());
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

  /** The entities of a raw sentence, with offsets into it. */
  public List<Entity> find(String text) {
    return findAll(List.of(text)).get(0);
  }

  /** The entities of many raw sentences, in their order; like lengths are run together. */
  public List<List<Entity>> findAll(List<String> texts) {
    List<List<Token>> tokens = texts.stream().map(tokenizing::tokens).toList();
    List<List<Span>> spans =
        answerAll(tokens.stream().map(t -> t.stream().map(Token::text).toList()).toList());
    List<List<Entity>> entities = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      entities.add(entities(texts.get(i), tokens.get(i), spans.get(i)));
    }
    return entities;
  }

  private static List<Entity> entities(String text, List<Token> tokens, List<Span> spans) {
    return spans.stream()
        .map(
            span -> {
              int from = tokens.get(span.from()).from();
              return Entity.in(text, span.label(), from, tokens.get(span.to() - 1).to());
            })
        .toList();
  }

  @Override
  public void close() {
    runner.close();
  }
}
