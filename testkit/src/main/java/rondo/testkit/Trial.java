package rondo.testkit;

import java.util.List;
import rondo.core.Cell;
import rondo.core.CellSpec;
import rondo.core.CellType;
import rondo.core.Flow;
import rondo.core.Kernels;
import rondo.core.Param;
import rondo.core.Ports;
import rondo.core.Settings;
import rondo.engine.kernel.KernelChoice;
import rondo.engine.model.FreshWeights;
import rondo.engine.work.Work;
import rondo.engine.work.Workers;

/**
 * A cell with wide weights, a ragged flow to put into it, and a gradient for its output: all of it
 * a function of the shape and the seed.
 */
record Trial(Cell cell, List<Param> params, Flow in, Flow gradient) {
  static Trial of(CellType type, Settings options, Shape shape, long seed) {
    Draw draw = new Draw(seed);
    int[] lengths = draw.lengths(shape.time(), shape.batch());
    return of(type, options, shape, lengths, draw);
  }

  static Trial of(CellType type, Settings options, Shape shape, int[] lengths, Draw draw) {
    FreshWeights weights = new FreshWeights(1);
    CellSpec spec = new CellSpec(type.name(), shape.in(), shape.hidden(), options);
    Cell cell = type.create(spec, weights);
    draw.weights(weights.params());
    Ports ports = cell.ports();
    Flow in = draw.flow(shape.time(), lengths, ports);
    Flow gradient =
        new Flow(
            draw.sequence(shape.time(), lengths, ports.out()),
            draw.state(lengths.length, ports.state()));
    return new Trial(cell, weights.params(), in, gradient);
  }

  int time() {
    return in.sequence().time();
  }

  int batch() {
    return in.sequence().batch();
  }

  int[] lengths() {
    return in.sequence().lengths();
  }

  /** A pass as a training run has it, on one thread. */
  static Work work() {
    return work(KernelChoice.best());
  }

  static Work work(Kernels kernels) {
    return new Work(kernels, Workers.ONE);
  }
}
