package rondo.tasks.data;

import java.util.ArrayList;
import java.util.List;
import rondo.core.Settings;

/**
 * Reads a token a line with its label in another column and a blank line between sentences, as the
 * CoNLL shared tasks wrote them. Lines that begin a document ({@code -DOCSTART-}) and comments are
 * passed over. Reads one file.
 */
final class ConllReader {
  private static final String NAMES = "# global.columns =";

  private final Settings options;
  private final Place token;
  private final Place label;
  private final TagKind kind;
  private Separator separator = Separator.SPACE;
  private List<String> names = List.of();
  private int width; // columns that every line has; 0 before the first
  private long first; // the line that told the width
  private List<String> tokens = new ArrayList<>();
  private List<String> labels = new ArrayList<>();

  ConllReader(Settings options, TagKind kind) {
    this.options = options;
    this.kind = kind;
    token = Place.of(options, "token-column").or("1");
    label = Place.of(options, "label-column").or("last");
  }

  void read(Lines lines, TaggedSentences sentences) {
    while (lines.next()) {
      String line = lines.text();
      if (line.isBlank() || beginsDocument(line)) {
        end(sentences);
      } else if (line.startsWith(NAMES)) {
        names = Separator.SPACE.columns(line.substring(NAMES.length()));
      } else if (!isComment(line, lines)) {
        List<String> columns = separator(line).columns(line);
        if (width == 0 && names.isEmpty() && (token.named() || label.named())) {
          names = columns;
          measure(columns, lines);
        } else {
          read(columns, lines);
        }
      }
    }
    end(sentences);
  }

  /** The first line decides for the file. */
  private Separator separator(String line) {
    if (width == 0) {
      separator = Separator.of(options, line);
    }
    return separator;
  }

  private void read(List<String> columns, Lines lines) {
    if (columns.size() < 2) {
      throw lines.fault(
          "a token and its label are needed in two or more columns, there is one: '%s'"
              .formatted(Lines.shown(lines.text())));
    }
    measure(columns, lines);
    String word = trimmed(columns.get(token.index(width, names, lines)));
    String tag = columns.get(label.index(width, names, lines)).strip();
    if (word.isEmpty()) {
      throw lines.fault("the token is empty: '%s'".formatted(Lines.shown(lines.text())));
    }
    if (tag.isEmpty()) {
      throw lines.fault("the label of '%s' is empty".formatted(Lines.shown(word)));
    }
    if (!kind.takes(tag)) {
      throw lines.fault(kind.refusal(tag));
    }
    labels.add(tag);
    tokens.add(word);
  }

  /** Without the spaces around it; other white space may be what the token is. */
  private static String trimmed(String word) {
    int from = 0;
    int to = word.length();
    while (from < to && word.charAt(from) == ' ') {
      from++;
    }
    while (to > from && word.charAt(to - 1) == ' ') {
      to--;
    }
    return word.substring(from, to);
  }

  private void measure(List<String> columns, Lines lines) {
    if (width == 0) {
      width = columns.size();
      first = lines.number();
    }
    if (columns.size() != width) {
      throw lines.fault(
          "there %s column%s here and %d in line %d: '%s'"
              .formatted(
                  Place.are(columns.size()),
                  columns.size() == 1 ? "" : "s",
                  width,
                  first,
                  Lines.shown(lines.text())));
    }
  }

  private static boolean beginsDocument(String line) {
    return line.startsWith("-DOCSTART-")
        || line.startsWith("#begin document")
        || line.startsWith("#end document")
        || line.startsWith("###MEDLINE:");
  }

  /** A line that begins with a hash sign and does not look like the token '#' with its label. */
  private boolean isComment(String line, Lines lines) {
    if (!line.startsWith("# ") && !line.equals("#")) {
      return false;
    }
    List<String> columns = separator(line).columns(line);
    int wanted = width;
    if (wanted == 0) {
      List<String> next = lines.look(1);
      wanted = next.isEmpty() ? 0 : separator.columns(next.get(0)).size();
    }
    return columns.size() < 2
        || columns.size() != wanted
        || !kind.takes(columns.get(label.index(wanted, names, lines)));
  }

  private void end(TaggedSentences sentences) {
    if (!tokens.isEmpty()) {
      sentences.add(List.copyOf(tokens), List.copyOf(labels));
      tokens = new ArrayList<>();
      labels = new ArrayList<>();
    }
  }
}
