package org.example.consumer;

import java.nio.file.Path;
import java.util.List;
import rondo.engine.Recipe;
import rondo.engine.Rondo;
import rondo.engine.Training;
import rondo.engine.train.GradientNorms;
import rondo.engine.train.TrainingListener;
import rondo.tasks.text.Entity;
import rondo.tasks.Ner;

/** Finds people and places: from sentences to a model, to answers, to a file for everybody. */
public final class Names {
  private final Rondo rondo = Rondo.load(); // with every plugin on the class path
  private final Path folder;
  private final Recipe recipe;

  Names(Path folder) {
    this.folder = folder;
    this.recipe =
        Recipe.of("ner")
            .out(folder)
            .set("task.characters", false) // words alone: the file is small and reads ids of words
            .set("task.shape", false)
            .set("network.cell", "gru")
            .set("network.hidden", 32)
            .set("train.epochs", 6)
            .set("train.rate", 0.01);
  }

  /** Starts to train, or goes on where the last training in the folder was stopped. */
  Training train(TrainingListener... listeners) {
    return rondo.train(recipe, Corpus.train(), Corpus.dev(), listeners);
  }

  /** The best model so far, run by the JVM. Threads may share it. */
  Ner open() {
    return rondo.open(model(), Ner.class);
  }

  /** The same model, run by ONNX Runtime. */
  Ner openOnOnnxRuntime() {
    return rondo.backend("onnxruntime").open(model(), Ner.class);
  }

  /** Writes the model, decoding included, for whatever runs ONNX files. */
  Path export() {
    Path file = folder.resolve("names.onnx");
    rondo.export(rondo.model(model()), "onnx", file);
    return file;
  }

  /** How large the gradient is at each step of each direction, in the sentences of the dev data. */
  List<GradientNorms> gradients() {
    return rondo.gradients(rondo.model(model()), Corpus.dev());
  }

  /** What was found where; how probable it is may differ in the last digit. */
  private static List<String> places(List<Entity> found) {
    return found.stream().map(e -> e.label() + " " + e.from() + " " + e.to()).toList();
  }

  Path model() {
    return folder.resolve("best.rondo");
  }

  /** Tells how a training goes. */
  static final class Progress implements TrainingListener {
    @Override
    public void evaluated(Evaluated e) {
      System.out.printf(
          "epoch %d: %s %.1f%n", e.epoch(), e.evaluation().metric(), e.evaluation().value());
    }
  }

  /** Has enough of a training after so many epochs. */
  static final class StopAfter implements TrainingListener {
    private final int epochs;
    private boolean enough;

    StopAfter(int epochs) {
      this.epochs = epochs;
    }

    @Override
    public void evaluated(Evaluated e) {
      enough = e.epoch() >= epochs;
    }

    @Override
    public boolean enough() {
      return enough;
    }
  }

  /** Does it all, in the folder that is named. */
  public static void main(String[] args) {
    Names names = new Names(Path.of(args.length > 0 ? args[0] : "names"));

    Training.Result early = names.train(new Progress(), new StopAfter(3)).await();
    System.out.printf("stopped: %s%n", early.outcome().ending());
    Training.Result late = names.train(new Progress()).await();
    System.out.printf("ended: %s%n", late.outcome().ending());

    String text = "Nobody in Milan had heard of Ada Hopper before.";
    try (Ner ner = names.open();
        Ner other = names.openOnOnnxRuntime()) {
      List<Entity> found = ner.find(text);
      for (Entity e : found) {
        System.out.printf("%s from %d to %d: %s", e.label(), e.from(), e.to(), e.text());
        System.out.printf(", to %.0f%%%n", 100 * e.confidence());
      }
      boolean same = places(other.find(text)).equals(places(found));
      System.out.printf("ONNX Runtime finds the same: %b%n", same);

      List<String> texts = List.of(text, "Kurt Noether lived in Basel.", "It rained all day.");
      List<List<Entity>> all = texts.parallelStream().map(ner::find).toList();
      System.out.printf("found side by side: %s%n", all);
    }
    System.out.printf("exported: %s%n", names.export());

    for (GradientNorms norms : names.gradients()) {
      for (GradientNorms.Step step : norms.steps()) {
        System.out.printf("%s: %.4f%n", norms.cell(), step.mean());
      }
    }
  }
}
