package rondo.benchmarks.elsewhere;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import rondo.onnx.Agreement;

/** What ran where: a row for each kind of file, a column for each runtime. */
final class Table {
  /** The line of a page behind which the table stands. */
  static final String MARK = "<!-- benchmarks/run elsewhere --record writes this table -->";

  private final List<String> runtimes;
  private final Map<String, Map<String, Tally>> rows = new LinkedHashMap<>();

  Table(List<String> runtimes) {
    this.runtimes = List.copyOf(runtimes);
  }

  /** Adds a file that answers as its model. */
  void add(String kind, String runtime, int real, Agreement found) {
    row(kind).put(runtime, tally(kind, runtime).with(real, found));
  }

  /** Adds one that does not. */
  void wrong(String kind, String runtime, int real) {
    row(kind).put(runtime, tally(kind, runtime).wrong(real));
  }

  private Map<String, Tally> row(String kind) {
    return rows.computeIfAbsent(kind, name -> new LinkedHashMap<>());
  }

  private Tally tally(String kind, String runtime) {
    return row(kind).getOrDefault(runtime, Tally.NONE);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("| file | models | sentences | " + String.join(" | ", runtimes) + " |");
    lines.add("|---|---|---|" + "---|".repeat(runtimes.size()));
    for (String kind : rows.keySet()) {
      Tally any = tally(kind, runtimes.get(0));
      List<String> cells = new ArrayList<>(List.of(kind));
      cells.add(Integer.toString(any.files()));
      cells.add(String.format(Locale.ROOT, "%,d", any.sentences()));
      runtimes.forEach(runtime -> cells.add(tally(kind, runtime).toString()));
      lines.add("| " + String.join(" | ", cells) + " |");
    }
    return lines;
  }

  /** Puts the table onto a page, in the place of the one that stands behind the mark. */
  void record(Path page) throws IOException {
    List<String> old = Files.readAllLines(page);
    int mark = old.indexOf(MARK);
    if (mark < 0) {
      throw new IllegalArgumentException("%s has no line '%s'".formatted(page, MARK));
    }
    int after = mark + 1;
    while (after < old.size() && old.get(after).startsWith("|")) {
      after++;
    }
    List<String> all = new ArrayList<>(old.subList(0, mark + 1));
    all.addAll(lines());
    all.addAll(old.subList(after, old.size()));
    Files.write(page, all);
  }
}
