package rondo.core;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How often each label was answered where another, or the same one, was right.
 *
 * @param counts by the right label, then by the answered one; what never happened is left out
 */
public record Confusion(SortedMap<String, SortedMap<String, Long>> counts) {
  /** Of a task whose answers are no labels. */
  public static final Confusion NONE = new Confusion(Collections.emptySortedMap());

  /**
   * Stands for no label at all: as the right one where an answer was one too many, and as the
   * answered one where a label was missed.
   */
  public static final String NOTHING = "(none)";

  public Confusion {
    SortedMap<String, SortedMap<String, Long>> copy = new TreeMap<>();
    counts.forEach((right, row) -> copy.put(right, Collections.unmodifiableSortedMap(copy(row))));
    counts = Collections.unmodifiableSortedMap(copy);
  }

  private static SortedMap<String, Long> copy(SortedMap<String, Long> row) {
    return new TreeMap<>(row);
  }

  /** All labels, right or answered, without {@link #NOTHING}. */
  public SortedSet<String> labels() {
    SortedSet<String> labels = new TreeSet<>(counts.keySet());
    counts.values().forEach(row -> labels.addAll(row.keySet()));
    labels.remove(NOTHING);
    return labels;
  }

  /** How often one label was right and the other answered. */
  public long count(String right, String answered) {
    return row(right).getOrDefault(answered, 0L);
  }

  /** How often a label was right. */
  public long gold(String label) {
    return row(label).values().stream().mapToLong(n -> n).sum();
  }

  /** How often a label was answered. */
  public long answered(String label) {
    return counts.values().stream().mapToLong(row -> row.getOrDefault(label, 0L)).sum();
  }

  private SortedMap<String, Long> row(String right) {
    return counts.getOrDefault(right, Collections.emptySortedMap());
  }
}
