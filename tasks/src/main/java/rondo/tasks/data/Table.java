package rondo.tasks.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import rondo.core.Option;
import rondo.core.Settings;

/** Reads an example a row of a table, in which a column holds labels and another texts. */
final class Table {
  /** What such columns and fields are called by most. */
  static final List<String> TEXTS =
      List.of("text", "sentence", "question", "review", "tweet", "utterance", "content", "comment");

  static final List<String> LABELS =
      List.of("label", "labels", "sentiment", "class", "category", "intent", "target", "polarity");

  static final Option HEADER =
      new Option(
          "header",
          "auto",
          "whether the first row of a table has the columns' names: true, false or auto, which"
              + " looks for usual ones (text, label, …)");

  private static final int LONGEST_LABEL = 5; // words, where nobody has said that it is one

  private final Place text;
  private final Place label;
  private final String header;
  private List<String> names = List.of();
  private int width; // cells that every row has; 0 before the first

  Table(Settings options) {
    text = Place.of(options, "text-column");
    label = Place.of(options, "label-column");
    header = options.choice("header", "auto", "true", "false");
  }

  void read(Lines lines, Rows rows, LabelledTexts texts) {
    while (rows.next()) {
      List<String> cells = rows.cells();
      if (width == 0) {
        width = cells.size();
        if (isHeader(cells)) {
          names = cells.stream().map(String::strip).toList();
          continue;
        }
      }
      if (cells.size() != width) {
        throw lines.fault(
            rows.line(),
            "there %s column%s here and %d in the first row: '%s'"
                .formatted(
                    Place.are(cells.size()),
                    cells.size() == 1 ? "" : "s",
                    width,
                    Lines.shown(String.join(" | ", cells))));
      }
      String found = cells.get(labels(lines));
      if (guessed() && Separator.SPACE.columns(found).size() > LONGEST_LABEL) {
        throw lines.fault(
            rows.line(),
            "the first column should be a label, is '%s'; say label-column and text-column"
                .formatted(Lines.shown(found)));
      }
      texts.add(rows.line(), found, cells.get(texts(lines)));
    }
  }

  private boolean guessed() {
    return names.isEmpty() && label.unsaid();
  }

  private boolean isHeader(List<String> cells) {
    boolean usual = has(cells, TEXTS) && has(cells, LABELS);
    return header.equals("true")
        || (header.equals("auto") && (usual || text.named() || label.named()));
  }

  private static boolean has(List<String> cells, List<String> usual) {
    return cells.stream().anyMatch(c -> usual.contains(c.strip().toLowerCase(Locale.ROOT)));
  }

  private int labels(Lines lines) {
    return index(label, LABELS, "1", lines);
  }

  private int texts(Lines lines) {
    return index(text, TEXTS, "2", lines);
  }

  /** Where nothing is said: a column with a usual name, or by place if there are just two. */
  private int index(Place place, List<String> usual, String number, Lines lines) {
    if (!place.unsaid()) {
      return place.index(width, names, lines);
    }
    for (int i = 0; i < names.size(); i++) {
      if (usual.contains(names.get(i).toLowerCase(Locale.ROOT))) {
        return i;
      }
    }
    if (!names.isEmpty() || width != 2) {
      List<String> there = new ArrayList<>(names);
      throw lines.fault(
          "which of %d columns holds the %ss? Say %s by number%s"
              .formatted(
                  width,
                  number.equals("1") ? "label" : "text",
                  place.option(),
                  there.isEmpty() ? "" : " or name: " + Lines.shown(String.join(", ", there))));
    }
    return place.or(number).index(width, names, lines);
  }
}
