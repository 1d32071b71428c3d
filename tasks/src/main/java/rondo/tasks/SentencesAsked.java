package rondo.tasks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import rondo.core.Asked;
import rondo.tasks.text.Sentence;

/** The sentences of a line, each an input; their answers stand side by side. */
final class SentencesAsked<O> implements Asked<List<String>, O> {
  private final List<List<String>> sentences;
  private final BiFunction<List<String>, O, String> print;

  SentencesAsked(List<Sentence> sentences, BiFunction<List<String>, O, String> print) {
    this.sentences = sentences.stream().map(Sentence::words).toList();
    this.print = print;
  }

  @Override
  public List<List<String>> inputs() {
    return sentences;
  }

  @Override
  public String line(List<O> answers) {
    List<String> printed = new ArrayList<>();
    for (int i = 0; i < sentences.size(); i++) {
      printed.add(print.apply(sentences.get(i), answers.get(i)));
    }
    return String.join(" ", printed);
  }
}
