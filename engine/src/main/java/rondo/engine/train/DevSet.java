package rondo.engine.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import rondo.core.Evaluation;
import rondo.core.Example;
import rondo.core.Kernels;
import rondo.core.Model;
import rondo.core.Runner;
import rondo.engine.NativeRunner;
import rondo.engine.work.Workers;

/** The examples that a model is chosen by, answered as an application would have them answered. */
record DevSet<I, O>(List<Example<I, O>> examples) {
  private static final int PIECE = 128; // answered by one thread: its own batches, its own order

  DevSet {
    examples = List.copyOf(examples);
  }

  boolean none() {
    return examples.isEmpty();
  }

  Evaluation evaluate(Model<I, O> model, Kernels kernels, Workers workers) {
    try (Runner runner = new NativeRunner(model.network(), kernels, Workers.ONE)) {
      int count = (examples.size() + PIECE - 1) / PIECE;
      List<List<O>> answers = new ArrayList<>(Collections.nCopies(count, List.of()));
      List<Runnable> pieces = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int piece = i;
        List<I> inputs =
            examples.subList(i * PIECE, Math.min(examples.size(), (i + 1) * PIECE)).stream()
                .map(Example::input)
                .toList();
        pieces.add(() -> answers.set(piece, model.task().answer(inputs, runner)));
      }
      workers.run(pieces);
      List<O> all = answers.stream().flatMap(List::stream).toList();
      return model.task().evaluate(examples, all);
    }
  }
}
