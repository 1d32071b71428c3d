package rondo.benchmarks.adding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import rondo.core.Example;
import rondo.core.Kernels;
import rondo.core.Model;
import rondo.core.Noise;
import rondo.core.Runner;
import rondo.core.Settings;
import rondo.engine.NativeRunner;
import rondo.engine.Rondo;
import rondo.engine.kernel.KernelChoice;
import rondo.engine.train.GradientNorms;
import rondo.engine.train.Trainer;
import rondo.engine.train.TrainingListener;
import rondo.engine.work.Workers;
import rondo.testkit.AddingProblem;

/** One training: a cell, a learning rate, a seed, and what is the same for all of them. */
record Lesson(String cell, String rate, int seed, Course course) {
  /** An error on the dev data that is good enough to end a training. */
  static final double ENOUGH = 0.005;

  private static final int ROWS = 32; // sequences a step
  private static final int EVALUATE = 100; // steps
  private static final int DEV = 500; // sequences
  private static final int TEST = 2000;
  private static final int WATCHED = 100;

  /**
   * What is the same for all trainings.
   *
   * @param time how long the sequences are
   * @param steps at most
   */
  record Course(int time, int hidden, int steps) {}

  /** Trains and tests; each sequence is seen once. */
  Learnt learn(Rondo rondo) {
    AddingProblem adding = new AddingProblem(course.time);
    Map<String, String> network = Map.of("cell", cell, "hidden", String.valueOf(course.hidden));
    Model<Noise, Float> model = adding.model(rondo.plugins().cells(), network, seed);
    List<Example<Noise, Float>> watched = adding.examples(WATCHED, noise("watched"));
    double[] before = means(rondo.gradients(model, watched));

    Curve curve = new Curve();
    new Trainer<>(
            model,
            adding.examples(course.steps * ROWS, noise("train").at(seed)),
            adding.examples(DEV, noise("dev")),
            settings(),
            seed,
            KernelChoice.best())
        .listen(curve)
        .run();
    double[] after = means(rondo.gradients(model, watched));
    return new Learnt(
        this, squaredError(adding, model), curve.steps, curve.seconds, before, after, curve.points);
  }

  /** Dev, test and watched sequences are the same for all, those to learn from differ by seed. */
  private static Noise noise(String what) {
    return Noise.of(150).at(what);
  }

  private Settings settings() {
    return Trainer.options()
        .fill(
            Map.of(
                "epochs", "1",
                "rows", String.valueOf(ROWS),
                "part", String.valueOf(ROWS / 2),
                "optimizer", "adam",
                "rate", rate,
                "clip", "1",
                "average", "none",
                "patience", "0",
                "evaluate", String.valueOf(EVALUATE)));
  }

  private static double[] means(List<GradientNorms> norms) {
    return norms.get(0).steps().stream().mapToDouble(GradientNorms.Step::mean).toArray();
  }

  private static double squaredError(AddingProblem adding, Model<Noise, Float> model) {
    List<Example<Noise, Float>> test = adding.examples(TEST, noise("test"));
    try (Workers workers = Workers.of(Runtime.getRuntime().availableProcessors());
        Runner runner = new NativeRunner(model.network(), kernels(workers), workers)) {
      List<Float> answers = adding.answer(test.stream().map(Example::input).toList(), runner);
      return adding.evaluate(test, answers).value(AddingProblem.MSE);
    }
  }

  private static Kernels kernels(Workers workers) {
    return KernelChoice.best(workers);
  }

  /** Follows the error on the dev data, and has enough of a training that has learnt it. */
  private static final class Curve implements TrainingListener {
    private final List<Learnt.Point> points = new ArrayList<>();
    private long steps;
    private double seconds;
    private boolean enough;

    @Override
    public void evaluated(Evaluated e) {
      double mse = e.evaluation().value(AddingProblem.MSE);
      points.add(new Learnt.Point(e.step(), mse));
      steps = e.step();
      seconds = e.seconds();
      enough = mse < ENOUGH;
    }

    @Override
    public boolean enough() {
      return enough;
    }
  }
}
