package rondo.onnx;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import rondo.core.Demand;
import rondo.core.Inputs;
import rondo.core.Model;
import rondo.core.Runner;
import rondo.core.Task;
import rondo.core.graph.Tensor;
import rondo.engine.graph.GraphInputs;
import rondo.engine.graph.GraphSearch;
import rondo.engine.graph.GraphSearch.Found;

/**
 * That a file which searches for its answers finds those that its model finds.
 *
 * <p>A search hangs together: where two hypotheses are as good as equal, everything after may be
 * another. So an answer may be otherwise if, and only if, the model itself finds it when its scores
 * are moved towards it by no more than they may differ ({@link Leaning}); then it decided between
 * equals.
 */
final class SearchProof<I, O> implements AnswerProof {
  private static final float[] LEANS = {
    Agreement.TOLERANCE / 100, Agreement.TOLERANCE / 10, Agreement.TOLERANCE
  };

  private final Model<I, O> model;
  private final GraphSearch task;
  private final Demand demand;
  private final List<I> real;
  private final Twins twins;

  SearchProof(Model<I, O> model, GraphSearch task, List<I> real, Twins twins) {
    this.model = model;
    this.task = task;
    this.demand = model.task().spec().demand();
    this.real = real;
    this.twins = twins;
  }

  @Override
  public String says() {
    return String.format(
        Locale.ROOT,
        "the answers of the model's own search, or what it finds when its scores are moved by less"
            + " than %.0e * max(1, |score|), as between equals; %s",
        Agreement.TOLERANCE,
        ScoresProof.fed(real));
  }

  /** The made-up sources. */
  static List<Inputs> madeUp(Demand demand) {
    return ScoresProof.madeUp(demand.source());
  }

  @Override
  public Agreement check(byte[] bytes, OnnxRuntime runtime) {
    Agreement agreement = new Agreement();
    SortedMap<String, byte[]> files = new TreeMap<>(Map.of("", bytes));
    SourcePlaces places = new SourcePlaces(model, Task.Form.ANSWER, twins, files, runtime);
    try (OnnxSession file = runtime.open(bytes);
        Runner here = Proof.here(model)) {
      Consumer<Inputs> compare =
          source -> {
            try {
              compare(source, here, file, agreement);
            } catch (Mismatch e) {
              throw e.at(places.first(source));
            }
          };
      madeUp(demand).forEach(compare);
      Runner both =
          source -> {
            compare.accept(source);
            return here.start(source);
          };
      model.task().answer(real, both);
    }
    return agreement;
  }

  private void compare(Inputs source, Runner here, OnnxSession file, Agreement agreement) {
    if (source.batch() == 0) {
      return;
    }
    List<Found> wanted = task.search(source, here);
    SortedMap<String, Tensor> fed = GraphInputs.feedSource(demand.source(), source);
    List<Found> got = read(Proof.run(() -> file.run(fed)));
    if (got.size() != wanted.size()) {
      throw new Mismatch("it answers %d of %d sources".formatted(got.size(), wanted.size()));
    }
    for (int b = 0; b < wanted.size(); b++) {
      Found w = wanted.get(b);
      Found g = got.get(b);
      boolean same = w.answer().equals(g.answer());
      if (!same && !mayBe(source, b, g, here)) {
        throw new Mismatch(
            "it answers %s where the model answers %s, about example %d"
                .formatted(g.answer(), w.answer(), b));
      }
      if (same && !agreement.close((float) w.score(), (float) g.score())) {
        throw new Mismatch(
            "it scores %s where the model scores %s, for its answer to example %d"
                .formatted(g.score(), w.score(), b));
      }
      agreement.answered(same);
    }
  }

  private List<Found> read(SortedMap<String, Tensor> outputs) {
    try {
      return task.read(outputs);
    } catch (RuntimeException e) { // of other types, or not there
      throw new Mismatch("its outputs cannot be read (%s)".formatted(e.getMessage()));
    }
  }

  /** Whether the model finds this itself when its scores lean a little towards it. */
  private boolean mayBe(Inputs source, int b, Found other, Runner here) {
    for (float by : LEANS) {
      List<Found> found =
          task.search(source, from -> new Leaning(here.start(from), b, other.answer(), by));
      if (found.get(b).answer().equals(other.answer())) {
        return true;
      }
    }
    return false;
  }
}
