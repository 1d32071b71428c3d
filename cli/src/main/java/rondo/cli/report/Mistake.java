package rondo.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import rondo.core.Told;

/**
 * An example that was answered wrongly.
 *
 * @param kind what was taken for what, first of all
 * @param right marks of the right answer that were not found
 * @param wrong marks of the answer that are not right
 */
record Mistake(Told gold, Told answer, String kind, List<Told.Mark> right, List<Told.Mark> wrong) {
  private static final String NO_LABEL = "(no label)";

  /** What is wrong with an answer, if anything is. */
  static Optional<Mistake> of(Told gold, Told answer) {
    List<Told.Mark> right = without(gold.marks(), answer.marks());
    List<Told.Mark> wrong = without(answer.marks(), gold.marks());
    return right.isEmpty() && wrong.isEmpty()
        ? Optional.empty()
        : Optional.of(new Mistake(gold, answer, kind(gold.shape(), right, wrong), right, wrong));
  }

  private static List<Told.Mark> without(List<Told.Mark> marks, List<Told.Mark> others) {
    Set<Told.Mark> there = others.stream().map(Mistake::sure).collect(Collectors.toSet());
    return marks.stream().filter(m -> !there.contains(sure(m))).toList();
  }

  /** However probable the model found it. */
  private static Told.Mark sure(Told.Mark mark) {
    return new Told.Mark(mark.label(), mark.from(), mark.to());
  }

  private static String kind(Told.Shape shape, List<Told.Mark> right, List<Told.Mark> wrong) {
    if (shape == Told.Shape.TEXT) {
      return "";
    }
    if (right.isEmpty()) {
      return label(wrong) + " where nothing is";
    }
    Told.Mark first = right.get(0);
    List<Told.Mark> there =
        wrong.stream()
            .filter(
                w -> shape == Told.Shape.LABEL || w.from() < first.to() && first.from() < w.to())
            .toList();
    if (there.isEmpty()) {
      return label(right) + " missed";
    }
    return there.get(0).label().equals(first.label())
        ? label(right) + " with other bounds"
        : label(right) + " taken for " + label(there);
  }

  private static String label(List<Told.Mark> marks) {
    String label = marks.get(0).label();
    return label.isEmpty() ? NO_LABEL : Html.word(label);
  }

  /** The first of the words that it is about. */
  int from() {
    return all().stream().mapToInt(Told.Mark::from).min().orElse(0);
  }

  /** One past the last of them. */
  int to() {
    return all().stream().mapToInt(Told.Mark::to).max().orElse(0);
  }

  private List<Told.Mark> all() {
    List<Told.Mark> all = new ArrayList<>(right);
    all.addAll(wrong);
    return all;
  }
}
