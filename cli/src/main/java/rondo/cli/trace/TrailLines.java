package rondo.cli.trace;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import rondo.cli.terminal.Table;
import rondo.core.Matrix;

/**
 * Trails as lines of text: tables for a person, a line for each number, or a JSON object for each
 * step.
 */
public record TrailLines(Format format, Units units) {
  private static final int SHOWN = 8; // units in a table, unless others are asked for

  /** How states are written. */
  public enum Format {
    TEXT,
    TSV,
    JSONL
  }

  /** What stands before all lines. */
  public String head() {
    return format == Format.TSV ? "line\tcell\tstep\ttoken\tanswer\tpart\tunit\tvalue\n" : "";
  }

  /**
   * One trail.
   *
   * @param line where its text stood in the input, counted from 1
   */
  public String of(long line, Trail trail) {
    return switch (format) {
      case TEXT -> trail.x().rows() > 0 ? bare(trail) : text(trail);
      case TSV -> tsv(line, trail);
      case JSONL -> jsonl(line, trail);
    };
  }

  /** All of a cell by itself in one table, with every digit there is. */
  private String bare(Trail trail) {
    List<Matrix> columns = new ArrayList<>(List.of(trail.x()));
    columns.addAll(trail.parts());
    List<String> names = new ArrayList<>(List.of("x"));
    names.addAll(Trail.partNames(trail.parts().size()));
    List<List<Integer>> shown = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("step"));
    for (int i = 0; i < columns.size(); i++) {
      int width = columns.get(i).cols();
      shown.add((i == 0 ? Units.ALL : units.all()).of(columns.get(i), width));
      for (int unit : shown.get(i)) {
        head.add(width == 1 ? names.get(i) : names.get(i) + unit);
      }
    }
    Table table = new Table(head);
    for (int t = 0; t < trail.time(); t++) {
      List<String> row = new ArrayList<>(List.of(trail.step(t)));
      for (int i = 0; i < columns.size(); i++) {
        for (int unit : shown.get(i)) {
          row.add(plain(columns.get(i).get(t, unit)));
        }
      }
      table.add(row);
    }
    return table.text(0);
  }

  /** A table for each part of the state, the numbers rounded. */
  private String text(Trail trail) {
    StringBuilder text = new StringBuilder();
    for (int p = 0; p < trail.parts().size(); p++) {
      Matrix part = trail.parts().get(p);
      List<Integer> shown = units.of(part, SHOWN);
      boolean some = shown.size() < part.cols();
      text.append(
          "%n%s, %s of %d units%s%n"
              .formatted(
                  trail.cell(),
                  Trail.partNames(trail.parts().size()).get(p),
                  part.cols(),
                  some && !units.chosen() ? ", the " + shown.size() + " most active first" : ""));
      boolean answers = !trail.answers().isEmpty();
      List<String> head = new ArrayList<>(List.of(trail.tokens().isEmpty() ? "step" : "token"));
      if (answers) {
        head.add("answer");
      }
      head.add("norm");
      shown.forEach(unit -> head.add("u" + unit));
      Table table = new Table(head);
      for (int t = 0; t < trail.time(); t++) {
        List<String> row = new ArrayList<>(List.of(trail.step(t)));
        if (answers) {
          row.add(trail.answers().get(t));
        }
        row.add(rounded(trail.norm(p, t)));
        for (int unit : shown) {
          row.add(rounded(part.get(t, unit)));
        }
        table.add(row);
      }
      text.append(table.text(answers ? 2 : 1));
    }
    return text.toString();
  }

  private String tsv(long line, Trail trail) {
    StringBuilder text = new StringBuilder();
    List<String> names = Trail.partNames(trail.parts().size());
    for (int t = 0; t < trail.time(); t++) {
      for (int p = 0; p < trail.parts().size(); p++) {
        Matrix part = trail.parts().get(p);
        for (int unit : units.all().of(part, part.cols())) {
          text.append(line).append('\t').append(trail.cell()).append('\t').append(t + 1);
          text.append('\t').append(trail.tokens().isEmpty() ? "" : field(trail.tokens().get(t)));
          text.append('\t').append(trail.answers().isEmpty() ? "" : trail.answers().get(t));
          text.append('\t').append(names.get(p)).append('\t').append(unit);
          text.append('\t').append(plain(part.get(t, unit))).append('\n');
        }
      }
    }
    return text.toString();
  }

  /** A token may be a tab in the eyes of some model. */
  private static String field(String token) {
    return token.replaceAll("[\\t\\r\\n]", " ");
  }

  private String jsonl(long line, Trail trail) {
    StringBuilder text = new StringBuilder();
    List<String> names = Trail.partNames(trail.parts().size());
    for (int t = 0; t < trail.time(); t++) {
      ObjectNode node = JsonNodeFactory.instance.objectNode();
      node.put("line", line).put("cell", trail.cell()).put("step", t + 1);
      if (!trail.tokens().isEmpty()) {
        node.put("token", trail.tokens().get(t));
      }
      if (!trail.answers().isEmpty()) {
        node.put("answer", trail.answers().get(t));
      }
      if (trail.x().rows() > 0) {
        array(node, "x", trail.x(), t, Units.ALL);
      }
      if (units.chosen()) {
        ArrayNode chosen = node.putArray("units");
        units.of(trail.parts().get(0), 0).forEach(chosen::add);
      }
      for (int p = 0; p < trail.parts().size(); p++) {
        array(node, names.get(p), trail.parts().get(p), t, units.all());
      }
      text.append(node).append('\n');
    }
    return text.toString();
  }

  private static void array(ObjectNode node, String name, Matrix values, int t, Units units) {
    ArrayNode array = node.putArray(name);
    for (int unit : units.of(values, values.cols())) {
      array.add(values.get(t, unit));
    }
  }

  private static String rounded(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  /** With as many digits as tell it from its neighbours, and no more. */
  private static String plain(float value) {
    if (!Float.isFinite(value)) {
      return Float.toString(value);
    }
    return new BigDecimal(Float.toString(value)).stripTrailingZeros().toPlainString();
  }
}
