package rondo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.core.DataException;
import rondo.core.Matrix;
import rondo.core.Model;
import rondo.core.ModelFormatException;
import rondo.core.ModelSpec;
import rondo.core.NetworkSpec;
import rondo.core.Param;
import rondo.engine.model.ModelFile;
import rondo.engine.tiny.Caesar;
import rondo.engine.tiny.TinyPlugin;
import rondo.engine.train.Ending;
import rondo.engine.train.Outcome;
import rondo.engine.train.TrainingListener;

/** Trainings that start from a model. */
class AncestorTest {
  private static final Rondo RONDO = Rondo.of(Plugins.of(new EnginePlugin(), new TinyPlugin()));
  @TempDir static Path folder;
  private static Path base = Path.of("");

  @BeforeAll
  static void trainOne() throws IOException {
    Files.write(folder.resolve("train"), lines(1, 120, 6));
    Files.write(folder.resolve("dev"), lines(2, 40, 6));
    Files.write(folder.resolve("few"), lines(3, 60, 3)); // of half as many letters
    Recipe recipe =
        small(Recipe.of("caesar"), "base")
            .data(folder.resolve("train"))
            .set("cell", "leak")
            .set("cell.keep", 0.5)
            .set("hidden", 12)
            .set("embedding", 8)
            .set("direction", "forward")
            .set("network.dropout", 0)
            .set("word-dropout", 0)
            .set("epochs", 3);
    base = RONDO.train(recipe).await().file().orElseThrow();
  }

