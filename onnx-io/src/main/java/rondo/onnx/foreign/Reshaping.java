package rondo.onnx.foreign;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rondo.onnx.operator.Size;

/**
 * Whether a reshape is a matter of cutting and joining axes, and which. A number that stands for an
 * unknown length, because somebody's exporter wrote down how long its example was, is taken for
 * that unknown, if nothing speaks against it.
 */
final class Reshaping {
  private static final int MOST = 10_000; // trials; graphs that mean something need a few

  private final View view;
  private final List<Optional<Size>> wanted; // nothing: what is left
  private final Map<String, Long> examples; // how long an unknown was when the graph was written
  private final List<Atom> atoms = new ArrayList<>();
  private int trials;

  private Reshaping(View view, List<Optional<Size>> wanted, Map<String, Long> examples) {
    this.view = view;
    this.wanted = wanted;
    this.examples = examples;
    atoms.addAll(view.order());
  }

  /**
   * What came of it.
   *
   * @param frozen unknowns for which the reshape had a number, and the number
   */
  record Found(View view, Map<String, Long> frozen) {}

  /** Another view, if the target is one. */
  static Optional<Found> of(View view, List<Optional<Size>> wanted, Map<String, Long> examples) {
    return new Reshaping(view, wanted, examples).find();
  }

  private Optional<Found> find() {
    for (Thaw thaw : Thaw.values()) {
      Trial trial = new Trial(thaw, atoms, Map.of(), List.of());
      List<List<Atom>> axes = new ArrayList<>();
      Optional<Trial> done = match(0, 0, trial, axes);
      if (done.isPresent()) {
        View cut = view;
        for (Cut each : done.get().cuts()) {
          cut = cut.split(each.whole(), each.parts());
        }
        return Optional.of(new Found(cut.seen(axes), done.get().frozen()));
      }
    }
    return Optional.empty();
  }

  /** Which unknowns a number may stand for. */
  private enum Thaw {
    EXAMPLES, // those whose example is known to have been as long
    NONE,
    ALL
  }

  /** An atom and the two that it was cut into. */
  private record Cut(Atom whole, List<Atom> parts) {}

  /** How far a match has come. */
  private record Trial(Thaw thaw, List<Atom> atoms, Map<String, Long> frozen, List<Cut> cuts) {
    Trial cut(int at, Size first, Size rest) {
      Atom whole = atoms.get(at);
      List<Atom> parts = List.of(Atom.of(first), Atom.of(rest));
      List<Atom> others = new ArrayList<>(atoms);
      others.remove(at);
      others.addAll(at, parts);
      List<Cut> all = new ArrayList<>(cuts);
      all.add(new Cut(whole, parts));
      return new Trial(thaw, others, frozen, all);
    }

    Trial froze(String unknown, long number) {
      Map<String, Long> all = new HashMap<>(frozen);
      all.put(unknown, number);
      return new Trial(thaw, atoms, all, cuts);
    }
  }

  /** Matches targets from one on with atoms from one on; leaves the axes it found in a list. */
  private Optional<Trial> match(int target, int from, Trial trial, List<List<Atom>> axes) {
    if (++trials > MOST) {
      return Optional.empty();
    }
    if (target == wanted.size()) {
      return rest(from, trial, axes);
    }
    Optional<Size> size = wanted.get(target);
    Size taken = Size.ONE;
    for (int to = from; to <= trial.atoms.size(); to++) {
      if (to > from) {
        taken = taken.times(trial.atoms.get(to - 1).size());
      }
      Optional<Trial> fits = fits(size, taken, from, to, trial);
      if (fits.isPresent()) {
        Optional<Trial> done = go(target, from, to, fits.get(), axes);
        if (done.isPresent()) {
          return done;
        }
      }
      for (Trial cut : cuts(target, from, to, trial)) {
        Optional<Trial> done = go(target, from, to + 1, cut, axes);
        if (done.isPresent()) {
          return done;
        }
      }
    }
    return Optional.empty();
  }

