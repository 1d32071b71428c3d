package rondo.tasks.measure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import rondo.core.Answered;
import rondo.core.DataException;
import rondo.core.Evaluation;
import rondo.core.Example;
import rondo.tasks.data.Lines;
import rondo.tasks.text.Scheme;

/**
 * Reads what conlleval reads: a token a line, in the last two columns its right tag and the one
 * that was found, by whatever tool, and an empty line between sentences. Columns stand apart by
 * tabs, or else by spaces, and each line has as many as the first.
 */
public final class Tagged {
  private Tagged() {}

  /**
   * Tags of spans, to be measured by {@link SpanScores}.
   *
   * @param strict whether only spans count that obey the scheme of the right tags exactly
   */
  public static Answered<List<String>, List<String>> spans(Path file, boolean strict)
      throws IOException {
    Answered<List<String>, List<String>> read = read(file, Tagged::isTag);
    if (!strict) {
      return measured(read, SpanScores::new);
    }
    Scheme scheme = StrictSpans.scheme(read.examples().stream().map(Example::gold).toList());
    return measured(read, () -> SpanScores.strict(scheme));
  }

  private static Answered<List<String>, List<String>> measured(
      Answered<List<String>, List<String>> read, Supplier<SpanScores> fresh) {
    return new Answered<>(
        read.examples(),
        read.answers(),
        (gold, answers) -> {
          SpanScores scores = fresh.get();
          for (int i = 0; i < gold.size(); i++) {
            scores.addTags(gold.get(i).gold(), answers.get(i));
          }
          return scores.evaluation();
        });
  }

  /** Labels of any kind, to be measured by {@link TokenScores}. */
  public static Answered<List<String>, List<String>> tokens(Path file) throws IOException {
    return read(file, label -> true);
  }

  private static boolean isTag(String tag) {
    boolean marked = "BIES".indexOf(tag.charAt(0)) >= 0;
    return tag.equals(Scheme.OUTSIDE)
        || (marked && (tag.length() == 1 || tag.charAt(1) == '-')); // conlleval takes a bare B, too
  }

  private static Answered<List<String>, List<String>> read(Path file, Predicate<String> takes)
      throws IOException {
    List<Example<List<String>, List<String>>> examples = new ArrayList<>();
    List<List<String>> answers = new ArrayList<>();
    List<String> tokens = new ArrayList<>();
    List<String> gold = new ArrayList<>();
    List<String> found = new ArrayList<>();
    int width = 0;
    try (Lines lines = Lines.of(file)) {
      boolean more = true;
      while (more) {
        more = lines.next();
        if (more && !lines.text().isBlank()) {
          List<String> columns = columns(lines, width, takes);
          width = columns.size();
          tokens.add(columns.get(0));
          gold.add(columns.get(width - 2));
          found.add(columns.get(width - 1));
        } else if (!tokens.isEmpty()) {
          examples.add(new Example<>(List.copyOf(tokens), List.copyOf(gold)));
          answers.add(List.copyOf(found));
          tokens.clear();
          gold.clear();
          found.clear();
        }
      }
      if (examples.isEmpty()) {
        throw new DataException(file.toString(), "there is no sentence in it");
      }
    }
    return new Answered<>(examples, answers, Tagged::ofTokens);
  }

  private static Evaluation ofTokens(
      List<Example<List<String>, List<String>>> gold, List<List<String>> answers) {
    TokenScores scores = new TokenScores();
    for (int i = 0; i < gold.size(); i++) {
      scores.add(gold.get(i).gold(), answers.get(i));
    }
    return scores.evaluation();
  }

  private static List<String> columns(Lines lines, int width, Predicate<String> takes) {
    String line = lines.text().strip();
    List<String> columns = Arrays.asList(line.split(line.indexOf('\t') >= 0 ? " *\t *" : " +"));
    if (columns.size() < 2) {
      throw lines.fault(
          "the right tag and the one that was found are needed in the last two columns, there is one column: '%s'"
              .formatted(shown(line)));
    }
    if (width > 0 && columns.size() != width) {
      throw lines.fault(
          "there are %d columns here and %d before: '%s'"
              .formatted(columns.size(), width, shown(line)));
    }
    for (String tag : columns.subList(columns.size() - 2, columns.size())) {
      if (tag.isEmpty() || !takes.test(tag)) {
        throw lines.fault(
            "the last two columns must be tags such as O, B-PER or I-PER, one is '%s'"
                .formatted(shown(tag)));
      }
    }
    return columns;
  }

  private static String shown(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
