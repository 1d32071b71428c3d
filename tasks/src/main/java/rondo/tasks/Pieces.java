package rondo.tasks;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** An endless input, answered a piece at a time, in order and in bounded memory. */
final class Pieces<A> implements Iterator<A> {
  private static final int TEXTS = 512; // in a piece, at most
  private static final int CHARS = 1 << 18; // in a piece, or a text more

  private final Iterator<String> texts;
  private final Function<List<String>, List<A>> answer;
  private final Queue<A> ready = new ArrayDeque<>();

  private Pieces(Iterator<String> texts, Function<List<String>, List<A>> answer) {
    this.texts = texts;
    this.answer = answer;
  }

  /** The answers to texts, one for each; read only as far as somebody wants them. */
  static <A> Stream<A> of(Stream<String> texts, Function<List<String>, List<A>> answer) {
    Iterator<A> answers = new Pieces<>(texts.iterator(), answer);
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(answers, Spliterator.ORDERED | Spliterator.NONNULL),
            false)
        .onClose(texts::close);
  }

  @Override
  public boolean hasNext() {
    return !ready.isEmpty() || texts.hasNext();
  }

  @Override
  public A next() {
    if (ready.isEmpty()) {
      List<String> piece = new ArrayList<>();
      for (int chars = 0; texts.hasNext() && piece.size() < TEXTS && chars < CHARS; ) {
        String text = texts.next();
        chars += text.length();
        piece.add(text);
      }
      if (piece.isEmpty()) {
        throw new NoSuchElementException("there is no further text");
      }
      ready.addAll(answer.apply(piece));
    }
    return ready.remove();
  }
}
