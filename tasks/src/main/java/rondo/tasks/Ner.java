package rondo.tasks;

import java.util.ArrayList;
import java.util.List;
import rondo.core.Runner;
import rondo.core.Task;

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
    this.tokenizing = Tokenizing.named(task.spec().options().text("tokenizer"));
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
    List<Token> tokens = tokenizing.tokens(text);
    List<Entity> entities = new ArrayList<>();
    for (Span span : answer(tokens.stream().map(Token::text).toList())) {
      int from = tokens.get(span.from()).from();
      int to = tokens.get(span.to() - 1).to();
      entities.add(new Entity(span.label(), text.substring(from, to), from, to));
    }
    return entities;
  }

  @Override
  public void close() {
    runner.close();
  }
}
