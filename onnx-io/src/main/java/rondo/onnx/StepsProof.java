package rondo.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import rondo.core.Column;
import rondo.core.Cursor;
import rondo.core.Demand;
import rondo.core.Device;
import rondo.core.Inputs;
import rondo.core.Matrix;
import rondo.core.Model;
import rondo.core.Runner;
import rondo.core.Task;
import rondo.engine.graph.GraphSteps;

/**
 * That a file which reads a sequence a piece at a time answers as its model: whole sequences in one
 * piece, the same ones step by step, and rows that are dropped on the way.
 */
final class StepsProof<I, O> implements Proof {
  private final Model<I, O> model;
  private final Demand demand;
  private final List<I> real;
  private final Twins twins;

  StepsProof(Model<I, O> model, List<I> real, Twins twins) {
    this.model = model;
    this.demand = model.task().spec().demand();
    this.real = real;
    this.twins = twins;
  }

  @Override
  public String says() {
    return Agreement.demanded() + ", in one piece and step by step; " + ScoresProof.fed(real);
  }

  @Override
  public Agreement check(SortedMap<String, byte[]> files, Device device) {
    byte[] file = Proof.named("file", files, GraphSteps.STEP);
    Agreement agreement = new Agreement();
    OnnxRuntime runtime = bytes -> OrtModel.open(bytes, device);
    Places places = new Places(model, Task.Form.STEPS, GraphSteps.STEP, twins, file, runtime);
    try (Runner here = Proof.here(model);
        OrtRunner there = OrtRunner.steps(file, demand, device)) {
      Runner compared = new Compared(here, there, agreement);
      Runner both =
          new Placing(compared, (none, tokens) -> places.first(tokens, there.fed(tokens)));
      for (Inputs tokens : ScoresProof.madeUp(demand.tokens())) {
        try (Cursor cursor = both.start(Inputs.NONE)) {
          cursor.score(tokens);
        }
        stepByStep(tokens, both);
      }
      model.task().answer(real, both);
    }
    return agreement;
  }

  /** The longest example stays to the end; at half the time the others are dropped. */
  private static void stepByStep(Inputs tokens, Runner both) {
    int longest =
        IntStream.range(0, tokens.batch())
            .reduce(0, (a, b) -> tokens.lengths()[b] > tokens.lengths()[a] ? b : a);
    int[] rows = IntStream.range(0, tokens.batch()).toArray();
    try (Cursor cursor = both.start(Inputs.NONE)) {
      for (int t = 0; t < tokens.time(); t++) {
        if (t == (tokens.time() + 1) / 2) {
          cursor.select(new int[] {longest});
          rows = new int[] {longest};
        }
        cursor.score(step(tokens, t, rows));
      }
    }
  }

  /** What some rows read at a step. */
  private static Inputs step(Inputs tokens, int t, int[] rows) {
    int[] places = Arrays.stream(rows).map(b -> t * tokens.batch() + b).toArray();
    int[] lengths = Arrays.stream(rows).map(b -> t < tokens.lengths()[b] ? 1 : 0).toArray();
    SortedMap<String, Column> columns = new TreeMap<>();
    tokens.columns().forEach((name, column) -> columns.put(name, at(column, places)));
    return new Inputs(1, lengths, columns);
  }

  private static Column at(Column column, int[] places) {
    if (column instanceof Column.Ids c) {
      return new Column.Ids(Arrays.stream(places).map(i -> c.ids()[i]).toArray());
    }
    if (column instanceof Column.Nested c) {
      return new Column.Nested(c.items(), Arrays.stream(places).map(i -> c.index()[i]).toArray());
    }
    Matrix from = ((Column.Reals) column).values();
    Matrix to = Matrix.zeros(places.length, from.cols());
    for (int i = 0; i < places.length; i++) {
      System.arraycopy(from.data(), from.at(places[i]), to.data(), to.at(i), from.cols());
    }
    return new Column.Reals(to);
  }
}
