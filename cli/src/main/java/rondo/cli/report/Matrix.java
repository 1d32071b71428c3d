package rondo.cli.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import rondo.core.Confusion;

/** Which label was answered for which, as a table: the most frequent ones, and the rest as one. */
record Matrix(Confusion confusion, String whence) {
  private static final int LABELS = 20;
  private static final int LETTERS = 24; // of a label
  private static final String REST = "all others";

  Optional<Section> section() {
    SortedMap<String, Long> totals = new TreeMap<>();
    confusion
        .counts()
        .forEach(
            (right, row) ->
                row.forEach(
                    (answered, count) -> {
                      totals.merge(right, count, Long::sum);
                      totals.merge(answered, count, Long::sum);
                    }));
    boolean missing = totals.remove(Confusion.NOTHING) != null;
    if (totals.isEmpty()) {
      return Optional.empty();
    }
    List<String> names = names(totals);
    if (missing) {
      names.add(Confusion.NOTHING);
    }
    String none = " %s stands for nothing at all: a miss, or an answer too many.";
    return Optional.of(
        new Section(
            "What was taken for what",
            "Counted in " + whence + "." + (missing ? none.formatted(Confusion.NOTHING) : ""),
            table(names, counts(names))));
  }

  /** The most frequent labels in the order of the alphabet, and a name for all others. */
  private static List<String> names(SortedMap<String, Long> totals) {
    List<String> names = new ArrayList<>(totals.keySet());
    names.sort(Comparator.comparing((String label) -> totals.getOrDefault(label, 0L)).reversed());
    List<String> shown = new ArrayList<>(names.subList(0, Math.min(LABELS, names.size())));
    shown.sort(Comparator.naturalOrder());
    if (names.size() > LABELS) {
      shown.add(REST);
    }
    return shown;
  }

  private long[][] counts(List<String> names) {
    Map<String, Integer> places = new HashMap<>();
    names.forEach(name -> places.put(name, places.size()));
    int rest = places.getOrDefault(REST, 0);
    long[][] counts = new long[names.size()][names.size()];
    confusion
        .counts()
        .forEach(
            (right, row) ->
                row.forEach(
                    (answered, count) ->
                        counts[places.getOrDefault(right, rest)][
                                places.getOrDefault(answered, rest)] +=
                            count));
    return counts;
  }

  private static String table(List<String> names, long[][] counts) {
    Html body = new Html().open("div", "scroll").open("table", "matrix");
    body.open("thead", "").open("tr", "").element("th", "", "right ↓  answered →");
    for (String name : names) {
      body.open("th", "").said("span", "", Html.cut(name, LETTERS)).close("th");
    }
    body.close("tr").close("thead").open("tbody", "");
    for (int r = 0; r < names.size(); r++) {
      long all = 0;
      for (long count : counts[r]) {
        all += count;
      }
      body.open("tr", "").said("th", "", Html.cut(names.get(r), LETTERS));
      for (int a = 0; a < names.size(); a++) {
        long count = counts[r][a];
        String kind = count == 0 ? "never" : r == a ? "agreed" : "mistaken";
        body.openShare("td", kind, all == 0 ? 0 : (double) count / all);
        body.text(count == 0 ? "·" : Html.count(count)).close("td");
      }
      body.close("tr");
    }
    return body.close("tbody").close("table").close("div").toString();
  }
}
