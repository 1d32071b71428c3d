package rondo.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import rondo.core.Backend;
import rondo.core.Device;
import rondo.core.DeviceException;
import rondo.core.Example;
import rondo.core.Kernels;
import rondo.core.Matrix;
import rondo.core.Model;
import rondo.core.Noise;
import rondo.engine.Recipe;
import rondo.engine.Rondo;
import rondo.engine.kernel.KernelChoice;
import rondo.tasks.Classification;
import rondo.tasks.Classification.Classified;

/**
 * Whether what computes does so: kernels, a training, and every backend, all on something small.
 */
public final class Workings {
  private static final int SIZE = 64; // rows and columns of the matrices that are multiplied
  private static final double STEADY = 0.6; // seconds without a better round: Java knows the code
  private static final double LONGEST = 3; // seconds
  private static final float NEAR = 1e-3f; // sums of SIZE products of order one, in floats
  private static final double ALIKE = 1e-4; // probabilities of backends

  private static final List<List<String>> TEXTS =
      List.of(List.of("good", "day"), List.of("bad", "day", "indeed"), List.of("day"));
  private static final List<String> LABELS = List.of("yes", "no", "yes");

  private final Rondo rondo;

  public Workings(Rondo rondo) {
    this.rondo = rondo;
  }

  /**
   * All of it.
   *
   * @param wanted a device that must work; another one may
   */
  public List<Finding> findings(Device wanted) {
    List<Finding> found = new ArrayList<>();
    found.add(kernels());
    Model<?, ?> model;
    try {
      model = learnt();
      found.add(Finding.ok("training", "a tiny model has learnt"));
    } catch (RuntimeException | LinkageError e) {
      found.add(Finding.fail("training", "a tiny model cannot learn: " + reason(e)));
      return found;
    }
    List<Classified> due = answers(rondo.backend("native"), model);
    for (Backend each : rondo.plugins().backends().all()) {
      found.add(backend(each, model, due));
    }
    found.add(cuda(wanted, model, due));
    return found;
  }

  // kernels

  private static Finding kernels() {
    List<Kernels> all = KernelChoice.all();
    Matrix a = drawn("a");
    Matrix b = drawn("b");
    Matrix due = product(all.get(0), a, b);
    List<String> speeds = new ArrayList<>();
    for (Kernels each : all) {
      Matrix c = product(each, a, b);
      float most = 0;
      for (int i = 0; i < c.size(); i++) {
        most = Math.max(most, Math.abs(c.data()[i] - due.data()[i]));
      }
      if (!(most < NEAR)) {
        return Finding.fail(
            "kernels",
            "%s and %s differ by %s; run with RONDO_JAVA_OPTS=-Drondo.kernels=scalar, and tell us"
                .formatted(each.name(), all.get(0).name(), most));
      }
      speeds.add(String.format(Locale.ROOT, "%s %.1f GFLOP/s", each.name(), speed(each, a, b)));
    }
    String text =
        "%s in use; %s on one thread"
            .formatted(KernelChoice.best().name(), String.join(", ", speeds));
    return all.size() > 1
        ? Finding.ok("kernels", text)
        : Finding.warn(
            "kernels",
            text + "; those with vectors need Java's --add-modules jdk.incubator.vector");
  }

  private static Matrix drawn(String site) {
    Noise noise = Noise.of(1).at(site);
    Matrix m = Matrix.zeros(SIZE, SIZE);
    for (int i = 0; i < m.size(); i++) {
      m.data()[i] = noise.uniform(i) - 0.5f;
    }
    return m;
  }

  private static Matrix product(Kernels kernels, Matrix a, Matrix b) {
    Matrix c = Matrix.zeros(SIZE, SIZE);
    kernels.abt(a, b, c);
    return c;
  }

  /** Thousand million additions and multiplications a second, of the best of some rounds. */
  private static double speed(Kernels kernels, Matrix a, Matrix b) {
    double best = Double.MAX_VALUE; // seconds
    long began = System.nanoTime();
    long bettered = began;
    while (since(bettered) < STEADY && since(began) < LONGEST) {
      long round = System.nanoTime();
      Matrix ignored = product(kernels, a, b);
      double seconds = since(round);
      if (seconds < 0.95 * best) {
        best = seconds;
        bettered = System.nanoTime();
      }
    }
    return 2e-9 * SIZE * SIZE * SIZE / best;
  }

  private static double since(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }

  // models

  private Model<?, ?> learnt() {
    List<Example<List<String>, String>> data =
        IntStream.range(0, TEXTS.size())
            .mapToObj(i -> new Example<>(TEXTS.get(i), LABELS.get(i)))
            .toList();
    Recipe recipe =
        Recipe.of("classify")
            .set("network.hidden", 8)
            .set("network.embedding", 8)
            .set("task.characters", false)
            .set("train.epochs", 1)
            .set("train.threads", 1);
    return rondo.train(recipe, data, List.of()).await().model();
  }

  private static List<Classified> answers(Rondo rondo, Model<?, ?> model) {
    try (Classification opened = rondo.open(model, Classification.class)) {
      return opened.answerAll(TEXTS);
    }
  }

  private Finding backend(Backend backend, Model<?, ?> model, List<Classified> due) {
    String name = "backend " + backend.name();
    try {
      String version = backend.version();
      return alike(answers(rondo.backend(backend.name()), model), due)
          ? Finding.ok(name, version + " answers as it must")
          : Finding.fail(name, version + " answers otherwise than the JVM does; use another");
    } catch (RuntimeException | LinkageError e) {
      return Finding.fail(name, reason(e));
    }
  }

  private static boolean alike(List<Classified> answers, List<Classified> due) {
    return IntStream.range(0, due.size())
        .allMatch(
            i ->
                due.get(i).probabilities().entrySet().stream()
                    .allMatch(
                        p -> Math.abs(found(answers.get(i), p.getKey()) - p.getValue()) < ALIKE));
  }

  private static double found(Classified answer, String label) {
    return answer.probabilities().getOrDefault(label, Double.NaN);
  }

  private static String reason(Throwable failure) {
    return String.valueOf(failure.getMessage());
  }

  /** A GPU is no must, unless it is wanted. */
  private Finding cuda(Device wanted, Model<?, ?> model, List<Classified> due) {
    Device device = wanted.kind() == Device.Kind.CUDA ? wanted : Device.parse("cuda");
    String name = "device " + device;
    try {
      return alike(answers(rondo.device(device), model), due)
          ? Finding.ok(name, "answers as it must")
          : Finding.fail(name, "answers otherwise than the JVM does; use --device cpu");
    } catch (DeviceException e) {
      return device.equals(wanted)
          ? Finding.fail(name, reason(e))
          : Finding.ok(name, "none, and none is needed: " + reason(e));
    } catch (RuntimeException | LinkageError e) {
      return device.equals(wanted) ? Finding.fail(name, reason(e)) : Finding.warn(name, reason(e));
    }
  }
}
