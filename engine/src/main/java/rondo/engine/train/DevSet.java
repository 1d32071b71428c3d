package rondo.engine.train;

import java.util.List;
import rondo.core.Evaluation;
import rondo.core.Example;
import rondo.core.Kernels;
import rondo.core.Model;
import rondo.core.Runner;
import rondo.engine.Answering;
import rondo.engine.NativeRunner;
import rondo.engine.work.Workers;

/** The examples that a model is chosen by, answered as an application would have them answered. */
record DevSet<I, O>(List<Example<I, O>> examples) {
  DevSet {
    examples = List.copyOf(examples);
  }

  boolean none() {
    return examples.isEmpty();
  }

  Evaluation evaluate(Model<I, O> model, Kernels kernels, Workers workers) {
    try (Runner runner = new NativeRunner(model.network(), kernels, Workers.ONE)) {
      List<I> inputs = examples.stream().map(Example::input).toList();
      List<O> all = Answering.answer(model.task(), inputs, runner, workers);
      return model.task().evaluate(examples, all);
    }
  }
}
