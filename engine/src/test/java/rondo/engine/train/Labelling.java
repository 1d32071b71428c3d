package rondo.engine.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import rondo.core.Batch;
import rondo.core.Evaluation;
import rondo.core.Example;
import rondo.core.Flow;
import rondo.core.Inputs;
import rondo.core.Layer;
import rondo.core.Loss;
import rondo.core.Matrix;
import rondo.core.Network;
import rondo.core.Noise;
import rondo.core.Pass;
import rondo.core.Runner;
import rondo.core.Sequence;
import rondo.core.Settings;
import rondo.core.Task;
import rondo.core.TaskSpec;
import rondo.core.Trace;
import rondo.core.graph.Graph;

/**
 * A label for each of some numbers, by cross-entropy; long rows are cut and continue. Keeps the
 * keys of all noise that it hears.
 */
record Labelling(Network network, Queue<Long> heard) implements Task<int[], int[]> {
  @Override
  public TaskSpec spec() {
    return new TaskSpec("labelling", network.spec().demand(), new TreeMap<>(), Settings.NONE);
  }

  @Override
  public Stream<List<Batch>> epoch(List<Example<int[], int[]>> data, Plan plan, Noise order) {
    heard.add(order.key());
    List<Integer> places = new ArrayList<>(IntStream.range(0, data.size()).boxed().toList());
    if (!order.none()) {
      places.sort(Comparator.comparingLong(i -> order.bits(i)));
    }
    List<List<Batch>> steps = new ArrayList<>();
    for (int from = 0; from < places.size(); from += plan.rows()) {
      List<Example<int[], int[]>> rows =
          places.subList(from, Math.min(places.size(), from + plan.rows())).stream()
              .<Example<int[], int[]>>map(data::get)
              .toList();
      int longest = rows.stream().mapToInt(r -> r.input().length).max().orElse(0);
      for (int begin = 0; begin < longest; begin += plan.time()) {
        List<Batch> parts = new ArrayList<>();
        for (int i = 0; i < rows.size(); i += plan.part()) {
          parts.add(
              batch(rows.subList(i, Math.min(rows.size(), i + plan.part())), begin, plan.time()));
        }
        steps.add(parts);
      }
    }
    return steps.stream();
  }

  private static Batch batch(List<Example<int[], int[]>> rows, int begin, int most) {
    List<int[]> in = rows.stream().map(Example::input).toList();
    List<int[]> gold = rows.stream().map(Example::gold).toList();
    return new Batch(
        Inputs.NONE, cut("id", in, begin, most), cut("gold", gold, begin, most), begin > 0);
  }

  static Inputs cut(String column, List<int[]> rows, int begin, int most) {
    int[] lengths =
        rows.stream().mapToInt(r -> Math.max(0, Math.min(most, r.length - begin))).toArray();
    int time = IntStream.of(lengths).max().orElse(0);
    int[] ids = new int[time * lengths.length];
    for (int b = 0; b < lengths.length; b++) {
      for (int t = 0; t < lengths[b]; t++) {
        ids[t * lengths.length + b] = rows.get(b)[begin + t];
      }
    }
    return Inputs.ids(column, time, lengths, ids);
  }

  @Override
  public Loss loss(Sequence hidden, Layer head, Batch batch, Pass pass) {
    heard.add(pass.noise("loss").key());
    Trace trace = head.forward(Flow.of(hidden), pass);
    Sequence scores = trace.output().sequence();
    int[] gold = batch.gold().ids("gold");
    Matrix d = scores.rows();
    double sum = 0;
    double weight = 0;
    for (int i = 0; i < gold.length; i++) {
      if (scores.alive(i / scores.batch(), i % scores.batch())) {
        float right = d.get(i, gold[i]);
        sum += pass.kernels().softmax(d.data(), d.at(i), d.cols()) - right;
        weight++;
        d.data()[d.at(i) + gold[i]] -= 1;
      } else {
        d.rows(i, 1).fill(0);
      }
    }
    return new Loss(sum, weight, trace.backward().apply(Flow.of(scores)).sequence());
  }

  @Override
  public List<int[]> answer(List<int[]> inputs, Runner runner) {
    Inputs tokens = cut("id", inputs, 0, Integer.MAX_VALUE);
    Sequence scores = runner.start(Inputs.NONE).score(tokens).values();
    List<int[]> answers = new ArrayList<>();
    for (int b = 0; b < inputs.size(); b++) {
      int[] labels = new int[inputs.get(b).length];
      for (int t = 0; t < labels.length; t++) {
        for (int k = 1; k < scores.width(); k++) {
          Matrix row = scores.step(t).rows(b, 1);
          labels[t] = row.get(0, k) > row.get(0, labels[t]) ? k : labels[t];
        }
      }
      answers.add(labels);
    }
    return answers;
  }

  @Override
  public Evaluation evaluate(List<Example<int[], int[]>> gold, List<int[]> answers) {
    double right = 0;
    double all = 0;
    for (int i = 0; i < gold.size(); i++) {
      int[] due = gold.get(i).gold();
      for (int t = 0; t < due.length; t++) {
        right += due[t] == answers.get(i)[t] ? 1 : 0;
        all++;
      }
    }
    return new Evaluation("accuracy", new TreeMap<>(Map.of("accuracy", 100 * right / all)), "");
  }

  @Override
  public Map<String, Graph> write(Network network, Form form) {
    throw new UnsupportedOperationException("not written");
  }
}
