package rondo.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import rondo.core.Carried;
import rondo.core.Demand;
import rondo.core.Flow;
import rondo.core.Inputs;
import rondo.core.Matrix;
import rondo.core.Model;
import rondo.core.Network;
import rondo.core.Noise;
import rondo.core.Sequence;
import rondo.core.Task;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.engine.graph.GraphInputs;
import rondo.engine.graph.GraphOutputs;
import rondo.engine.graph.GraphSteps;
import rondo.engine.graph.SampleInputs;
import rondo.engine.kernel.KernelChoice;
import rondo.engine.work.Work;
import rondo.engine.work.Workers;

/**
 * {@link Places} where a source is read first: the cells that read it, what the others start from,
 * and then some steps of those, each from what the model carries, so that nothing that went wrong
 * before is taken for a fault of what follows. A step is tapped by itself, whether it stands in a
 * file of its own or in the body of a search's loop.
 */
final class SourcePlaces {
  private static final int STEPS = 4;

  private final Model<?, ?> model;
  private final Task.Form form;
  private final Twins twins;
  private final Demand demand;
  private final SortedMap<String, byte[]> files;
  private final OnnxRuntime runtime;

  /**
   * @param files by their stems
   * @param runtime what runs them
   */
  SourcePlaces(
      Model<?, ?> model,
      Task.Form form,
      Twins twins,
      SortedMap<String, byte[]> files,
      OnnxRuntime runtime) {
    this.model = model;
    this.form = form;
    this.twins = twins;
    this.demand = model.task().spec().demand();
    this.files = files;
    this.runtime = runtime;
  }

  /** Where the files come to differ about a source. */
  String first(Inputs source) {
    try {
      return new Search(source).first();
    } catch (RuntimeException e) { // the mismatch itself must be told in any case
      return "where they begin to differ cannot be told (%s)".formatted(e.getMessage());
    }
  }

  /** A wire, and what should stand on it. */
  private record Due(String what, Sequence values, Value wire) {}

  /** One search. */
  private final class Search {
    private final Seen seen = new Seen();
    private final Drawn twin = new Drawn(twins.of(model, seen::watch));
    private final Work work = new Work(KernelChoice.best(), Workers.ONE);
    private final SortedMap<String, Graph> written = new TreeMap<>(model.task().write(twin, form));
    private final Inputs source;

    Search(Inputs source) {
      this.source = source;
      seen.forget(); // what was run to be written
    }

    String first() {
      Carried carried = twin.start(source, work);
      Optional<String> place = start(carried);
      seen.forget();
      for (int t = 0; t < STEPS && place.isEmpty(); t++) {
        Carried before = t == 1 ? StepFeed.twice(carried) : carried;
        int[] ones = new int[before.owner().length];
        Arrays.fill(ones, 1);
        Inputs tokens = SampleInputs.draw(demand.tokens(), Noise.of(t), ones);
        Network.Scored scored = twin.score(tokens, before, work);
        place = step(StepFeed.of(twin.step(), demand, tokens, before), scored);
        carried = before.with(scored.state());
      }
      return place.orElseGet(this::behind);
    }

    /** What the source makes of itself: what its cells say, and what the others begin with. */
    private Optional<String> start(Carried carried) {
      Tap file = tap(GraphSteps.ENCODER, GraphInputs.feedSource(demand.source(), source));
      Network.CarriedWires out = twin.start();
      List<Due> after = new ArrayList<>();
      for (int i = 0; i < out.state().size(); i++) {
        Value wire = outside(GraphSteps.state(i), out.state().get(i));
        Sequence part = CellPlaces.step(carried.state().part(i));
        after.add(new Due("part %d of the state to begin with".formatted(i), part, wire));
      }
      for (int i = 0; i < out.memory().size(); i++) {
        Value wire = outside(GraphSteps.memory(i), out.memory().get(i).sequence());
        after.add(new Due("part %d of the memory".formatted(i), carried.memory().get(i), wire));
      }
      CellPlaces cells = new CellPlaces(seen, file);
      return cells.first().or(() -> among(after, file, cells.before()));
    }

