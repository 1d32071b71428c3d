package rondo.tasks;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import rondo.tasks.text.Sentence;
import rondo.tasks.text.Sentences;

/**
 * Raw texts on their way through a model that answers sentences: so many words at a time that a
 * text of any length takes no more memory than itself and its answers.
 */
final class Documents {
  private static final int WORDS = 1 << 16; // answered at once, or a sentence more

  private Documents() {}

  /** What a model's answer to a sentence of a text says. */
  interface Reading<A, R> {
    List<R> of(String text, Sentence sentence, A answer);
  }

  /** A sentence of the text whose results go there. */
  private record Waiting<R>(String text, Sentence sentence, List<R> results) {}

  /** What is read of the sentences of each text, one after the other. */
  static <A, R> List<List<R>> answer(
      List<String> texts,
      Sentences sentences,
      Function<List<List<String>>, List<A>> model,
      Reading<A, R> reading) {
    List<List<R>> all = new ArrayList<>();
    List<Waiting<R>> waiting = new ArrayList<>();
    int words = 0;
    for (String text : texts) {
      List<R> results = new ArrayList<>();
      all.add(results);
      for (Iterator<Sentence> each = sentences.each(text); each.hasNext(); ) {
        Sentence sentence = each.next();
        waiting.add(new Waiting<>(text, sentence, results));
        words += sentence.tokens().size();
        if (words >= WORDS) {
          read(waiting, model, reading);
          waiting.clear();
          words = 0;
        }
      }
    }
    read(waiting, model, reading);
    return all.stream().map(List::copyOf).toList();
  }

  private static <A, R> void read(
      List<Waiting<R>> waiting,
      Function<List<List<String>>, List<A>> model,
      Reading<A, R> reading) {
    List<A> answers = model.apply(waiting.stream().map(w -> w.sentence().words()).toList());
    for (int i = 0; i < answers.size(); i++) {
      Waiting<R> each = waiting.get(i);
      each.results().addAll(reading.of(each.text(), each.sentence(), answers.get(i)));
    }
  }
}
