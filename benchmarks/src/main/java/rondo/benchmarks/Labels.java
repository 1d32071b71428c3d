package rondo.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import rondo.core.Batch;
import rondo.core.Demand;
import rondo.core.Evaluation;
import rondo.core.Example;
import rondo.core.Layer;
import rondo.core.Loss;
import rondo.core.Network;
import rondo.core.Noise;
import rondo.core.Pass;
import rondo.core.Runner;
import rondo.core.Sequence;
import rondo.core.Settings;
import rondo.core.Task;
import rondo.core.TaskSpec;
import rondo.core.graph.Graph;
import rondo.engine.layer.CrossEntropy;

/**
 * A label for each place, by cross-entropy. Batches come from elsewhere; only its loss is asked.
 */
record Labels(Demand demand) implements Task<Void, Void> {
  static final String GOLD = "gold";

  @Override
  public TaskSpec spec() {
    return new TaskSpec("labels", demand, new TreeMap<>(), Settings.NONE);
  }

  @Override
  public Loss loss(Sequence hidden, Layer head, Batch batch, Pass pass) {
    return CrossEntropy.PLAIN.through(head, hidden, batch.gold().ids(GOLD), pass);
  }

  @Override
  public Stream<List<Batch>> epoch(List<Example<Void, Void>> data, Plan plan, Noise order) {
    throw unasked();
  }

  @Override
  public List<Void> answer(List<Void> inputs, Runner runner) {
    throw unasked();
  }

  @Override
  public Evaluation evaluate(List<Example<Void, Void>> gold, List<Void> answers) {
    throw unasked();
  }

  @Override
  public Map<String, Graph> write(Network network, Form form) {
    throw unasked();
  }

  private static UnsupportedOperationException unasked() {
    return new UnsupportedOperationException("these labels are there to be measured alone");
  }
}
