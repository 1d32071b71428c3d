package rondo.onnx.foreign;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import rondo.core.Carried;
import rondo.core.Inputs;
import rondo.core.Matrix;
import rondo.core.Pass;
import rondo.core.Sequence;
import rondo.core.State;
import rondo.engine.layer.Columns;
import rondo.onnx.foreign.RecurrentStep.Ordered;

/** A decoder led through the right answers of some rows, and the way back to what was read. */
final class PairTeaching {
  private final PairNetwork network;
  private final PairPorts ports;
  private final int[] rows;
  private final int[] lengths; // of the sources
  private final Pass pass;
  private final Run read;
  private final Runnable readBack;
  private final Carried carried;
  private final List<Run> steps = new ArrayList<>();
  private final List<Runnable> stepsBack = new ArrayList<>();
  private State state;

  PairTeaching(PairNetwork network, Inputs source, int[] rows, Pass pass) {
    this.network = network;
    this.rows = rows;
    this.pass = pass;
    ports = network.ports();
    lengths = IntStream.of(rows).map(b -> source.lengths()[b]).toArray();
    read = network.reading(source, rows, pass);
    readBack = network.encoder().forward(read);
    carried = network.carried(read, lengths, pass);
    state = carried.state();
  }

  /** The scores after a further token of each row. */
  Matrix step(int[] ids) {
    Run run = network.step().fed(ids, state, carried.memory(), pass);
    stepsBack.add(network.step().program().forward(run));
    steps.add(run);
    state = network.step().next(run, state);
    return network.step().scores(run);
  }

  /** Goes back once, from gradients of all rows of the batch. */
  void back(Sequence dscores) {
    List<Matrix> dstates = new ArrayList<>();
    ports.states().forEach(s -> dstates.add(pass.zeros(rows.length, s.width())));
    List<Matrix> dmemory = new ArrayList<>();
    carried.memory().forEach(m -> dmemory.add(pass.zeros(m.rows().rows(), m.width())));
    for (int t = steps.size() - 1; t >= 0; t--) {
      Run run = steps.get(t);
      add(run, ports.scores(), Rows.of(dscores.step(t), rows, pass));
      for (int i = 0; i < dstates.size(); i++) {
        Matrix d = dstates.get(i);
        ports.states().get(i).next().ifPresent(o -> add(run, o, d));
      }
      stepsBack.get(t).run();
      for (int i = 0; i < dstates.size(); i++) {
        PairPorts.Carry each = ports.states().get(i);
        Matrix before = gradient(run, each.in(), each.width());
        dstates.set(i, each.next().isPresent() ? before : dstates.get(i).add(before));
      }
      for (int i = 0; i < dmemory.size(); i++) {
        PairPorts.Look each = ports.memories().get(i);
        dmemory.get(i).add(gradient(run, each.in(), each.width()));
      }
    }
    for (int i = 0; i < dstates.size(); i++) {
      Matrix d = dstates.get(i);
      ports.states().get(i).start().ifPresent(o -> add(read, o, d));
    }
    for (int i = 0; i < dmemory.size(); i++) {
      Columns.clearPast(dmemory.get(i), lengths);
      add(read, ports.memories().get(i).from(), dmemory.get(i));
    }
    readBack.run();
  }

  private static void add(Run run, Ordered to, Matrix d) {
    run.add(to.view(), to.order(), Block.of(d));
  }

  private static Matrix gradient(Run run, Ordered of, int width) {
    return run.gradient(of.view(), of.order()).rows(width);
  }
}
