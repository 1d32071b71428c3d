package rondo.cli.benchmark;

import java.util.List;
import rondo.core.Device;
import rondo.core.Model;
import rondo.core.Runner;
import rondo.engine.Answering;
import rondo.engine.Rondo;
import rondo.engine.work.Workers;

/**
 * A model that answers with one backend on so many threads: within an answer where there is one
 * input at a time, side by side where there are many.
 */
public final class Contender<I, O> implements AutoCloseable {
  private final String backend;
  private final int threads;
  private final Model<I, O> model;
  private final Runner alone;
  private final Runner bulk;
  private final Workers workers;

  public Contender(Rondo rondo, Model<I, O> model, String backend, Device device, int threads) {
    this.backend = backend;
    this.threads = threads;
    this.model = model;
    Rondo chosen = rondo.backend(backend);
    bulk = chosen.device(device.threads(1)).runner(model);
    alone = threads == 1 ? bulk : chosen.device(device.threads(threads)).runner(model);
    workers = Workers.of(threads);
  }

  public String backend() {
    return backend;
  }

  public int threads() {
    return threads;
  }

  /** Answers one input. */
  public O answer(I input) {
    return model.task().answer(List.of(input), alone).get(0);
  }

  /** Answers many. */
  public List<O> answer(List<I> inputs) {
    return Answering.answer(model.task(), inputs, bulk, workers);
  }

  @Override
  public void close() {
    workers.close();
    bulk.close();
    if (threads > 1) {
      alone.close();
    }
  }
}
