package rondo.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import rondo.core.Cursor;
import rondo.core.Demand;
import rondo.core.Device;
import rondo.core.Inputs;
import rondo.core.Model;
import rondo.core.Noise;
import rondo.core.Runner;
import rondo.core.Sequence;
import rondo.core.graph.Tensor;
import rondo.engine.NativeRunner;
import rondo.engine.graph.GraphAnswers;
import rondo.engine.graph.GraphInputs;
import rondo.engine.graph.GraphOutputs;
import rondo.engine.graph.SampleInputs;
import rondo.engine.kernel.KernelChoice;
import rondo.engine.work.Workers;

/**
 * That a file answers as the model it was written from: both are run on the same batches, and their
 * scores and answers are held against each other.
 *
 * <p>Scores may differ by {@link #TOLERANCE}, relative to the larger of 1 and the score. Both sides
 * compute with floats of 24 bits, in another order: a sum of some hundred products differs by about
 * 1e-6, and a recurrent net hands that on from step to step. Trained models were seen to differ by
 * 1e-6 to 1e-5; a wrong gate, bias or axis differs by 1e-2 and more.
 */
final class Proof {
  static final float TOLERANCE = 1e-4f;

  private static final long SEED = 17;
  private static final int[][] LENGTHS = {
    {1}, {50}, {1, 1, 1}, {2, 5}, {50, 1, 7, 23, 2, 1, 12, 33}, {3, 4, 9, 1, 16, 8, 5, 2, 6, 11, 1}
  };

  private final Model<?, ?> model;
  private final Demand demand;
  private final List<Inputs> batches = new ArrayList<>();
  private final int given;

  /** Batches of made-up inputs, and some real ones. */
  Proof(Model<?, ?> model, List<Inputs> real) {
    this.model = model;
    this.demand = model.task().spec().demand();
    if (!demand.source().columns().isEmpty()) {
      throw new IllegalArgumentException(
          "a '%s' model reads a source first, and its export cannot be proved; it is not written"
              .formatted(model.task().spec().type()));
    }
    for (int i = 0; i < LENGTHS.length; i++) {
      batches.add(SampleInputs.draw(demand.tokens(), Noise.of(SEED).at(i), LENGTHS[i]));
    }
    batches.addAll(real);
    given = real.size();
  }

  /** What is compared, for the file's metadata. */
  String says() {
    int examples = batches.stream().mapToInt(Inputs::batch).sum();
    int steps = batches.stream().flatMapToInt(b -> Arrays.stream(b.lengths())).sum();
    return String.format(
        Locale.ROOT,
        "scores within %.0e * max(1, |score|) of the native ones, the same choice wherever those are"
            + " further apart%s; %d examples of 1 to 50 steps, %d steps, in %d ragged batches of"
            + " made-up inputs (seed %d) and %d of real ones; ONNX Runtime on the processor",
        TOLERANCE,
        model.task() instanceof GraphAnswers ? ", and equal answers" : "",
        examples,
        steps,
        batches.size() - given,
        SEED,
        given);
  }

  /** Runs both; returns how far scores were apart at most, or says where they are too far. */
  double check(byte[] file) {
    try (OrtModel exported = OrtModel.open(file, Device.CPU);
        Runner runner = new NativeRunner(model.network(), KernelChoice.best(), Workers.ONE)) {
      double apart = 0;
      for (int i = 0; i < batches.size(); i++) {
        Inputs tokens = batches.get(i);
        SortedMap<String, Tensor> outputs =
            exported.run(new TreeMap<>(GraphInputs.feed(demand.tokens(), tokens)));
        String where = "batch %d of %d".formatted(i + 1, batches.size());
        Tensor scores = output(outputs, GraphOutputs.SCORES);
        try (Cursor cursor = runner.start(Inputs.NONE)) {
          Sequence wanted = cursor.score(tokens).values();
          Sequence got = OrtRunner.scores(tokens, scores, demand).values();
          apart = Math.max(apart, compare(where, wanted, got));
          if (model.task() instanceof GraphAnswers task) {
            Tensor answers = output(outputs, GraphOutputs.ANSWER);
            compare(where, got, task.answers(got), answers);
          }
        }
      }
      return apart;
    }
  }

