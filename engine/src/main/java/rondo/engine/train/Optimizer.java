package rondo.engine.train;

import java.util.List;
import rondo.core.Kernels;
import rondo.core.Matrix;
import rondo.core.Option;
import rondo.core.Options;
import rondo.core.Settings;

/**
 * How weights follow their gradient. What an optimiser remembers, it remembers row by row, and for
 * a row that a step does not touch time stands still: it does not move, its moments do not fade, it
 * does not decay. A row of an embedding thus lives through exactly the updates that a parameter of
 * its own would, had it been there only in the steps that use it; and a step costs what it touches,
 * whatever the size of the vocabulary.
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
   * @param scale what the gradient is to be multiplied with first
   */
  void update(Kernels kernels, Patch patch, List<Matrix> memory, float scale, double rate);

  /** Stochastic gradient descent with momentum. */
  record Sgd(float momentum, float decay) implements Optimizer {
    @Override
    public List<String> remembers() {
      return List.of("momentum");
    }

    @Override
    public void update(Kernels k, Patch patch, List<Matrix> memory, float scale, double rate) {
      k.sgd(patch.value(), patch.gradient(), memory.get(0), scale, (float) rate, momentum, decay);
    }
  }

  /** Tieleman and Hinton 2012. */
  record RmsProp(float smoothing, float epsilon) implements Optimizer {
    @Override
    public List<String> remembers() {
      return List.of("second");
    }

    @Override
    public void update(Kernels k, Patch patch, List<Matrix> memory, float scale, double rate) {
      k.rmsprop(
          patch.value(), patch.gradient(), memory.get(0), scale, (float) rate, smoothing, epsilon);
    }
  }

  /**
   * Kingma and Ba 2015; with decay, Loshchilov and Hutter 2019. The bias correction counts the
   * updates of each row, not the steps of the run: were it by steps, the first gradients of a word
   * that turns up late would move it three times too far.
   */
  record Adam(float beta1, float beta2, float epsilon, float decay) implements Optimizer {
    private static final String AGE = "age"; // rows x 1: how often each row was updated

    @Override
    public List<String> remembers() {
      return List.of("first", "second", AGE);
    }

    @Override
    public int width(String what, int cols) {
      return what.equals(AGE) ? 1 : cols;
    }

    @Override
    public void update(Kernels k, Patch patch, List<Matrix> memory, float scale, double rate) {
      Matrix w = patch.value();
      Matrix g = patch.gradient();
      Matrix m = memory.get(0);
      Matrix v = memory.get(1);
      Matrix age = memory.get(2);
      for (int from = 0, to; from < w.rows(); from = to) { // rows of one age go together
        float before = age.get(from, 0);
        for (to = from; to < w.rows() && age.get(to, 0) == before; to++) {
          age.data()[age.at(to)] = before + 1;
        }
        int n = to - from;
        k.adam(
            w.rows(from, n),
            g.rows(from, n),
            m.rows(from, n),
            v.rows(from, n),
            scale,
            constants(rate, before + 1));
      }
    }

    /** The corrections are for the betas that the kernel has, which are floats. */
    private Kernels.Adam constants(double rate, double age) {
      return new Kernels.Adam(
          (float) rate,
          beta1,
          beta2,
          epsilon,
          (float) (1 - StrictMath.pow(beta1, age)),
          (float) (1 - StrictMath.pow(beta2, age)),
          decay);
    }
  }
}
