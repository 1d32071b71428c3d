package rondo.tasks.measure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import rondo.core.Answered;
import rondo.core.DataException;
import rondo.core.Evaluation;
import rondo.core.Example;
import rondo.tasks.data.Lines;
import rondo.tasks.text.Scheme;

/**
 * Reads what conlleval reads: a token a line, in the last two columns its right tag and the one
 * that was found, by whatever tool, and an empty line between sentences; or the same of texts, one
 * a line. Columns stand apart by tabs, or else by spaces, and each line has as many as the first.
 */
public final class Tagged {
  private Tagged() {}

  /**
   * Tags of spans, to be measured by {@link SpanScores}.
   *
   * @param strict whether only spans count that obey the scheme of the right tags exactly
   */
  public static Answered<List<String>, ?> spans(Path file, boolean strict) throws IOException {
    Answered<List<String>, List<String>> read =
        read(file, Tagged::isTag, "tags such as O, B-PER or I-PER");
    List<List<String>> right = read.examples().stream().map(Example::gold).toList();
    Optional<Scheme> scheme = strict ? Optional.of(StrictSpans.scheme(right)) : Optional.empty();
    return new Answered<>(
        read.examples().stream()
            .map(e -> new Example<>(e.input(), Reading.of(e.gold(), scheme)))
            .toList(),
        read.answers().stream().map(tags -> Reading.of(tags, scheme)).toList(),
        (gold, answers) -> {
          SpanScores scores = new SpanScores(scheme);
          for (int i = 0; i < gold.size(); i++) {
            scores.add(gold.get(i).gold(), answers.get(i));
          }
          return scores.evaluation();
        });
  }

  /** Labels of any kind, to be measured by {@link TokenScores}. */
  public static Answered<List<String>, List<String>> tokens(Path file) throws IOException {
    return read(file, label -> true, "labels");
  }

  private static boolean isTag(String tag) {
    boolean marked = "BIES".indexOf(tag.charAt(0)) >= 0;
    return tag.equals(Scheme.OUTSIDE)
        || (marked && (tag.length() == 1 || tag.charAt(1) == '-')); // conlleval takes a bare B, too
  }

  /** One label of each line's text, to be measured by {@link ClassScores}. */
  public static Answered<String, String> classes(Path file) throws IOException {
    List<Example<String, String>> examples = new ArrayList<>();
    List<String> answers = new ArrayList<>();
    try (Lines lines = Lines.of(file)) {
      Columns columns = new Columns(lines, label -> true, "labels");
      while (columns.next()) {
        if (columns.there()) {
          examples.add(new Example<>(columns.first(), columns.gold()));
          answers.add(columns.found());
        }
      }
    }
    requireSome(examples, file);
    return new Answered<>(
        examples,
        answers,
        (gold, answered) -> {
          ClassScores scores = new ClassScores();
          for (int i = 0; i < gold.size(); i++) {
            scores.add(gold.get(i).gold(), answered.get(i));
          }
          return scores.evaluation();
        });
  }

  private static Answered<List<String>, List<String>> read(
      Path file, Predicate<String> takes, String what) throws IOException {
    List<Example<List<String>, List<String>>> examples = new ArrayList<>();
    List<List<String>> answers = new ArrayList<>();
    List<String> tokens = new ArrayList<>();
    List<String> gold = new ArrayList<>();
    List<String> found = new ArrayList<>();
    try (Lines lines = Lines.of(file)) {
      Columns columns = new Columns(lines, takes, what);
      boolean more = true;
      while (more) {
        more = columns.next();
        if (more && columns.there()) {
          tokens.add(columns.first());
          gold.add(columns.gold());
          found.add(columns.found());
        } else if (!tokens.isEmpty()) {
          examples.add(new Example<>(List.copyOf(tokens), List.copyOf(gold)));
          answers.add(List.copyOf(found));
          tokens.clear();
          gold.clear();
          found.clear();
        }
      }
    }
    requireSome(examples, file);
    return new Answered<>(examples, answers, Tagged::ofTokens);
  }

  private static void requireSome(List<?> examples, Path file) {
    if (examples.isEmpty()) {
      throw new DataException(file.toString(), "there is no line with answers in it");
    }
  }

  private static Evaluation ofTokens(
      List<Example<List<String>, List<String>>> gold, List<List<String>> answers) {
    TokenScores scores = new TokenScores();
    for (int i = 0; i < gold.size(); i++) {
      scores.add(gold.get(i).gold(), answers.get(i));
    }
    return scores.evaluation();
  }

  /** The columns of one line after the other; an empty line has none. */
  private static final class Columns {
    private final Lines lines;
    private final Predicate<String> takes;
    private final String what;
    private final Map<String, String> known = new HashMap<>(); // one text for each label
    private List<String> now = List.of();
    private int width; // of the first line

    Columns(Lines lines, Predicate<String> takes, String what) {
      this.lines = lines;
      this.takes = takes;
      this.what = what;
    }

    boolean next() throws IOException {
      boolean more = lines.next();
      now = more && !lines.text().isBlank() ? read(lines.text().strip()) : List.of();
      return more;
    }

    boolean there() {
      return !now.isEmpty();
    }

    String first() {
      return now.get(0);
    }

    String gold() {
      return one(now.get(now.size() - 2));
    }

    String found() {
      return one(now.get(now.size() - 1));
    }

    private String one(String label) {
      return known.computeIfAbsent(label, l -> l);
    }

    private List<String> read(String line) {
      List<String> columns = Arrays.asList(line.split(line.indexOf('\t') >= 0 ? " *\t *" : " +"));
      width = width == 0 ? columns.size() : width;
      if (columns.size() < 2) {
        throw lines.fault(
            "the right answer and the one that was found are needed in the last two columns, there is one column: '%s'"
                .formatted(shown(line)));
      }
      if (columns.size() != width) {
        throw lines.fault(
            "there are %d columns here and %d before: '%s'"
                .formatted(columns.size(), width, shown(line)));
      }
      for (String tag : columns.subList(width - 2, width)) {
        if (tag.isEmpty() || !takes.test(tag)) {
          throw lines.fault(
              "the last two columns must be %s, one is '%s'".formatted(what, shown(tag)));
        }
      }
      return columns;
    }
  }

  private static String shown(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