  private List<Trial> cuts(int target, int from, int to, Trial trial) {
    Optional<Size> size = wanted.get(target);
    if (size.isPresent() || to >= trial.atoms.size() || target + 1 == wanted.size()) {
      return size.flatMap(s -> cut(s, from, to, trial)).stream().toList();
    }
    Size whole = trial.atoms.get(to).size(); // what is left takes any part of it
    List<Trial> all = new ArrayList<>();
    for (long part = 2; whole.known() && part <= whole.number() / 2 && part < MOST; part++) {
      if (whole.number() % part == 0) {
        all.add(trial.cut(to, Size.of(part), Size.of(whole.number() / part)));
      }
    }
    return all;
  }

  private Optional<Trial> go(int target, int from, int to, Trial trial, List<List<Atom>> axes) {
    axes.add(List.copyOf(trial.atoms.subList(from, to)));
    Optional<Trial> done = match(target + 1, to, trial, axes);
    if (done.isEmpty()) {
      axes.remove(axes.size() - 1);
    }
    return done;
  }

  /** What is left at the end must be ones; they go with the last axis. */
  private static Optional<Trial> rest(int from, Trial trial, List<List<Atom>> axes) {
    List<Atom> left = trial.atoms.subList(from, trial.atoms.size());
    if (left.isEmpty()) {
      return Optional.of(trial);
    }
    if (axes.isEmpty() || !left.stream().allMatch(a -> a.size().one())) {
      return Optional.empty();
    }
    List<Atom> last = new ArrayList<>(axes.remove(axes.size() - 1));
    last.addAll(left);
    axes.add(last);
    return Optional.of(trial);
  }

  private Optional<Trial> fits(Optional<Size> size, Size taken, int from, int to, Trial trial) {
    if (size.isEmpty()) {
      return Optional.of(trial);
    }
    if (size.get().equals(taken)) {
      boolean spare = size.get().one() && to == from && to < trial.atoms.size();
      // an axis of one is matched with an atom of one, where there is one here
      return spare && one(trial.atoms.get(to).size(), trial)
          ? Optional.empty()
          : Optional.of(trial);
    }
    if (trial.thaw == Thaw.NONE
        || !size.get().known()
        || to != from + 1
        || taken.unknowns().size() != 1) {
      return Optional.empty();
    }
    return thawed(size.get().number(), taken, trial);
  }

  /** Whether something is one long, or was in the example. */
  private boolean one(Size size, Trial trial) {
    boolean unknown = size.number() == 1 && size.unknowns().size() == 1;
    return size.one()
        || trial.thaw == Thaw.EXAMPLES && unknown && example(size.unknowns().get(0)) == 1;
  }

  private long example(String unknown) {
    return examples.getOrDefault(unknown, 0L);
  }

  /** A number where an unknown length stands. */
  private Optional<Trial> thawed(long number, Size taken, Trial trial) {
    String unknown = taken.unknowns().get(0);
    if (number % taken.number() != 0) {
      return Optional.empty();
    }
    long length = number / taken.number();
    if (trial.thaw == Thaw.EXAMPLES && example(unknown) != length) {
      return Optional.empty();
    }
    Long before = examples.getOrDefault(unknown, trial.frozen.get(unknown));
    return before == null || before == length
        ? Optional.of(trial.froze(unknown, length))
        : Optional.empty();
  }

  /** The first part of the atom after those that were taken, if that makes up the size. */
  private static Optional<Trial> cut(Size size, int from, int to, Trial trial) {
    if (to >= trial.atoms.size()) {
      return Optional.empty();
    }
    Size before = Size.product(trial.atoms.subList(from, to).stream().map(Atom::size).toList());
    Size whole = trial.atoms.get(to).size();
    Optional<Size> first = before.number() == 0 ? Optional.empty() : size.over(before);
    if (first.isEmpty() || first.get().one() || first.get().equals(whole)) {
      return Optional.empty();
    }
    return whole
        .over(first.get())
        .filter(rest -> !rest.one() && rest.number() > 0)
        .map(rest -> trial.cut(to, first.orElseThrow(), rest));
  }
}
