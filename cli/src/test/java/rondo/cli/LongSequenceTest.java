package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rondo.core.Batch;
import rondo.core.Demand;
import rondo.core.Evaluation;
import rondo.core.Example;
import rondo.core.Inputs;
import rondo.core.Layer;
import rondo.core.Loss;
import rondo.core.Model;
import rondo.core.ModelSpec;
import rondo.core.Network;
import rondo.core.NetworkSpec;
import rondo.core.Noise;
import rondo.core.Pass;
import rondo.core.Runner;
import rondo.core.Schema;
import rondo.core.Sequence;
import rondo.core.Settings;
import rondo.core.Task;
import rondo.core.TaskSpec;
import rondo.core.graph.Graph;
import rondo.engine.NativeRunner;
import rondo.engine.Plugins;
import rondo.engine.kernel.KernelChoice;
import rondo.engine.layer.CrossEntropy;
import rondo.engine.model.FreshWeights;
import rondo.engine.train.Trainer;
import rondo.engine.train.TrainingListener;
import rondo.engine.work.Workers;

/**
 * A sequence of 100,000 steps in a JVM of 96 MB: answered whole, when inputs, outputs and scores
 * take 21 MB; and trained on in cuts, when the way back of all steps would take more than 100. How
 * much it takes exactly, {@code benchmarks/run length} prints.
 */
@Timeout(180)
class LongSequenceTest {
  private static final int STEPS = 100_000;
  private static final int NUMBERS = 50;
  private static final int CLASSES = 4;

  /** A class for each of the numbers of one row, cut as the plan says. */
  private record Row(Demand demand) implements Task<int[], int[]> {
    @Override
    public TaskSpec spec() {
      return new TaskSpec("row", demand, new TreeMap<>(), Settings.NONE);
    }

    @Override
    public Stream<List<Batch>> epoch(List<Example<int[], int[]>> data, Plan plan, Noise order) {
      int[] in = data.get(0).input();
      int[] gold = data.get(0).gold();
      return IntStream.iterate(0, at -> at < in.length, at -> at + plan.time())
          .mapToObj(
              at -> {
                int time = Math.min(plan.time(), in.length - at);
                Inputs tokens = piece(in, at, time);
                return List.of(new Batch(Inputs.NONE, tokens, piece(gold, at, time), at > 0));
              });
    }

    static Inputs piece(int[] row, int at, int time) {
      int[] ids = Arrays.copyOfRange(row, at, at + time);
      return Inputs.ids("number", time, new int[] {time}, ids);
    }

    @Override
    public Loss loss(Sequence hidden, Layer head, Batch batch, Pass pass) {
      return CrossEntropy.PLAIN.through(head, hidden, batch.gold().ids("number"), pass);
    }

    @Override
    public List<int[]> answer(List<int[]> inputs, Runner runner) {
      throw new UnsupportedOperationException("nobody asks");
    }

    @Override
    public Evaluation evaluate(List<Example<int[], int[]>> gold, List<int[]> answers) {
      throw new UnsupportedOperationException("nobody asks");
    }

    @Override
    public Map<String, Graph> write(Network network, Form form) {
      throw new UnsupportedOperationException("nobody asks");
    }
  }

  /** What runs in the small JVM: {@code answer}, or {@code train} and how long a cut is. */
  static final class Small {
    private Small() {}

    public static void main(String[] words) {
      int[] row = IntStream.range(0, STEPS).map(t -> (t * 31 + t / 7) % NUMBERS).toArray();
      Model<int[], int[]> model = model(words[1]);
      if (words[0].equals("answer")) {
        Sequence scores =
            new NativeRunner(model.network(), KernelChoice.best(), Workers.ONE)
                .start(Inputs.NONE)
                .score(Row.piece(row, 0, STEPS))
                .values();
        System.out.println(scores.time() + " " + Float.isFinite(scores.rows().get(STEPS - 1, 0)));
        return;
      }
      int[] gold = IntStream.of(row).map(n -> n % CLASSES).toArray();
      Map<String, String> settings = Map.of("epochs", "1", "time", words[2], "threads", "1");
      List<Double> losses = new ArrayList<>();
      TrainingListener told =
          new TrainingListener() {
            @Override
            public void step(Step event) {
              losses.add(event.loss());
            }
          };
      new Trainer<>(
              model,
              List.of(new Example<>(row, gold)),
              List.of(),
              Trainer.options().fill(settings),
              1,
              KernelChoice.best())
          .listen(told)
          .run();
      System.out.println(losses.size() + " " + (losses.get(losses.size() - 1) < losses.get(0)));
    }

    private static Model<int[], int[]> model(String cell) {
      Plugins plugins = Plugins.load();
      Schema tokens = Schema.of(Map.of("number", new Schema.Kind.Ids(NUMBERS)));
      Demand demand = new Demand(Schema.NONE, tokens, Demand.Wanted.EACH_TOKEN, CLASSES);
      Map<String, String> options =
          Map.of("cell", cell, "direction", "forward", "embedding", "16", "hidden", "32");
      NetworkSpec spec = new NetworkSpec("recurrent", demand, Settings.of(options));
      FreshWeights weights = new FreshWeights(1);
      Network network = plugins.networks().get("recurrent").create(spec, plugins.cells(), weights);
      Row task = new Row(demand);
      ModelSpec whole = new ModelSpec(network.spec(), task.spec(), new TreeMap<>());
      return new Model<>(whole, network, task, weights.params());
    }
  }

  private static List<String> said(Object... words) throws IOException, InterruptedException {
    return OtherJvm.said("96m", Small.class, words);
  }

  @Test
  void aLongSequenceIsAnsweredInLittleMoreThanItsScoresTake()
      throws IOException, InterruptedException {
    for (String cell : List.of("lstm", "gru")) {
      assertThat(said("answer", cell)).endsWith(STEPS + " true");
    }
  }

  @Test
  void aLongSequenceIsTrainedOnCutByCut() throws IOException, InterruptedException {
    assertThat(said("train", "lstm", "512")).endsWith(STEPS / 512 + 1 + " true");
  }

  @Test
  void withoutCutsThereWouldNotBeRoom() throws IOException, InterruptedException {
    assertThat(said("train", "lstm", "" + STEPS))
        .anySatisfy(line -> assertThat(line).contains("OutOfMemoryError"));
  }
}
