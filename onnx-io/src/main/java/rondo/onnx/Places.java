package rondo.onnx;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import rondo.core.Batch;
import rondo.core.Inputs;
import rondo.core.Model;
import rondo.core.Network;
import rondo.core.Sequence;
import rondo.core.State;
import rondo.core.Task;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.Node;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.engine.graph.GraphOutputs;
import rondo.engine.graph.GraphSteps;
import rondo.engine.kernel.KernelChoice;
import rondo.engine.work.Work;
import rondo.engine.work.Workers;

/**
 * Names the first place where a file computes otherwise than its model. A twin of the network is
 * made of cells that are {@link Seen}; the wires between which they are written are {@link Tap
 * tapped} in the file; and both are held against each other from the inputs on: the features, each
 * cell's input, output and end, what follows the last cell, the head. {@link SourcePlaces} does the
 * same where a source is read first.
 */
final class Places {
  /** The scope of a network's head in a graph. */
  static final String HEAD = "network/head";

  private final Model<?, ?> model;
  private final Task.Form form;
  private final String stem;
  private final Twins twins;
  private final byte[] file;
  private final OnnxRuntime runtime;

  /**
   * @param stem which of the task's graphs the file is
   * @param runtime what runs the file
   */
  Places(
      Model<?, ?> model,
      Task.Form form,
      String stem,
      Twins twins,
      byte[] file,
      OnnxRuntime runtime) {
    this.model = model;
    this.form = form;
    this.stem = stem;
    this.twins = twins;
    this.file = file;
    this.runtime = runtime;
  }

  /** Where the file's scores of these inputs come to differ. */
  String first(Inputs tokens, SortedMap<String, Tensor> fed) {
    try {
      return new Search(tokens, fed).first();
    } catch (RuntimeException e) { // the mismatch itself must be told in any case
      return "where they begin to differ cannot be told (%s)".formatted(e.getMessage());
    }
  }

  /** Which part of what makes an answer of scores, both being right, differs from the model's. */
  String behind(SortedMap<String, Tensor> fed, String output, Tensor wanted) {
    try {
      return new Search(Inputs.NONE, fed).behind(output, wanted);
    } catch (RuntimeException e) { // the mismatch itself must be told in any case
      return "which part of it cannot be told (%s)".formatted(e.getMessage());
    }
  }

  /** One search. */
  private final class Search {
    private final Seen seen = new Seen();
    private final Network twin = twins.of(model, seen::watch);
    private final Work work = new Work(KernelChoice.best(), Workers.ONE);
    private final Graph written =
        Proof.named("graph", new TreeMap<>(model.task().write(twin, form)), stem);
    private final Tap tap;
    private final Inputs tokens;

    Search(Inputs tokens, SortedMap<String, Tensor> fed) {
      tap = new Tap(OnnxFile.read(file), fed, runtime);
      this.tokens = tokens;
    }

    String first() {
      Network.Scored scored = twin.score(tokens, twin.start(Inputs.NONE, work), work);
      CellPlaces cells = new CellPlaces(seen, tap);
      return cells
          .first()
          .or(() -> head(cells.before()))
          .or(() -> next(scored.state()))
          .or(() -> scores(scored.scores().values(), cells.before()))
          .orElse("all of a first piece is equal, so how rows go on differs");
    }

    /** What the head reads. */
    private Optional<String> head(String before) {
      return hidden()
          .flatMap(
              wire -> {
                Batch batch = new Batch(Inputs.NONE, tokens, Inputs.NONE, false);
                Sequence due = twin.forward(batch, State.NONE, work).output().sequence();
                return apart(due, wire)
                    .map(
                        how ->
                            "the first to differ is what the head reads (%s), between %s and the head: %s"
                                .formatted(tap.says(wire), before, how));
              });
    }

    private Optional<Value> hidden() {
      return new Tap(written, new TreeMap<>(), runtime)
          .entering(HEAD)
          .filter(wire -> tap.maker(wire).isPresent());
    }

    /** What a file of steps carries to the next piece. */
    private Optional<String> next(State due) {
      return IntStream.range(0, form == Task.Form.STEPS ? due.parts().size() : 0)
          .mapToObj(
              i -> {
                Value wire = new Value(GraphSteps.next(i));
                return apart(CellPlaces.step(due.part(i)), wire)
                    .map(
                        how ->
                            "the first to differ is part %d of the state that goes on (%s): %s"
                                .formatted(i, tap.says(wire), how));
              })
          .flatMap(Optional::stream)
          .findFirst();
    }

    private Optional<String> scores(Sequence due, String before) {
      return apart(due, new Value(GraphOutputs.SCORES))
          .map(
              how ->
                  hidden()
                      .map(
                          wire ->
                              "all before the head is equal (%s), so the head differs"
                                  .formatted(tap.says(wire)))
                      .orElse("all up to %s is equal, so what follows differs".formatted(before)));
    }

    private Optional<String> apart(Sequence due, Value wire) {
      return CellPlaces.apart(due, tap.values(List.of(wire), ElementType.FLOAT), wire, 0, 1);
    }

    /**
     * An answer is a table of labels, read where a decoder says: does the decoder say what it
     * should?
     */
    String behind(String output, Tensor wanted) {
      Optional<Node> look = tap.lookUp(output);
      Optional<Node> due = new Tap(written, new TreeMap<>(), runtime).lookUp(output);
      if (look.isEmpty() || due.isEmpty() || !(wanted instanceof Tensor.Strings labels)) {
        return "the scores are equal, so what makes '%s' of them differs".formatted(output);
      }
      Value path = look.get().input(1);
      Tensor places = Proof.output(tap.values(List.of(path), ElementType.INT64), path.name());
      Tensor table = written.tensor(due.get().input(0)).orElseThrow();
      String[] names = ((Tensor.Strings) table).data();
      long[] found = ((Tensor.Ints) places).data();
      for (int i = 0; i < found.length; i++) {
        boolean counts = !labels.data()[i].isEmpty(); // a place past its length has no label
        if (counts && !names[(int) found[i]].equals(labels.data()[i])) {
          return "the scores are equal, so the decoder differs (%s): it says label %d, '%s', at place %d"
              .formatted(tap.says(path), found[i], names[(int) found[i]], i);
        }
      }
      return "the decoder is right, so the labels differ ('%s')"
          .formatted(look.get().input(0).name());
    }
  }
}
