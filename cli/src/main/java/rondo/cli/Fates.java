package rondo.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import rondo.core.CellType;
import rondo.core.Importer.Fate;
import rondo.core.Importer.Note;
import rondo.core.ModelFormatException;
import rondo.engine.model.WholeFile;

/** What became of the parts of a file that was made elsewhere, as a table and as JSON lines. */
record Fates(List<Note> notes) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int NAME = 40; // characters of a part or an operator, at most
  private static final int TEXT = 400;
  private static final int COLUMNS = 3; // before the text

  /** A line for each part. */
  String table() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("part", "operator", "became", ""));
    for (Note each : notes) {
      rows.add(
          List.of(
              shown(each.part(), NAME),
              shown(each.operator(), NAME),
              word(each.fate()),
              shown(each.text(), TEXT)));
    }
    int[] widths = new int[COLUMNS];
    for (List<String> row : rows) {
      for (int i = 0; i < COLUMNS; i++) {
        widths[i] = Math.max(widths[i], length(row.get(i)));
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < COLUMNS; i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - length(row.get(i)) + 2));
      }
      text.append(line.append(row.get(COLUMNS)).toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** One line of names that anybody may have chosen, without what would move the cursor. */
  private static String shown(String text, int most) {
    String plain = text.replaceAll("[\\p{C}\\u2028\\u2029]+", " ").strip();
    return length(plain) <= most
        ? plain
        : plain.substring(0, plain.offsetByCodePoints(0, most - 1)) + "…";
  }

  private static String word(Fate fate) {
    return fate.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** All of it in a sentence: the recurrent nodes, which such cells would be, and then the rest. */
  String summary(List<CellType> cells) {
    List<String> recurrent = cells.stream().map(c -> c.operator().name()).toList();
    Map<Fate, Integer> others = new EnumMap<>(Fate.class);
    int nodes = 0;
    int became = 0;
    for (Note each : notes) {
      if (each.fate() == Fate.CELL || recurrent.contains(each.operator())) {
        nodes++;
        became += each.fate() == Fate.CELL ? 1 : 0;
      } else {
        others.merge(each.fate(), 1, Integer::sum);
      }
    }
    List<String> counts = new ArrayList<>();
    others.forEach((fate, n) -> counts.add(n + " " + word(fate)));
    return "%d of %d recurrent nodes became cells; other parts: %s"
        .formatted(became, nodes, counts.isEmpty() ? "none" : String.join(", ", counts));
  }

  /** Refuses a file of which no model can be made, as the notes say. */
  void requireFree(Path file) {
    List<Note> inTheWay = notes.stream().filter(n -> n.fate() == Fate.IN_THE_WAY).toList();
    if (!inTheWay.isEmpty()) {
      Note first = inTheWay.get(0);
      throw new ModelFormatException(
          "'%s' cannot become a model: in the way stand %d of its parts, first '%s' (%s): %s"
              .formatted(file, inTheWay.size(), first.part(), first.operator(), first.text()));
    }
  }

  /** Writes the notes, an object a line; the file is there whole or not at all. */
  void write(Path file) {
    WholeFile.write(
        file,
        out -> {
          for (Note each : notes) {
            out.write((json(each) + "\n").getBytes(StandardCharsets.UTF_8));
          }
        });
  }

  private static String json(Note note) throws JsonProcessingException {
    ObjectNode node = JSON.createObjectNode();
    node.put("part", note.part());
    node.put("operator", note.operator());
    node.put("fate", word(note.fate()));
    node.put("text", note.text());
    return JSON.writeValueAsString(node);
  }
}
