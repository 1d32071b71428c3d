package rondo.cli.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import rondo.core.Confusion;
import rondo.core.Evaluation;

/**
 * The figures of the kept model: those of the whole, and a table of those of each label.
 *
 * @param counts how frequent the labels are, as far as that is known
 */
record Scores(Evaluation evaluation, Confusion counts, String note) {
  private static final int LABELS = 40; // rows, at most
  private static final List<String> FIRST = List.of("precision", "recall", "f1");

  Optional<Section> section() {
    Html body = new Html();
    whole(body);
    labels(body);
    return Optional.of(new Section("How good it is", note, body.toString()));
  }

  private void whole(Html body) {
    body.open("dl", "figures");
    evaluation
        .values()
        .forEach(
            (name, value) -> {
              if (name.indexOf('/') < 0) {
                String kind = name.equals(evaluation.metric()) ? "chosen" : "";
                body.open("div", kind).element("dt", "", name);
                body.element("dd", "", number(value)).close("div");
              }
            });
    body.close("dl");
  }

  private void labels(Html body) {
    SortedMap<String, SortedMap<String, Double>> labels = new TreeMap<>();
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, Double> each : evaluation.values().entrySet()) {
      int slash = each.getKey().indexOf('/');
      if (slash >= 0) {
        String name = each.getKey().substring(0, slash);
        String label = each.getKey().substring(slash + 1);
        labels.computeIfAbsent(label, l -> new TreeMap<>()).put(name, each.getValue());
        if (!names.contains(name)) {
          names.add(name);
        }
      }
    }
    if (!labels.isEmpty()) {
      names.sort(Comparator.comparingInt(n -> FIRST.contains(n) ? FIRST.indexOf(n) : 9));
      table(body, labels, names);
    }
  }

  private void table(
      Html body, SortedMap<String, SortedMap<String, Double>> labels, List<String> names) {
    boolean counted = !counts.counts().isEmpty();
    body.open("div", "scroll").open("table", "scores").open("thead", "").open("tr", "");
    body.element("th", "", "label");
    names.forEach(name -> body.element("th", "", name));
    if (counted) {
      body.element("th", "", "gold");
    }
    body.close("tr").close("thead").open("tbody", "");
    List<Map.Entry<String, SortedMap<String, Double>>> order = new ArrayList<>(labels.entrySet());
    order.sort( // keeps the alphabet's order among equals
        Comparator.comparingLong(
                (Map.Entry<String, SortedMap<String, Double>> each) -> counts.gold(each.getKey()))
            .reversed());
    for (Map.Entry<String, SortedMap<String, Double>> each :
        order.subList(0, Math.min(LABELS, order.size()))) {
      String label = each.getKey();
      body.open("tr", "").said("th", "", Html.word(label));
      for (String name : names) {
        double value = each.getValue().getOrDefault(name, Double.NaN);
        body.openShare("td", "bar", value / 100).text(number(value)).close("td");
      }
      if (counted) {
        body.element("td", "", Html.count(counts.gold(label)));
      }
      body.close("tr");
    }
    body.close("tbody").close("table").close("div");
    if (order.size() > LABELS) {
      body.element("p", "note", "and %d labels more".formatted(order.size() - LABELS));
    }
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.2f", value);
  }
}
