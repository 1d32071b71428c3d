package rondo.onnx.foreign;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rondo.core.Pass;
import rondo.core.State;

/** Steps that compute what some views show: what is left of a graph once it is understood. */
record Program(List<Step> steps, int slots) {
  Program {
    steps = List.copyOf(steps);
  }

  /** The steps of these that the views need. */
  static Program of(List<Step> all, int slots, List<View> wanted) {
    Set<Slot> needed = new HashSet<>();
    wanted.forEach(v -> needed.add(v.slot()));
    List<Step> living = new ArrayList<>();
    for (int i = all.size() - 1; i >= 0; i--) {
      Step step = all.get(i);
      if (step.writes().stream().anyMatch(needed::contains)) {
        living.add(0, step);
        step.reads().forEach(v -> needed.add(v.slot()));
      }
    }
    return new Program(living, slots);
  }

  Run run(Pass pass, Optional<Run.Lengths> lengths, Map<Step, State> starts) {
    return new Run(slots, pass, lengths, starts);
  }

  /** Computes; the way back starts from gradients that were added to the run. */
  Runnable forward(Run run) {
    List<Runnable> back = new ArrayList<>();
    steps.forEach(s -> back.add(s.forward(run)));
    return () -> {
      for (int i = back.size() - 1; i >= 0; i--) {
        back.get(i).run();
      }
    };
  }

  void predict(Run run) {
    steps.forEach(s -> s.predict(run));
  }

  void write(Writing w) {
    steps.forEach(s -> s.write(w));
  }

  /** Whether any of its steps reads a slot. */
  boolean reads(Slot slot) {
    return steps.stream().anyMatch(s -> s.reads().stream().anyMatch(v -> v.slot().equals(slot)));
  }

  /** Whether recurrences alone read a slot; they see nothing past the lengths. */
  boolean bare(Slot slot) {
    return steps.stream()
        .filter(s -> s.reads().stream().anyMatch(v -> v.slot().equals(slot)))
        .allMatch(s -> s instanceof RecurrentStep);
  }

  /** Whether a slot's ids are only looked up. */
  boolean looked(Slot slot) {
    return steps.stream()
        .filter(s -> s.reads().stream().anyMatch(v -> v.slot().equals(slot)))
        .allMatch(s -> s instanceof EmbeddingStep);
  }

  List<RecurrentStep> recurrences() {
    return steps.stream()
        .filter(s -> s instanceof RecurrentStep)
        .map(s -> (RecurrentStep) s)
        .toList();
  }
}