  private static Tensor output(Map<String, Tensor> outputs, String name) {
    Tensor tensor = outputs.get(name);
    if (tensor == null) {
      throw refused("it has no output '%s', there are %s".formatted(name, outputs.keySet()));
    }
    return tensor;
  }

  private static double compare(String where, Sequence wanted, Sequence got) {
    int K = wanted.width();
    double most = 0;
    for (int row = 0; row < wanted.rows().rows(); row++) {
      int t = row / wanted.batch();
      int b = row % wanted.batch();
      if (!wanted.alive(t, b)) {
        continue;
      }
      for (int k = 0; k < K; k++) {
        float w = wanted.rows().get(row, k);
        float g = got.rows().get(row, k);
        double apart = Math.abs(w - g) / Math.max(1, Math.abs(w));
        if (!(apart <= TOLERANCE)) { // NaN is no agreement either
          throw refused(
              "output '%s' is %s in the file and %s in the model, at step %d of example %d, score %d, %s"
                  .formatted(GraphOutputs.SCORES, g, w, t, b, k, where));
        }
        most = Math.max(most, apart);
      }
      choice(where, wanted, got, row);
    }
    return most;
  }

  /** Where the native scores tell a best one apart, the file's best one is the same. */
  private static void choice(String where, Sequence wanted, Sequence got, int row) {
    int K = wanted.width();
    int best = best(wanted, row);
    float margin = Float.POSITIVE_INFINITY;
    for (int k = 0; k < K; k++) {
      if (k != best) {
        margin = Math.min(margin, wanted.rows().get(row, best) - wanted.rows().get(row, k));
      }
    }
    float size = Math.max(1, Math.abs(wanted.rows().get(row, best)));
    int chosen = best(got, row);
    if (margin > TOLERANCE * size && chosen != best) {
      throw refused(
          "it chooses %d where the model chooses %d, at step %d of example %d, %s"
              .formatted(chosen, best, row / wanted.batch(), row % wanted.batch(), where));
    }
  }

  private static int best(Sequence scores, int row) {
    int best = 0;
    for (int k = 1; k < scores.width(); k++) {
      best = scores.rows().get(row, k) > scores.rows().get(row, best) ? k : best;
    }
    return best;
  }

  /** The same scores decoded twice: by the task, and by what it wrote into the graph. */
  private static void compare(String where, Sequence scores, Tensor wanted, Tensor got) {
    if (!wanted.dims().equals(got.dims()) || wanted.type() != got.type()) {
      throw refused(
          "output '%s' is %s %s, and should be %s %s"
              .formatted(
                  GraphOutputs.ANSWER, got.type(), got.dims(), wanted.type(), wanted.dims()));
    }
    List<?> w = values(wanted);
    List<?> g = values(got);
    boolean places =
        wanted.dims().size() == 2 && wanted.dims().equals(List.of(scores.time(), scores.batch()));
    for (int i = 0; i < w.size(); i++) {
      boolean counts = !places || scores.alive(i / scores.batch(), i % scores.batch());
      if (counts && !w.get(i).equals(g.get(i))) {
        throw refused(
            "output '%s' is '%s' in the file and '%s' in the model, at place %d of dims %s, %s"
                .formatted(GraphOutputs.ANSWER, g.get(i), w.get(i), i, wanted.dims(), where));
      }
    }
  }

  private static List<?> values(Tensor tensor) {
    if (tensor instanceof Tensor.Strings t) {
      return Arrays.asList(t.data());
    }
    if (tensor instanceof Tensor.Ints t) {
      return Arrays.stream(t.data()).boxed().toList();
    }
    throw refused("answers of %s cannot be compared".formatted(tensor.type()));
  }

  private static IllegalStateException refused(String what) {
    return new IllegalStateException(
        "the exported file does not answer as the model, so it is not written: " + what);
  }
}
