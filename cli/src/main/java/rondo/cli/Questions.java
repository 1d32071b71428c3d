package rondo.cli;

import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import rondo.core.Asked;
import rondo.core.Texts;

/**
 * What lines ask of a model, one input after the other, so that a line of any length takes the
 * memory of its text and of a few inputs.
 */
final class Questions<I> implements Relay.Incoming<Questions.Question<I>> {
  private final Relay.Incoming<Line> lines;
  private final Texts<I, ?> texts;
  private Optional<Line> line = Optional.empty(); // of which not all is asked
  private Iterator<Asked<I>> asked = Collections.emptyIterator();

  /**
   * An input of a line.
   *
   * @param asked nothing by a line that is blank
   * @param last whether the line asks no more
   */
  record Question<I>(Line line, Optional<Asked<I>> asked, boolean last) {
    /** How much text it is about. */
    int characters() {
      int words = asked.map(a -> a.words().size()).orElse(0);
      return words == 0 ? line.text().length() : end(words - 1) - asked.get().words().get(0).from();
    }

    private int end(int word) {
      return asked.map(a -> a.words().get(word).to()).orElse(0);
    }
  }

  Questions(Relay.Incoming<Line> lines, Texts<I, ?> texts) {
    this.lines = lines;
    this.texts = texts;
  }

  @Override
  public Optional<Question<I>> next() throws IOException {
    if (line.isEmpty()) {
      line = lines.next();
      asked =
          line.filter(l -> !l.text().isBlank())
              .map(l -> texts.ask(l.text()))
              .orElse(Collections.emptyIterator());
    }
    Optional<Question<I>> question = line.map(this::question);
    line = line.filter(l -> asked.hasNext());
    return question;
  }

  private Question<I> question(Line of) {
    Optional<Asked<I>> input = asked.hasNext() ? Optional.of(asked.next()) : Optional.empty();
    return new Question<>(of, input, !asked.hasNext());
  }

  @Override
  public boolean waits() throws IOException {
    return line.isEmpty() && lines.waits();
  }
}
