package rondo.tasks.subword;

import java.util.Collection;
import java.util.List;
import rondo.tasks.text.Joins;

/** Tokens as they are; a vocabulary holds the frequent ones. */
public record WholeWords() implements Segmenter {
  @Override
  public List<String> pieces(List<String> tokens) {
    return List.copyOf(tokens);
  }

  @Override
  public String text(List<String> pieces) {
    return Joins.text(pieces);
  }

  @Override
  public List<String> merges() {
    return List.of();
  }

  @Override
  public Segmenter within(Collection<String> known) {
    return this;
  }
}
