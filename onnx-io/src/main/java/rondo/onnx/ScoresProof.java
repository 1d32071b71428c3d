package rondo.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import rondo.core.Cursor;
import rondo.core.Demand;
import rondo.core.Inputs;
import rondo.core.Model;
import rondo.core.Noise;
import rondo.core.Runner;
import rondo.core.Schema;
import rondo.core.Scores;
import rondo.core.Sequence;
import rondo.core.Task;
import rondo.core.graph.Tensor;
import rondo.engine.graph.GraphAnswers;
import rondo.engine.graph.GraphInputs;
import rondo.engine.graph.GraphOutputs;
import rondo.engine.graph.SampleInputs;

/**
 * That a file of ids in and scores out answers as its model: scores, and whatever the task says
 * follows from them, such as labels and probabilities.
 */
final class ScoresProof<I, O> implements AnswerProof {
  private static final long SEED = 17;

  private final Model<I, O> model;
  private final Demand demand;
  private final List<I> real;
  private final Twins twins;

  ScoresProof(Model<I, O> model, List<I> real, Twins twins) {
    this.model = model;
    this.demand = model.task().spec().demand();
    this.real = real;
    this.twins = twins;
  }

  @Override
  public String says() {
    return Agreement.demanded()
        + (model.task() instanceof GraphAnswers ? ", and what follows from them equal" : "")
        + "; "
        + fed(real);
  }

  /** What is fed, for the metadata. */
  static String fed(List<?> real) {
    int examples = LENGTHS.stream().mapToInt(l -> l.length).sum();
    return String.format(
        Locale.ROOT,
        "%d made-up examples of 1 to 50 steps in %d ragged batches (seed %d), %d real ones; ONNX"
            + " Runtime",
        examples,
        LENGTHS.size(),
        SEED,
        real.size());
  }

  /** The made-up batches. */
  static List<Inputs> madeUp(Schema columns) {
    List<Inputs> batches = new ArrayList<>();
    for (int i = 0; i < LENGTHS.size(); i++) {
      batches.add(SampleInputs.draw(columns, Noise.of(SEED).at(i), LENGTHS.get(i)));
    }
    return batches;
  }

  @Override
  public Agreement check(byte[] bytes, OnnxRuntime runtime) {
    Agreement agreement = new Agreement();
    Places places = new Places(model, Task.Form.ANSWER, "", twins, bytes, runtime);
    try (OnnxSession file = runtime.open(bytes);
        Runner here = Proof.here(model)) {
      Runner both = source -> new Walk(here.start(source), file, places, agreement);
      for (Inputs tokens : madeUp(demand.tokens())) {
        try (Cursor cursor = both.start(Inputs.NONE)) {
          cursor.score(tokens);
        }
      }
      model.task().answer(real, both);
    }
    return agreement;
  }

  /** Scores of the model; the file's outputs are compared on the way. */
  private final class Walk implements Cursor {
    private final Cursor here;
    private final OnnxSession file;
    private final Places places;
    private final Agreement agreement;

    Walk(Cursor here, OnnxSession file, Places places, Agreement agreement) {
      this.here = here;
      this.file = file;
      this.places = places;
      this.agreement = agreement;
    }

    @Override
    public Scores score(Inputs tokens) {
      Scores scores = here.score(tokens);
      if (tokens.batch() > 0) {
        compare(tokens, scores.values());
      }
      return scores;
    }

    private void compare(Inputs tokens, Sequence wanted) {
      SortedMap<String, Tensor> fed = GraphInputs.feed(demand.tokens(), tokens);
      SortedMap<String, Tensor> outputs;
      Sequence got;
      try {
        outputs = Proof.run(() -> file.run(fed));
        Tensor scores = Proof.output(outputs, GraphOutputs.SCORES);
        got = Proof.run(() -> OrtRunner.scores(tokens, scores, demand).values());
        agreement.scores(wanted, got);
      } catch (Mismatch e) {
        throw e.at(places.first(tokens, fed));
      }
      if (model.task() instanceof GraphAnswers task) {
        SortedMap<String, Tensor> due = task.answers(wanted);
        task.answers(got)
            .forEach(
                (name, tensor) -> {
                  Tensor found = Proof.output(outputs, name);
                  try {
                    agreement.output(name, got, tensor, found);
                  } catch (Mismatch e) {
                    throw e.at(places.behind(fed, name, tensor));
                  }
                  if (name.equals(GraphOutputs.ANSWER)) {
                    agreement.decisions(got, Proof.output(due, name), found);
                  }
                });
      }
    }

    @Override
    public void select(int[] rows) {
      throw new UnsupportedOperationException("a file that reads the whole has no rows under way");
    }

    @Override
    public void close() {
      here.close();
    }
  }
}
