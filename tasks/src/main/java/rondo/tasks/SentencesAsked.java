package rondo.tasks;

import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;
import rondo.core.Asked;
import rondo.tasks.text.Sentence;

/** The sentences of a line, each an input, cut as they are asked for. */
final class SentencesAsked<O> implements Asked<List<String>, O> {
  private final Iterator<Sentence> sentences;
  private final BiFunction<List<String>, O, String> print;

  SentencesAsked(Iterator<Sentence> sentences, BiFunction<List<String>, O, String> print) {
    this.sentences = sentences;
    this.print = print;
  }

  @Override
  public Iterator<List<String>> inputs() {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return sentences.hasNext();
      }

      @Override
      public List<String> next() {
        return sentences.next().words();
      }
    };
  }

  @Override
  public String print(List<String> words, O answer) {
    return print.apply(words, answer);
  }
}
