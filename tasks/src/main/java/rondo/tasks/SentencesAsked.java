package rondo.tasks;

import java.util.Iterator;
import java.util.List;
import rondo.core.Asked;
import rondo.core.Told;
import rondo.tasks.text.Sentence;

/** The sentences of a line, each an input, cut as they are asked for. */
record SentencesAsked(Iterator<Sentence> sentences) implements Iterator<Asked<List<String>>> {
  @Override
  public boolean hasNext() {
    return sentences.hasNext();
  }

  @Override
  public Asked<List<String>> next() {
    Sentence next = sentences.next();
    return new Asked<>(
        next.words(), next.tokens().stream().map(t -> new Told.Word(t.from(), t.to())).toList());
  }
}
