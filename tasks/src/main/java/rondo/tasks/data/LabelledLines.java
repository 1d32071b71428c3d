package rondo.tasks.data;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads an example a line: its label, white space, its text, as TREC's questions are written and,
 * with {@code __label__} before each label, fastText's.
 */
final class LabelledLines {
  static final String MARK = "__label__";

  private static final Pattern PARTS =
      Pattern.compile("[ \\t]*([^ \\t]+)[ \\t]*(.*)", Pattern.DOTALL);

  private LabelledLines() {}

  static void read(Lines lines, LabelledTexts texts) {
    while (lines.next()) {
      Matcher parts = PARTS.matcher(lines.text());
      if (!parts.matches()) {
        continue; // an empty line
      }
      String label = parts.group(1);
      String text = parts.group(2);
      if (label.startsWith(MARK)) {
        label = label.substring(MARK.length());
        if (text.startsWith(MARK)) {
          throw lines.fault("there are two labels; one for each text is what can be learnt");
        }
      }
      texts.add(lines.number(), label, text);
    }
  }
}
