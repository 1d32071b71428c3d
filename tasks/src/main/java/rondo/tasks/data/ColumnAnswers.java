package rondo.tasks.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import rondo.core.Told;

/**
 * A token a line with its tag behind a tab, and an empty line behind each sentence. A score stands
 * between them, so that the tag is the last column.
 */
record ColumnAnswers(Consumer<String> out, Manner manner) implements AnswerWriter {
  private static final String NONE = "_"; // where a score would be that there is not

  @Override
  public void add(Told told) {
    List<String> tags = Written.tags(told, manner);
    String[] scores = new String[tags.size()];
    Arrays.fill(scores, NONE);
    for (Told.Mark mark : told.marks()) {
      Arrays.fill(scores, mark.from(), mark.to(), mark.figure());
    }
    StringBuilder lines = new StringBuilder();
    for (int t = 0; t < tags.size(); t++) {
      lines.append(Written.inline(told.word(t))).append('\t');
      lines.append(manner.scores() ? scores[t] + "\t" : "");
      lines.append(Written.inline(tags.get(t))).append('\n');
    }
    out.accept(lines.append('\n').toString());
  }

  @Override
  public void end(ObjectNode fields) {
    // sentences end by themselves
  }
}
