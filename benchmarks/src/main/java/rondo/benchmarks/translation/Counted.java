package rondo.benchmarks.translation;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import rondo.core.Batch;
import rondo.core.Evaluation;
import rondo.core.Example;
import rondo.core.Layer;
import rondo.core.Loss;
import rondo.core.Network;
import rondo.core.Noise;
import rondo.core.Pass;
import rondo.core.Runner;
import rondo.core.Sequence;
import rondo.core.Task;
import rondo.core.TaskSpec;
import rondo.core.graph.Graph;

/** A task that counts the tokens of the steps it hands out, ends among them and no padding. */
final class Counted<I, O> implements Task<I, O> {
  private final Task<I, O> task;
  private long tokens;

  Counted(Task<I, O> task) {
    this.task = task;
  }

  /** So many so far; for the thread that trains. */
  long tokens() {
    return tokens;
  }

  @Override
  public Stream<List<Batch>> epoch(List<Example<I, O>> data, Plan plan, Noise order) {
    return task.epoch(data, plan, order).map(this::counted);
  }

  private List<Batch> counted(List<Batch> step) {
    for (Batch part : step) {
      for (int length : part.tokens().lengths()) {
        tokens += length;
      }
    }
    return step;
  }

  @Override
  public TaskSpec spec() {
    return task.spec();
  }

  @Override
  public Loss loss(Sequence hidden, Layer head, Batch batch, Pass pass) {
    return task.loss(hidden, head, batch, pass);
  }

  @Override
  public List<O> answer(List<I> inputs, Runner runner) {
    return task.answer(inputs, runner);
  }

  @Override
  public Evaluation evaluate(List<Example<I, O>> gold, List<O> answers) {
    return task.evaluate(gold, answers);
  }

  @Override
  public Map<String, Graph> write(Network network, Form form) {
    return task.write(network, form);
  }
}
