package rondo.tasks.subword;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import rondo.tasks.text.Joins;

/** A piece for each code point, {@value Joins#SPACE} for a space. */
public record SingleCharacters() implements Segmenter {
  @Override
  public List<String> pieces(List<String> tokens) {
    List<String> pieces = new ArrayList<>();
    Joins.line(tokens)
        .codePoints()
        .forEach(c -> pieces.add(c == ' ' ? Joins.SPACE : Character.toString(c)));
    return List.copyOf(pieces);
  }

  @Override
  public String text(List<String> pieces) {
    return Joins.plain(String.join("", pieces).replace(Joins.SPACE, " "));
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
