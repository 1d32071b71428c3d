package rondo.tasks.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import rondo.core.Told;

/**
 * Columns with tabs between. Spans and labels of tokens are a row each: the number of the line,
 * where it stands there from and to, the label, and the text. A label of a whole line stands before
 * its text, and an answer that is a text behind it. A score is the last column.
 */
final class TableAnswers implements AnswerWriter {
  private final Consumer<String> out;
  private final boolean whole; // whether something is said of lines as a whole
  private final Manner manner;
  private final Counter counter;
  private long line = 1;
  private boolean told;

  TableAnswers(Consumer<String> out, Told.Shape shape, Manner manner) {
    this.out = out;
    this.whole = shape == Told.Shape.LABEL || shape == Told.Shape.TEXT;
    this.manner = manner;
    counter = new Counter(manner.places());
  }

  @Override
  public void add(Told all) {
    told = true;
    StringBuilder rows = new StringBuilder();
    for (Told.Mark mark : all.marks()) {
      String label = Written.inline(mark.label());
      String text = Written.inline(all.at(mark));
      switch (all.shape()) {
        case LABEL -> rows.append(label).append('\t').append(text);
        case TEXT -> rows.append(text).append('\t').append(label);
        default -> {
          rows.append(line).append('\t').append(counter.from(all, mark)).append('\t');
          rows.append(counter.to(all, mark)).append('\t').append(label).append('\t').append(text);
        }
      }
      rows.append(manner.scores() ? "\t" + mark.figure() : "").append('\n');
    }
    counter.sentence(all);
    out.accept(rows.toString());
  }

  /** A blank line stays one where there is a row for each line. */
  @Override
  public void end(ObjectNode fields) {
    if (whole && !told) {
      out.accept("\n");
    }
    told = false;
    line++;
    counter.line();
  }
}
