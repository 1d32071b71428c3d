package rondo.benchmarks.translation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import rondo.core.Example;
import rondo.core.Model;
import rondo.core.ModelSpec;
import rondo.core.NetworkSpec;
import rondo.core.Settings;
import rondo.core.TaskSpec;
import rondo.engine.Recipe;
import rondo.engine.Rondo;
import rondo.engine.kernel.KernelChoice;
import rondo.engine.train.Trainer;
import rondo.tasks.Source;
import rondo.tasks.TranslateType;
import rondo.tasks.Translated;

/** A translator of the peer's sizes, trained on the peer's batches for as long as is measured. */
record Taught(Model<Source, Translated> model, Rounds rounds) {
  /** The peer's sizes, words, batches and steps, said over what a corpus says. */
  static Recipe recipe(Recipe corpus) {
    return corpus
        .set("task.pieces", "word")
        .set("task.min-count", 2)
        .set("task.smoothing", 0)
        .set("task.step-pieces", 1_000_000) // batches are of so many pairs
        .set("network", "seq2seq")
        .set("network.cell", "lstm")
        .set("network.hidden", 512)
        .set("network.embedding", 256)
        .set("network.attention", "general")
        .set("network.feeding", false)
        .set("network.tie", "none")
        .set("network.dropout", 0.3)
        .set("network.dropout-kind", "plain")
        .set("train.rows", 64)
        .set("train.part", 32)
        .set("train.rate", 0.001)
        .set("train.schedule", "constant")
        .set("train.warmup", 0)
        .set("train.clip", 1)
        .set("train.average", "none")
        .set("train.max-time", 0)
        .set("train.epochs", 1_000_000);
  }

  /** Trains by a recipe until all rounds are over. */
  static Taught by(Recipe said, Rondo rondo, Optional<PeerScript> peer, Rounds.Length length)
      throws IOException {
    Recipe recipe = said.filled(rondo.plugins());
    TranslateType type = new TranslateType();
    Settings options = recipe.section("task");
    List<Example<Source, Translated>> data =
        type.texts(options).read(Path.of(recipe.required("data")));
    TaskSpec task = type.fit(data, options);
    System.err.printf(
        "%,d pairs, %,d source and %,d target words%n",
        data.size(), task.list("source").size(), task.list("target").size());
    NetworkSpec network =
        new NetworkSpec(recipe.required("network"), task.demand(), recipe.section("network"));
    @SuppressWarnings("unchecked") // the spec is of this type
    Model<Source, Translated> model =
        (Model<Source, Translated>)
            rondo.plugins().fresh(new ModelSpec(network, task, new TreeMap<>()), 1);
    Counted<Source, Translated> counted = new Counted<>(model.task());
    Rounds rounds = new Rounds(counted, peer, length);
    Model<Source, Translated> watched =
        new Model<>(model.spec(), model.network(), counted, model.params());
    new Trainer<>(watched, data, List.of(), recipe.section("train"), 1, KernelChoice.best())
        .listen(rounds)
        .run();
    return new Taught(model, rounds);
  }
}
