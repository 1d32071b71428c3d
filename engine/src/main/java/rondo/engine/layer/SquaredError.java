package rondo.engine.layer;

import rondo.core.Flow;
import rondo.core.Layer;
import rondo.core.Loss;
import rondo.core.Matrix;
import rondo.core.Pass;
import rondo.core.Sequence;
import rondo.core.ShapeException;
import rondo.core.Trace;

/**
 * Σ (y - gold)² over all places and outputs; its weight is their number, so the mean is divided.
 */
public final class SquaredError {
  private SquaredError() {}

  /** The loss of hidden vectors from which a head gives the outputs y; a row of gold a place. */
  public static Loss through(Layer head, Sequence hidden, Matrix gold, Pass pass) {
    Trace trace = head.forward(Flow.of(hidden), pass);
    Sequence y = trace.output().sequence();
    if (gold.rows() != y.rows().rows() || gold.cols() != y.width()) {
      throw new ShapeException(
          "gold of %s where the head gives %s", gold.shape(), y.rows().shape());
    }
    Matrix dy = pass.zeros(gold.rows(), gold.cols());
    double sum = 0;
    double weight = 0;
    for (int r = 0; r < dy.rows(); r++) {
      if (y.alive(r / y.batch(), r % y.batch())) {
        for (int j = 0; j < dy.cols(); j++) {
          float apart = y.rows().get(r, j) - gold.get(r, j);
          sum += (double) apart * apart;
          dy.data()[dy.at(r) + j] = 2 * apart; // dy = 2 (y - gold)
        }
        weight += dy.cols();
      }
    }
    Flow dhidden = trace.backward().apply(Flow.of(y.with(dy)));
    return new Loss(sum, weight, dhidden.sequence());
  }
}