  private static List<String> lines(int seed, int count, int letters) {
    Random random = new Random(seed);
    List<String> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StringBuilder in = new StringBuilder();
      StringBuilder out = new StringBuilder();
      for (int k = random.nextInt(5); k >= 0; k--) {
        char c = (char) ('a' + random.nextInt(letters));
        in.append(c);
        out.append((char) (c + 1));
      }
      all.add(in + " " + out);
    }
    return all;
  }

  private static Recipe small(Recipe recipe, String out) {
    return recipe
        .dev(folder.resolve("dev"))
        .out(folder.resolve(out))
        .set("train.rate", 0.03)
        .set("threads", 1)
        .set("train.patience", 0);
  }

  /** One that starts from the model, and says nothing about its network. */
  private static Recipe from(String out) {
    return small(Recipe.of("caesar"), out).from(base).data(folder.resolve("few")).set("epochs", 1);
  }

  private static Training.Result trained(Recipe recipe, TrainingListener... listeners) {
    return RONDO.train(recipe, listeners).await();
  }

  private static List<List<Float>> weights(Model<?, ?> model) {
    List<List<Float>> all = new ArrayList<>();
    for (Param p : model.params()) {
      Matrix m = p.value();
      List<Float> own = new ArrayList<>();
      for (int i = 0; i < m.size(); i++) {
        own.add(m.data()[m.offset() + i]);
      }
      all.add(own);
    }
    return all;
  }

  @Test
  void aRateOfZeroLeavesTheModelAsItWas() throws IOException {
    byte[] before = Files.readAllBytes(base);
    Model<?, ?> model = RONDO.model(base);
    Model<?, ?> same = trained(from("still").set("train.rate", 0)).model();
    assertThat(weights(same)).isEqualTo(weights(model));
    assertThat(same.spec().task()).isEqualTo(model.spec().task()); // letters of all its own data
    assertThat(same.spec().network()).isEqualTo(model.spec().network());
    try (Caesar one = RONDO.open(model, Caesar.class);
        Caesar other = RONDO.open(same, Caesar.class)) {
      assertThat(other.shift("fedcba")).isEqualTo(one.shift("fedcba"));
    }
    assertThat(base).hasBinaryContent(before);
  }

  @Test
  void itBeginsWhereTheModelEnded() {
    Recipe recipe = from("better").data(folder.resolve("train")).set("train.rate", 0.003);
    double onwards = value(trained(recipe).outcome());
    double afresh =
        value(
            trained(
                    recipe
                        .set("from", "")
                        .out(folder.resolve("afresh"))
                        .set("cell", "leak")
                        .set("hidden", 12)
                        .set("embedding", 8)
                        .set("direction", "forward"))
                .outcome());
    assertThat(onwards).isGreaterThan(afresh + 20);
  }

  private static double value(Outcome outcome) {
    return outcome.best().orElseThrow().value();
  }

  @Test
  void recipeAndProvenanceNameTheModelAndWhatIsSaidAnew() throws IOException {
    Recipe recipe = from("told").set("network.dropout", 0.25).set("train.freeze", "features");
    Training training = RONDO.train(recipe);
    Model<?, ?> model = training.await().model();
    String hash = Provenance.sha256(base);
    Recipe kept = Recipe.read(folder.resolve("told/recipe.txt"));
    assertThat(kept).isEqualTo(training.recipe());
    assertThat(kept.values())
        .containsEntry("from", base.toString())
        .containsEntry("from.sha256", hash)
        .containsEntry("network", "recurrent")
        .containsEntry("network.dropout", "0.25")
        .containsEntry("train.epochs", "1")
        .doesNotContainKeys("network.hidden", "network.cell.keep", "task.min-count");
    assertThat(model.spec().provenance())
        .containsEntry("recipe.from", base.toString())
        .containsEntry("recipe.from.sha256", hash)
        .containsEntry("recipe.train.freeze", "features")
        .containsEntry("recipe.network.dropout", "0.25");
    assertThat(model.spec().network().options().text("dropout")).isEqualTo("0.25");
    assertThat(model.spec().network().options().in("cell").text("keep")).isEqualTo("0.5");

    trained(kept.out(folder.resolve("again")));
    assertThat(folder.resolve("again/best.rondo"))
        .hasSameBinaryContentAs(folder.resolve("told/best.rondo"));
    Path heir = folder.resolve("told/best.rondo"); // which may be started from, too
    Map<String, String> third = trained(from("third").from(heir)).model().spec().provenance();
    assertThat(third).containsEntry("recipe.from", heir.toString());
  }

  @Test
  void aTrainingThatWasCutShortGoesOnToTheSameBits() throws IOException {
    Recipe recipe = from("").set("epochs", 3).set("train.rows", 10).set("train.average-start", 1);
    trained(recipe.out(folder.resolve("whole")));
    Training[] running = new Training[1];
    TrainingListener impatient =
        new TrainingListener() {
          @Override
          public void step(Step event) {
            if (event.step() == 8) {
              synchronized (running) {
                running[0].cancel();
              }
            }
          }
        };
    Recipe cut = recipe.out(folder.resolve("cut"));
    synchronized (running) {
      running[0] = RONDO.train(cut, impatient);
    }
    assertThat(running[0].await().outcome().ending()).isEqualTo(Ending.CANCELLED);
    trained(cut.set("resume", "must"));
    assertThat(folder.resolve("cut/best.rondo"))
        .hasSameBinaryContentAs(folder.resolve("whole/best.rondo"));
    Path copy = Files.copy(base, folder.resolve("copy.rondo"));
    assertThatThrownBy(() -> trained(cut.from(copy)))
        .hasMessageContaining("holds a training with from = %s, which cannot go on with", base);
  }

  @Test
  void aNetworkThatOnlyItsFileKnowsTrainsOn() throws IOException {
    Rondo more = Rondo.of(Plugins.of(new EnginePlugin(), new TinyPlugin(), new ScrollPlugin()));
    ModelFile stored = ModelFile.read(base);
    ModelSpec spec = stored.spec();
    NetworkSpec scroll =
        new NetworkSpec(
            "scroll",
            spec.network().demand(),
            spec.network().options().with(ScrollPlugin.TEXT, "long ".repeat(150_000)));
    Path file = folder.resolve("scroll.rondo");
    new ModelFile(new ModelSpec(scroll, spec.task(), spec.provenance()), stored.weights())
        .write(file);
    Recipe recipe = from("scrolled").from(file);
    Model<?, ?> model = more.train(recipe).await().model();
    assertThat(model.spec().network()).isEqualTo(scroll);
    assertThat(weights(model)).isNotEqualTo(weights(RONDO.model(base)));
    assertThat(folder.resolve("scrolled/recipe.txt"))
        .content()
        .contains("network = scroll\n")
        .doesNotContain("long long");
    more.train(recipe.set("epochs", 2).set("resume", "must")).await();
    Path again = folder.resolve("scrolled/best.rondo");
    assertThat(more.train(from("twice").from(again)).await().file()).isPresent();
    assertThatThrownBy(() -> more.train(from("no").from(file).set("network.text", "short")))
        .hasMessageContaining("network.text = short contradicts '%s', where it is long long", file)
        .hasMessageContaining("…; leave it out: of network.* a training from a model can say anew");
  }

  @Test
  void eachFoldStartsFromIt() {
    Recipe recipe = from("folds").set("train.rate", 0).set("dev", "");
    CrossValidation.Result result = RONDO.folds(recipe, 2, new FoldsListener() {}).await();
    for (CrossValidation.Fold fold : result.folds()) {
      Model<?, ?> model = RONDO.model(fold.file().orElseThrow());
      assertThat(weights(model)).isEqualTo(weights(RONDO.model(base)));
    }
  }

  @Test
  void whatContradictsTheModelIsRefused() {
    refused(
        "network.hidden = 64 contradicts '%s', where it is 12; leave it out: of network.* a training"
            + " from a model can say anew frozen, dropout, dropout-kind, word-dropout",
        from("no").set("hidden", 64));
    refused(
        "network.cell.keep = 0.25 contradicts '%s', where it is 0.5;",
        from("no").set("network.cell.keep", 0.25));
    refused(
        "network.embedding.letters = 9 contradicts '%s', where it is not said;",
        from("no").set("network.embedding.letters", 9));
    refused(
        "task.min-count = 2 contradicts '%s', where it is 1; leave it out: of task.* a training"
            + " from a model can say anew nothing",
        from("no").set("min-count", 2));
    refused("option 'dropout' must be a number", from("no").set("network.dropout", 2));
    assertThat(folder.resolve("no")).doesNotExist();
  }

  @Test
  void anotherNetworkOrTaskIsRefused() {
    trained(from("named").set("network", "recurrent"));
    refused(
        "network = seq2seq contradicts '%s', whose network is 'recurrent'; leave it out",
        from("no").set("network", "seq2seq"));
    assertThatThrownBy(() -> RONDO.train(from("no").set("task", "ner")))
        .hasMessageContaining("no task named 'ner'");
  }

  private static void refused(String sentence, Recipe recipe) {
    assertThatThrownBy(() -> RONDO.train(recipe))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(sentence.formatted(base));
  }

  @Test
  void anotherFileThanIsMeantIsRefused() throws IOException {
    assertThatThrownBy(() -> RONDO.train(from("no").set("from.sha256", "ab")))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(base + ": is not the file that the recipe means: its SHA-256 is ");
    assertThatThrownBy(() -> RONDO.train(from("no").from(folder.resolve("train"))))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("is no model file");
    assertThatThrownBy(() -> RONDO.train(from("no").from(folder.resolve("none.rondo"))))
        .hasMessageContaining("there is no model file");
    assertThat(folder.resolve("no")).doesNotExist();
  }

  @Test
  void aModelThatTheTrainingWouldReplaceIsRefused() throws IOException {
    Path out = Files.createDirectory(folder.resolve("own"));
    Path best = Files.copy(base, out.resolve("best.rondo"));
    assertThatThrownBy(() -> RONDO.train(from("own").from(best)))
        .hasMessage(
            "the training in '%s' would replace '%s', from which it starts; choose another folder"
                + " for it",
            out, best);
    assertThat(best).hasSameBinaryContentAs(base);
    Path beside = Files.copy(base, out.resolve("mine.rondo"));
    assertThat(trained(from("own").from(beside)).file()).contains(best);
  }
}
