package rondo.testkit;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import rondo.core.Flow;
import rondo.core.Matrix;
import rondo.core.Param;
import rondo.core.Sequence;
import rondo.core.State;
import rondo.core.Trace;
import rondo.engine.work.Work;

/** All that a forward and a backward run answer, by name, in memory of their own. */
record Answers(SortedMap<String, Matrix> values) {
  /** Forward and back through a trial's cell. */
  static Answers of(Trial trial, Work work) {
    return of(trial, trial.in(), trial.gradient(), work);
  }

  static Answers of(Trial trial, Flow in, Flow gradient, Work work) {
    Trace trace = trial.cell().forward(in, work);
    return of(trace.output()).and(back(trace, gradient)).and(gradients(trial.params(), work));
  }

  /** Takes a trace back: the gradients of what went in. */
  static Answers back(Trace trace, Flow gradient) {
    Flow din = trace.backward().apply(copy(gradient)); // which may overwrite it
    return new Answers(new TreeMap<>())
        .and("the input's gradient", din.sequence().rows())
        .and("the start's gradient", din.state());
  }

  /** An output and its final state. */
  static Answers of(Flow output) {
    return of(output.state()).and("the output", output.sequence().rows());
  }

  static Answers of(State end) {
    return new Answers(new TreeMap<>()).and("the final state", end);
  }

  /** What a pass has gathered for parameters. */
  static Answers gradients(List<Param> params, Work work) {
    Answers all = new Answers(new TreeMap<>());
    params.forEach(p -> all.and("the gradient of " + p.path(), work.gradient(p)));
    return all;
  }

  Answers and(String name, Matrix m) {
    values.put(name, m.copy());
    return this;
  }

  Answers and(String name, State state) {
    for (int i = 0; i < state.parts().size(); i++) {
      and(name + ", part " + i, state.part(i));
    }
    return this;
  }

  /** The same, under names that say which way it was run. */
  Answers under(String way) {
    Answers all = new Answers(new TreeMap<>());
    values.forEach((name, m) -> all.and(way + ": " + name, m));
    return all;
  }

  Answers and(Answers more) {
    values.putAll(more.values);
    return this;
  }

  /** The same floats, bit for bit. */
  void assertSame(Answers expected, String when) {
    assertNear(expected, 0, when);
  }

  /** Apart by at most this share of the largest of the expected values, or of 1 if that is more. */
  void assertNear(Answers expected, double tolerance, String when) {
    if (!values.keySet().equals(expected.values.keySet())) {
      throw new AssertionError(
          "%s: answered %s, expected %s"
              .formatted(when, values.keySet(), expected.values.keySet()));
    }
    List<Matrix> wanted = List.copyOf(expected.values.values()); // in the same order
    int i = 0;
    for (Map.Entry<String, Matrix> each : values.entrySet()) {
      assertNear(each.getKey(), each.getValue(), wanted.get(i++), tolerance, when);
    }
  }

  static void assertNear(String name, Matrix m, Matrix expected, double tolerance, String when) {
    if (m.rows() != expected.rows() || m.cols() != expected.cols()) {
      throw new AssertionError(
          "%s: %s is %s, expected %s".formatted(when, name, m.shape(), expected.shape()));
    }
    double scale = 1;
    for (int i = 0; i < expected.size(); i++) {
      scale = Math.max(scale, Math.abs(expected.data()[expected.offset() + i]));
    }
    for (int row = 0; row < m.rows(); row++) {
      for (int col = 0; col < m.cols(); col++) {
        float a = m.get(row, col);
        float b = expected.get(row, col);
        if (!(Math.abs((double) a - b) <= tolerance * scale)) {
          throw new AssertionError(
              String.format(
                  Locale.ROOT,
                  "%s: %s differs at [%d, %d]: %.8g, expected %.8g",
                  when,
                  name,
                  row,
                  col,
                  a,
                  b));
        }
      }
    }
  }

  static Flow copy(Flow f) {
    return new Flow(copy(f.sequence()), f.state().copy());
  }

  static Sequence copy(Sequence x) {
    return x.with(x.rows().copy());
  }
}
