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
          new Adam(portion(settings, "beta1"), portion(settings, "beta2"), epsilon, (float) decay);
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
   * Kingma and Ba 2015; with decay, Loshchilov and Hutter 2019. Its moments fade in every step,
   * also in those that leave a row alone, so that a rare word follows each of its few gradients
   * far. What momentum would make of such a gradient in the steps after it, a row of an embedding
   * does at once: nobody would move it then.
   */
  record Adam(float beta1, float beta2, float epsilon, float decay) implements Optimizer {
    private static final String LAST = "last"; // rows x 1: the step that updated each row last

    @Override
    public List<String> remembers() {
      return List.of("first", "second", LAST);
    }

    @Override
    public int width(String what, int cols) {
      return what.equals(LAST) ? 1 : cols;
    }

    @Override
    public void update(Kernels k, Patch patch, List<Matrix> memory, Stride s) {
      Matrix m = memory.get(0);
      Matrix v = memory.get(1);
      Matrix last = memory.get(2);
      for (int row = 0; row < last.rows(); row++) {
        double idle = Math.max(0, s.number() - 1 - (long) last.get(row, 0));
        if (idle > 0) {
          fade(m.rows(row, 1), StrictMath.pow(beta1, idle));
          fade(v.rows(row, 1), StrictMath.pow(beta2, idle));
        }
        last.data()[last.at(row)] = s.number();
      }
      Kernels.Adam constants = patch.embedded() ? constants(s, 0) : constants(s, beta1);
      k.adam(patch.value(), patch.gradient(), m, v, s.scale(), constants);
    }

    private static void fade(Matrix row, double left) {
      for (int i = row.offset(); i < row.offset() + row.cols(); i++) {
        row.data()[i] *= (float) left;
      }
    }

    /** The corrections are for the betas that the kernel has, which are floats. */
    private Kernels.Adam constants(Stride s, float first) {
      return new Kernels.Adam(
          (float) s.rate(),
          first,
          beta2,
          epsilon,
          (float) (1 - StrictMath.pow(first, s.number())),
          (float) (1 - StrictMath.pow(beta2, s.number())),
          decay);
    }
  }
}
