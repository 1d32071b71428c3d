package rondo.tasks.data;

import java.util.List;
import java.util.function.Function;

/**
 * Reads an example a line: its label, white space, its text, as TREC's questions are written and,
 * with {@code __label__} before each label, fastText's.
 */
final class LabelledLines {
  private static final String MARK = "__label__";

  private LabelledLines() {}

  static void read(Lines lines, Function<String, List<String>> tokens, LabelledTexts texts) {
    while (lines.next()) {
      String line = lines.text().strip();
      if (line.isEmpty()) {
        continue;
      }
      int end = 0;
      while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
        end++;
      }
      String label = line.substring(0, end);
      String text = line.substring(end).strip();
      if (label.startsWith(MARK)) {
        label = label.substring(MARK.length());
        if (text.startsWith(MARK)) {
          throw lines.fault("there are two labels; one for each text is what can be learnt");
        }
      }
      texts.add(lines.number(), label, tokens.apply(text));
    }
  }
}
