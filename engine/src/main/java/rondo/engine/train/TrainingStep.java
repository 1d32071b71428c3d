package rondo.engine.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import rondo.core.Batch;
import rondo.core.Kernels;
import rondo.core.Matrix;
import rondo.core.Model;
import rondo.core.Noise;
import rondo.core.Param;
import rondo.core.Settings;
import rondo.core.State;
import rondo.engine.work.Workers;

/**
 * One update of the weights: parts run, gradients summed and divided once by the weight of the
 * loss, clipped, followed. Owns what changes from step to step.
 */
final class TrainingStep {
  private static final String AVERAGE = "average/";

  private final List<Param> all;
  private final List<Param> params; // those that are trained
  private final Kernels kernels;
  private final Parts parts;
  private final GradientSum sum;
  private final Clipping clipping;
  private final Moments moments;
  private final Averaging averaging;

  TrainingStep(
      Model<?, ?> model, List<Param> params, Settings settings, Kernels kernels, Workers workers) {
    this.all = model.params();
    this.params = params;
    this.kernels = kernels;
    this.parts = new Parts(model.network(), model.task(), kernels, workers);
    this.sum = new GradientSum(params, kernels, workers);
    this.clipping = Clipping.read(settings);
    this.moments = new Moments(Optimizer.read(settings), params);
    this.averaging = new Averaging(Averaging.Kind.read(settings), params);
  }

  /**
   * What a step did.
   *
   * @param loss summed
   * @param weight what the loss is divided by
   * @param norm of the mean gradient, before clipping
   */
  record Taken(double loss, double weight, double norm) {
    boolean finite() {
      return Double.isFinite(loss) && Double.isFinite(weight) && Double.isFinite(norm);
    }
  }

  /** Takes a step over lists of parts, one list after the other; changes nothing unless finite. */
  Taken take(List<List<Batch>> lists, Progress before, Noise noise, double rate) {
    averaging.before(before);
    sum.begin(lists.size());
    double loss = 0;
    double weight = 0;
    int first = 0;
    for (List<Batch> list : lists) {
      Parts.Ran ran = parts.run(list, noise, first);
      sum.add(ran.works());
      loss += ran.loss();
      weight += ran.weight();
      first += list.size();
    }
    if (weight == 0) {
      return new Taken(loss, 0, 0); // nothing in these parts has a right answer
    }
    Patches patches = sum.patches();
    Clipping.Clipped clipped = clipping.clip(patches, weight, kernels);
    Taken taken = new Taken(loss, weight, clipped.norm());
    if (taken.finite()) {
      follow(patches, new Optimizer.Stride(clipped.scale(), rate, before.step() + 1));
    }
    return taken;
  }

  /**
   * What is not finite any more of all that a checkpoint would hold, if anything is. It looks at
   * every number, so it is asked for what is kept, not for every step.
   */
  Optional<String> spoilt() {
    List<String> found = new ArrayList<>();
    visit(
        (path, m) -> {
          if (found.isEmpty() && !finite(m)) {
            found.add("'" + path + "'");
          }
        });
    for (State end : ends()) {
      if (!end.parts().stream().allMatch(this::finite)) {
        found.add("the state at the end of a part");
      }
    }
    return found.stream().findFirst();
  }

  /** Whether the weights as they are now are all finite. */
  boolean finite() {
    return all.stream().map(Param::value).allMatch(this::finite);
  }

  private boolean finite(Matrix m) {
    return Double.isFinite(kernels.squares(m.data(), m.offset(), m.size()));
  }

  private void follow(Patches patches, Optimizer.Stride stride) {
    patches.each(
        patch -> {
          averaging.settle(patch);
          moments.update(kernels, patch, stride);
        });
    averaging.stepped();
    params.forEach(Param::changed);
  }

  Averaging averaging() {
    return averaging;
  }

  /** Where the parts of the last list ended. */
  List<State> ends() {
    return parts.ends();
  }

  /** Goes on as if the last list had ended there, and so many steps had been averaged. */
  void resume(List<State> ends, long averaged) {
    parts.resume(ends);
    averaging.resume(averaged);
  }

  /** To be called when values were put into what {@link #visit} shows. */
  void changed() {
    all.forEach(Param::changed);
  }

  /** How many numbers {@link #visit} shows at most, now or later. */
  long most() {
    long[] count = {averaging.most()};
    visit((path, m) -> count[0] += path.startsWith(AVERAGE) ? 0 : m.size());
    return count[0];
  }

  /** The most floats that the steps so far needed to go forward and back. */
  long activations() {
    return parts.activations();
  }

  /** How many floats the gradients of the steps so far took. */
  long gradients() {
    return parts.gradients() + sum.room();
  }

  /** Shows what a checkpoint must hold beside {@link #ends}. */
  void visit(BiConsumer<String, Matrix> visitor) {
    all.forEach(p -> visitor.accept("weights/" + p.path(), p.value()));
    moments.visit((name, m) -> visitor.accept("moments/" + name, m));
    averaging.visit((name, m) -> visitor.accept(AVERAGE + name, m));
  }
}
