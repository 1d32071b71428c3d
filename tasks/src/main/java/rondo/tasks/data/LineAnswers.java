package rondo.tasks.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import java.util.function.Function;
import rondo.core.Told;

/** A line for each line, its sentences side by side. */
final class LineAnswers implements AnswerWriter {
  private final Consumer<String> out;
  private final Function<Told, String> form;
  private boolean begun;

  LineAnswers(Consumer<String> out, Function<Told, String> form) {
    this.out = out;
    this.form = form;
  }

  LineAnswers(Consumer<String> out, Written format) {
    this(
        out,
        switch (format) {
          case CSV -> told -> cell(told.label()) + "," + cell(text(told));
          case LINES ->
              told -> LabelledLines.MARK + told.label() + " " + Written.inline(text(told));
          default -> LineAnswers::names;
        });
  }

  /** The texts in one place, what they became in another. */
  static AnswerWriter parallel(Consumer<String> texts, Consumer<String> others) {
    LineAnswers first = new LineAnswers(texts, told -> Written.inline(text(told)));
    LineAnswers second = new LineAnswers(others, told -> Written.inline(told.label()));
    return new AnswerWriter() {
      @Override
      public void add(Told told) {
        first.add(told);
        second.add(told);
      }

      @Override
      public void end(ObjectNode fields) {
        first.end(fields);
        second.end(fields);
      }
    };
  }

  private static String text(Told told) {
    return told.at(told.marks().get(0));
  }

  private static String cell(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == ';');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  /** Names between marks, with blanks around all. */
  private static String names(Told told) {
    StringBuilder line = new StringBuilder();
    int at = 0;
    for (Told.Mark mark : told.marks()) {
      words(line, told, at, mark.from());
      line.append("<START:").append(mark.label()).append("> ");
      words(line, told, mark.from(), mark.to());
      line.append("<END> ");
      at = mark.to();
    }
    words(line, told, at, told.words().size());
    return line.toString().stripTrailing();
  }

  private static void words(StringBuilder line, Told told, int from, int to) {
    for (int t = from; t < to; t++) {
      line.append(Written.inline(told.word(t))).append(' ');
    }
  }

  @Override
  public void add(Told told) {
    out.accept(begun ? " " + form.apply(told) : form.apply(told));
    begun = true;
  }

  @Override
  public void end(ObjectNode fields) {
    out.accept("\n");
    begun = false;
  }
}
