package rondo.engine.train;

import java.util.List;
import rondo.core.Kernels;
import rondo.core.Matrix;
import rondo.core.Option;
import rondo.core.Options;
import rondo.core.Settings;

/**
 * How weights follow their gradient. What an optimiser remembers, it remembers row by row, and a
 * step costs what it touches, whatever the size of the vocabulary: a row that a step does not touch
 * neither moves nor decays in it.
 */
sealed interface Optimizer {
  Options OPTIONS =
      Options.of(
          new Option("optimizer", "adam", "adam, adamw, rmsprop or sgd"),
          new Option("rate", "0.002", "learning rate, before the schedule"),
          new Option("momentum", "0.9", "sgd: how much of the last step's direction stays"),
          new Option("beta1", "0.9", "adam, adamw: how much of the mean gradient stays"),
          new Option("beta2", "0.999", "adam, adamw: how much of the mean squared gradient stays"),
          new Option("smoothing", "0.9", "rmsprop: how much of the mean squared gradient stays"),
          new Option(
              "idle",
              "fade",
              "adam, adamw: the moments of a row, such as a word's, in steps that do not use it: fade"
                  + " lets rare words follow each of their gradients far, wait no further than others"),
          new Option("epsilon", "1e-8", "adam, adamw, rmsprop: keeps a division from zero"),
          new Option(
              "decay", "auto", "adamw, sgd: weight decay; auto is 0.01 for adamw and 0 for sgd"));

  static Optimizer read(Settings settings) {
    String name = settings.choice("optimizer", "adam", "adamw", "rmsprop", "sgd");
    boolean auto = settings.text("decay").equals("auto");
    double decay = auto ? (name.equals("adamw") ? 0.01 : 0) : settings.real("decay", 0, 1);
    if (decay > 0 && (name.equals("adam") || name.equals("rmsprop"))) {
      throw new IllegalArgumentException(
          "optimizer '" + name + "' knows no weight decay; use adamw, or leave option 'decay' out");
    }
    float epsilon = (float) settings.real("epsilon", 1e-30, 1);
    return switch (name) {
      case "sgd" -> new Sgd(portion(settings, "momentum"), (float) decay);
      case "rmsprop" -> new RmsProp(portion(settings, "smoothing"), epsilon);
      default ->
          new Adam(
              portion(settings, "beta1"),
              portion(settings, "beta2"),
              epsilon,
              (float) decay,
              settings.choice("idle", "fade", "wait").equals("wait"));
    };
  }

  private static float portion(Settings settings, String name) {
    return (float) settings.real(name, 0, 0.99999);
  }

  /** The names of what it remembers of each parameter. */
  List<String> remembers();

  /** How many numbers a row of that takes, for a parameter of so many columns. */
  default int width(String what, int cols) {
    return cols;
  }

  /**
   * Updates the rows of a patch.
   *
   * @param memory in the order of {@link #remembers}, the rows of the patch
   */
  void update(Kernels kernels, Patch patch, List<Matrix> memory, Stride stride);

  /**
   * What is the same for all patches of a step.
   *
   * @param scale what gradients are to be multiplied with first
   * @param number of the step in its training, from 1
   */
  record Stride(float scale, double rate, long number) {}

  /** Stochastic gradient descent with momentum. */
  record Sgd(float momentum, float decay) implements Optimizer {
    @Override
    public List<String> remembers() {
      return List.of("momentum");
    }

    @Override
    public void update(Kernels k, Patch patch, List<Matrix> memory, Stride s) {
      k.sgd(
          patch.value(),
          patch.gradient(),
          memory.get(0),
          s.scale(),
          (float) s.rate(),
          momentum,
          decay);
    }
  }

  /** Tieleman and Hinton 2012. */
  record RmsProp(float smoothing, float epsilon) implements Optimizer {
    @Override
    public List<String> remembers() {
      return List.of("second");
    }

    @Override
    public void update(Kernels k, Patch patch, List<Matrix> memory, Stride s) {
      k.rmsprop(
          patch.value(),
          patch.gradient(),
          memory.get(0),
          s.scale(),
          (float) s.rate(),
          smoothing,
          epsilon);
    }
  }

  /**
   * Kingma and Ba 2015; with decay, Loshchilov and Hutter 2019.
   *
   * <p>Moments fade in every step, also in those that leave a row alone, so that a rare word
   * follows each of its few gradients far. What momentum would make of such a gradient in the steps
   * after it, a row of an embedding does at once: nobody would move it then.
   *
   * <p>Where moments wait, a row lives through the updates of the steps that use it as if there
   * were no others, and the bias correction counts those. Rare words then stay nearer to where they
   * began, and a model that can read letters or neighbours learns to rely on them.
   */
  record Adam(float beta1, float beta2, float epsilon, float decay, boolean waits)
      implements Optimizer {
    private static final String CLOCK = "clock"; // rows x 1: when each row was updated last

    @Override
    public List<String> remembers() {
      return List.of("first", "second", CLOCK);
    }

    @Override
    public int width(String what, int cols) {
      return what.equals(CLOCK) ? 1 : cols;
    }

    @Override
    public void update(Kernels k, Patch patch, List<Matrix> memory, Stride s) {
      Matrix clock = memory.get(2);
      float first = patch.embedded() && !waits ? 0 : beta1;
      for (int from = 0, to; from < clock.rows(); from = to) { // rows of one time go together
        float before = clock.get(from, 0);
        double now = waits ? before + 1 : s.number();
        for (to = from; to < clock.rows() && clock.get(to, 0) == before; to++) {
          clock.data()[clock.at(to)] = (float) now;
        }
        Matrix m = memory.get(0).rows(from, to - from);
        Matrix v = memory.get(1).rows(from, to - from);
        double idle = now - 1 - before;
        if (idle > 0) {
          fade(m, StrictMath.pow(beta1, idle));
          fade(v, StrictMath.pow(beta2, idle));
        }
        Matrix w = patch.value().rows(from, to - from);
        Matrix g = patch.gradient().rows(from, to - from);
        k.adam(w, g, m, v, s.scale(), constants(s.rate(), first, now));
      }
    }

    private static void fade(Matrix moment, double left) {
      for (int i = moment.offset(); i < moment.offset() + moment.size(); i++) {
        moment.data()[i] *= (float) left;
      }
    }

    /** The corrections are for the betas that the kernel has, which are floats. */
    private Kernels.Adam constants(double rate, float first, double time) {
      return new Kernels.Adam(
          (float) rate,
          first,
          beta2,
          epsilon,
          (float) (1 - StrictMath.pow(first, time)),
          (float) (1 - StrictMath.pow(beta2, time)),
          decay);
    }
  }
}