    /** What comes of a token for each row. */
    private Optional<String> step(SortedMap<String, Tensor> fed, Network.Scored scored) {
      Network.ScoredWires out = twin.step().out();
      Tap file = tap(GraphSteps.STEP, fed);
      List<Due> looks = new ArrayList<>();
      if (!out.attention().none()) {
        Value wire = outside(GraphSteps.ATTENTION, out.attention());
        looks.add(new Due("where it looks", scored.scores().attention(), wire));
      }
      List<Due> next = new ArrayList<>();
      for (int i = 0; i < out.state().size(); i++) {
        Value wire = outside(GraphSteps.next(i), out.state().get(i));
        Sequence part = CellPlaces.step(scored.state().part(i));
        next.add(new Due("part %d of the state that goes on".formatted(i), part, wire));
      }
      CellPlaces cells = new CellPlaces(seen, file);
      return cells
          .first()
          .or(() -> among(looks, file, cells.before()))
          .or(() -> scores(scored.scores().values(), file, cells.before()))
          .or(() -> among(next, file, cells.before()));
    }

    /** A wire as the files of steps give it, or as it is where nothing gives it. */
    private Value outside(String name, Value drawn) {
      return form == Task.Form.STEPS ? new Value(name) : drawn;
    }

    private static Optional<String> among(List<Due> all, Tap file, String before) {
      SortedMap<String, Tensor> found =
          file.values(all.stream().map(Due::wire).toList(), ElementType.FLOAT);
      for (Due each : all) {
        Optional<String> apart = CellPlaces.apart(each.values(), found, each.wire(), 0, 1);
        if (apart.isPresent()) {
          return Optional.of(
              "the first to differ is %s (%s), in what follows %s: %s"
                  .formatted(each.what(), file.says(each.wire()), before, apart.get()));
        }
      }
      return Optional.empty();
    }

    /** Where scores differ: in what the head reads, or in what it makes of that? */
    private Optional<String> scores(Sequence due, Tap file, String before) {
      Value scores = outside(GraphOutputs.SCORES, twin.step().out().scores());
      Optional<Value> hidden = written(GraphSteps.STEP).entering(Places.HEAD);
      SortedMap<String, Tensor> found =
          file.values(
              Stream.concat(hidden.stream(), Stream.of(scores)).toList(), ElementType.FLOAT);
      Optional<String> apart = CellPlaces.apart(due, found, scores, 0, 1);
      if (apart.isEmpty() || hidden.isEmpty()) {
        return apart.map(how -> "all up to %s is equal, what follows differs".formatted(before));
      }
      Tensor read = Proof.output(found, hidden.get().name());
      Matrix rows =
          new Matrix(due.rows().rows(), twin.head().ports().in(), ((Tensor.Floats) read).data(), 0);
      Sequence made = twin.head().predict(Flow.of(due.with(rows)), work).sequence();
      boolean head = CellPlaces.apart(made, found, scores, 0, 1).isPresent();
      return Optional.of(
          head
              ? "the head makes other scores of what it reads (%s), so the head differs: %s"
                  .formatted(file.says(hidden.get()), apart.get())
              : "the first to differ is what the head reads (%s), between %s and the head"
                  .formatted(file.says(hidden.get()), before));
    }

    /** All that the network computes is equal. */
    private String behind() {
      String equal = "all that the network computes in %d steps is equal, so ".formatted(STEPS);
      if (form == Task.Form.STEPS) {
        return equal + "a later one differs, or how rows go on";
      }
      Optional<Value> labels = labels(tap("", new TreeMap<>()), written(""));
      return equal
          + labels.map(v -> "the labels differ ('" + v.name() + "')").orElse("the search differs");
    }

    /** The table that the answer is read from, if it is not as it was written. */
    private static Optional<Value> labels(Tap file, Tap written) {
      Optional<Value> table = written.lookUp(GraphOutputs.ANSWER).map(node -> node.input(0));
      return table.filter(v -> !words(file, v).equals(words(written, v)));
    }

    private static List<String> words(Tap file, Value table) {
      return file.constant(table)
          .filter(t -> t instanceof Tensor.Strings)
          .map(t -> List.of(((Tensor.Strings) t).data()))
          .orElse(List.of());
    }

    // files and what is fed

    private Tap tap(String stem, SortedMap<String, Tensor> fed) {
      return new Tap(OnnxFile.read(Proof.named("file", files, inForm(stem))), fed, runtime);
    }

    private Tap written(String stem) {
      return new Tap(Proof.named("graph", written, inForm(stem)), new TreeMap<>(), runtime);
    }

    private String inForm(String stem) {
      return form == Task.Form.STEPS ? stem : "";
    }
  }
}
