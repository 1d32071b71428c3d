package rondo.tasks.search;

import java.util.ArrayList;
import java.util.List;
import rondo.core.Cursor;
import rondo.core.Inputs;
import rondo.core.Kernels;
import rondo.core.Matrix;
import rondo.core.Runner;
import rondo.core.Scores;
import rondo.core.Sequence;
import rondo.core.ShapeException;
import rondo.engine.kernel.KernelChoice;

/**
 * Several models as one: a place's scores are the logarithms of the mean of their probabilities,
 * and it looks where they look on average. They must read the same columns. Closing it closes them.
 */
public final class Ensemble implements Runner {
  private final List<Runner> models;
  private final Kernels kernels = KernelChoice.best();

  public Ensemble(List<Runner> models) {
    this.models = List.copyOf(models);
    if (models.isEmpty()) {
      throw new IllegalArgumentException("an ensemble needs a model, or better two");
    }
  }

  @Override
  public Cursor start(Inputs source) {
    List<Cursor> cursors = new ArrayList<>();
    try {
      models.forEach(m -> cursors.add(m.start(source)));
    } catch (RuntimeException e) {
      cursors.forEach(Cursor::close);
      throw e;
    }
    return new Together(cursors);
  }

  @Override
  public void close() {
    models.forEach(Runner::close);
  }

  private final class Together implements Cursor {
    private final List<Cursor> cursors;
    private float[] sums = new float[0]; // used again by each call
    private float[] chances = new float[0];

    Together(List<Cursor> cursors) {
      this.cursors = cursors;
    }

    @Override
    public Scores score(Inputs tokens) {
      List<Scores> all = new ArrayList<>();
      for (Cursor cursor : cursors) {
        all.add(cursor.score(tokens));
      }
      Sequence first = all.get(0).values();
      List<Sequence> looks = all.stream().map(Scores::attention).filter(a -> a.time() > 0).toList();
      return new Scores(
          first.with(scores(all, first.rows())),
          looks.isEmpty() ? Sequence.NONE : looks.get(0).with(mean(looks)));
    }

    private Matrix scores(List<Scores> all, Matrix shape) {
      int K = shape.cols();
      sums = sums.length < shape.size() ? new float[shape.size()] : sums;
      chances = chances.length < K ? new float[K] : chances;
      Matrix mean = new Matrix(shape.rows(), K, sums, 0).fill(0);
      float share = 1f / all.size();
      for (Scores each : all) {
        Matrix x = each.values().rows();
        requireShape(x, shape);
        for (int r = 0; r < shape.rows(); r++) {
          System.arraycopy(x.data(), x.at(r), chances, 0, K);
          double ignored = kernels.softmax(chances, 0, K);
          kernels.axpy(share, chances, 0, sums, mean.at(r), K);
        }
      }
      for (int i = 0; i < mean.size(); i++) {
        sums[i] = (float) Math.log(Math.max(sums[i], Float.MIN_NORMAL));
      }
      return mean;
    }

    private static Matrix mean(List<Sequence> looks) {
      Matrix mean = looks.get(0).rows().copy();
      for (Sequence each : looks.subList(1, looks.size())) {
        requireShape(each.rows(), mean);
        mean.add(each.rows());
      }
      for (int i = 0; i < mean.size(); i++) {
        mean.data()[i] /= looks.size();
      }
      return mean;
    }

    private static void requireShape(Matrix found, Matrix due) {
      if (found.rows() != due.rows() || found.cols() != due.cols()) {
        throw new ShapeException(
            "the models of an ensemble say %s and %s; take models of the same vocabularies",
            due.shape(), found.shape());
      }
    }

    @Override
    public void select(int[] rows) {
      cursors.forEach(c -> c.select(rows));
    }

    @Override
    public void close() {
      cursors.forEach(Cursor::close);
    }
  }
}
