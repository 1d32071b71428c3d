package rondo.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import rondo.core.Cell;
import rondo.core.CellSpec;
import rondo.core.Flow;
import rondo.core.Matrix;
import rondo.core.Option;
import rondo.core.Param;
import rondo.core.Ports;
import rondo.core.Sequence;
import rondo.core.Settings;
import rondo.core.ShapeException;
import rondo.core.State;
import rondo.core.Unroll;
import rondo.engine.model.FreshWeights;

/** What a cell type promises about the making of its cells, and what its cells refuse. */
final class Making {
  private Making() {}

  static void cellIsWhatItsSpecSays(Subject subject, boolean streams) {
    CellSpec spec = new CellSpec(subject.type().name(), 3, 5, subject.options());
    Cell cell = subject.type().create(spec, new FreshWeights(1));
    assertThat(cell.spec()).as("the cell's spec").isEqualTo(spec);
    assertThat(cell.type()).as("the cell's type").isSameAs(subject.type());
    Ports ports = cell.ports();
    assertThat(ports.in()).as("the width it reads").isEqualTo(3);
    assertThat(ports.streams()).as("whether it streams").isEqualTo(streams);
    assertThat(ports.state()).as("the widths of its state").isNotEmpty();
    assertThat(ports.state().get(0))
        .as("state part 0, as wide as the output")
        .isEqualTo(ports.out());
    assertThat(subject.type().name())
        .as("its name")
        .isEqualTo(subject.type().name().toLowerCase(Locale.ROOT));
  }

  static void outputHasTheWidthsOfThePorts(Trial trial) {
    Ports ports = trial.cell().ports();
    Flow out = trial.cell().forward(trial.in(), Trial.work()).output();
    assertThat(out.sequence().width()).as("the output's width").isEqualTo(ports.out());
    assertThat(out.sequence().time()).as("the output's steps").isEqualTo(trial.time());
    assertThat(out.sequence().lengths()).as("the output's lengths").isEqualTo(trial.lengths());
    assertThat(out.state().parts().stream().map(Matrix::cols))
        .as("the widths of the final state")
        .isEqualTo(ports.state());
  }

  static void sameSeedMakesSameBits(Subject subject) {
    List<Param> once = fresh(subject, 5);
    List<Param> again = fresh(subject, 5);
    assertThat(again).as("parameters").hasSameSizeAs(once).isNotEmpty();
    boolean other = false;
    for (int i = 0; i < once.size(); i++) {
      assertThat(again.get(i).path()).isEqualTo(once.get(i).path());
      assertThat(again.get(i).value().data())
          .as("%s of the same seed", once.get(i))
          .containsExactly(once.get(i).value().data());
      other |= !Arrays.equals(fresh(subject, 6).get(i).value().data(), once.get(i).value().data());
    }
    assertThat(other).as("another seed makes other weights").isTrue();
  }

  private static List<Param> fresh(Subject subject, long seed) {
    FreshWeights weights = new FreshWeights(seed);
    subject.type().create(new CellSpec(subject.type().name(), 3, 4, subject.options()), weights);
    return weights.params();
  }

  static void wrongWidthIsRefused(Trial trial) {
    int width = trial.cell().ports().in() + 20;
    Flow wide =
        Flow.of(
            new Sequence(
                trial.time(), Matrix.zeros(trial.time() * trial.batch(), width), trial.lengths()));
    refuses(() -> trial.cell().forward(wide, Trial.work()), width, trial.cell().ports().in());
    refuses(() -> trial.cell().predict(wide, Trial.work()), width, trial.cell().ports().in());
    if (trial.cell().ports().streams()) {
      Unroll unroll = unroll(trial, trial.in().state());
      Matrix x = wide.sequence().step(0);
      refuses(() -> unroll.step(x), width, trial.cell().ports().in());
    }
  }

  private static Unroll unroll(Trial trial, State start) {
    return trial.cell().unroll(trial.time(), trial.lengths(), start, Trial.work());
  }

  static void wrongStateIsRefused(Trial trial) {
    int rows = trial.batch();
    List<Integer> widths = trial.cell().ports().state();
    for (int i = 0; i < widths.size(); i++) {
      int width = widths.get(i);
      refusesState(trial, i, Matrix.zeros(rows, width + 20), width + 20, width);
      refusesState(trial, i, Matrix.zeros(rows + 20, width), rows + 20, rows);
    }
    List<Matrix> more = new ArrayList<>(trial.in().state().parts());
    more.add(Matrix.zeros(rows, 77));
    refusesState(trial, new State(more), 77, widths.get(0));
  }

  private static void refusesState(Trial trial, int part, Matrix wrong, int given, int wanted) {
    List<Matrix> parts = new ArrayList<>(trial.in().state().parts());
    parts.set(part, wrong);
    refusesState(trial, new State(parts), given, wanted);
  }

  private static void refusesState(Trial trial, State wrong, int given, int wanted) {
    Flow in = new Flow(trial.in().sequence(), wrong);
    refuses(() -> trial.cell().forward(in, Trial.work()), given, wanted);
    refuses(() -> trial.cell().predict(in, Trial.work()), given, wanted);
    if (trial.cell().ports().streams()) {
      Matrix x = in.sequence().step(0);
      refuses(() -> unroll(trial, wrong).step(x), given, wanted);
    }
  }

  private static void refuses(ThrowingCallable run, int given, int wanted) {
    assertThatThrownBy(run)
        .as("a refusal that names %d and %d", given, wanted)
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining(Integer.toString(given))
        .hasMessageContaining(Integer.toString(wanted));
  }

  static void unknownOptionIsRefused(Subject subject) {
    Settings options = subject.options().with("no-such-option", "1");
    CellSpec spec = new CellSpec(subject.type().name(), 3, 4, options);
    assertThatThrownBy(() -> subject.type().create(spec, new FreshWeights(1)))
        .as("an option that is not there")
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no-such-option");
  }

  /** Each option explains itself, and refuses a value that cannot be meant. */
  static void everyOptionIsExplainedAndChecked(Subject subject) {
    for (Option option : subject.type().options().all()) {
      assertThat(option.meaning()).as("the meaning of option '%s'", option.name()).isNotBlank();
      Map<String, String> values = new TreeMap<>(subject.options().values());
      values.put(option.name(), "no-such-value");
      CellSpec spec = new CellSpec(subject.type().name(), 3, 4, Settings.of(values));
      assertThatThrownBy(() -> subject.type().create(spec, new FreshWeights(1)))
          .as("option '%s' of a value that means nothing", option.name())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("no-such-value");
    }
  }
}
