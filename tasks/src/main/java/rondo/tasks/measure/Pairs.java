package rondo.tasks.measure;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import rondo.core.Confusion;

/** Counts which label was answered for which. */
final class Pairs {
  private final Map<String, Map<String, long[]>> counts = new HashMap<>(); // right, answered: [1]

  /** One label was answered for another that often. */
  record Mistake(String gold, String answer, long times) {}

  void add(String gold, String answer) {
    counts.computeIfAbsent(gold, g -> new HashMap<>())
        .computeIfAbsent(answer, a -> new long[1])[0]++;
  }

  Confusion confusion() {
    SortedMap<String, SortedMap<String, Long>> all = new TreeMap<>();
    counts.forEach(
        (gold, row) -> {
          SortedMap<String, Long> sorted = new TreeMap<>();
          row.forEach((answer, n) -> sorted.put(answer, n[0]));
          all.put(gold, sorted);
        });
    return new Confusion(all);
  }

  /** How well each label was found, whether it is right somewhere or only answered. */
  SortedMap<String, Rates> rates() {
    SortedMap<String, Rates> all = new TreeMap<>();
    counts.forEach(
        (gold, row) ->
            row.forEach(
                (answer, n) -> {
                  all.merge(gold, new Rates(n[0], 0, gold.equals(answer) ? n[0] : 0), Rates::and);
                  all.merge(answer, new Rates(0, n[0], 0), Rates::and);
                }));
    all.remove(Confusion.NOTHING);
    return all;
  }

  /** The mistakes made most often. */
  List<Mistake> mistakes(int most) {
    return counts.entrySet().stream()
        .flatMap(
            row ->
                row.getValue().entrySet().stream()
                    .filter(cell -> !cell.getKey().equals(row.getKey()))
                    .map(c -> new Mistake(row.getKey(), c.getKey(), c.getValue()[0])))
        .sorted(
            Comparator.comparingLong(Mistake::times)
                .reversed()
                .thenComparing(Mistake::gold)
                .thenComparing(Mistake::answer))
        .limit(most)
        .toList();
  }
}
