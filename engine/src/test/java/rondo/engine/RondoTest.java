package rondo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.core.Answered;
import rondo.core.DataException;
import rondo.core.DeviceException;
import rondo.core.Example;
import rondo.core.Model;
import rondo.core.ModelFormatException;
import rondo.core.StoredModel;
import rondo.engine.model.ModelFile;
import rondo.engine.tiny.Caesar;
import rondo.engine.tiny.TinyPlugin;
import rondo.engine.train.Ending;
import rondo.engine.train.TrainingListener;

class RondoTest {
  private final Rondo rondo = Rondo.of(Plugins.of(new EnginePlugin(), new TinyPlugin()));
  @TempDir Path folder;

  @BeforeEach
  void writeData() throws IOException {
    Files.write(folder.resolve("train"), lines(1, 120));
    Files.write(folder.resolve("dev"), lines(2, 40));
  }

  private static List<String> lines(int seed, int count) {
    return examples(seed, count).stream().map(e -> e.input() + " " + e.gold()).toList();
  }

  private static List<Example<String, String>> examples(int seed, int count) {
    Random random = new Random(seed);
    List<Example<String, String>> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StringBuilder in = new StringBuilder();
      StringBuilder out = new StringBuilder();
      for (int k = random.nextInt(5); k >= 0; k--) {
        char c = (char) ('a' + random.nextInt(6));
        in.append(c);
        out.append((char) (c + 1));
      }
      all.add(new Example<>(in.toString(), out.toString()));
    }
    return all;
  }

  private Recipe recipe(String out) {
    return Recipe.of("shift")
        .data(folder.resolve("train"))
        .dev(folder.resolve("dev"))
        .set("out", out.isEmpty() ? "" : folder.resolve(out))
        .set("cell", "leak")
        .set("hidden", 12)
        .set("embedding", 8)
        .set("direction", "forward")
        .set("network.dropout", 0)
        .set("word-dropout", 0)
        .set("epochs", 12)
        .set("train.rate", 0.03)
        .set("threads", 1)
        .set("train.patience", 0);
  }

  private Path trained(String out) {
    Training.Result result = rondo.train(recipe(out)).await();
    assertThat(result.file()).contains(folder.resolve(out).resolve("best.rondo"));
    return folder.resolve(out).resolve("best.rondo");
  }

  @Test
  void trainsOpensAndAnswers() throws IOException {
    Path file = trained("a");
    try (Caesar caesar = rondo.open(file, Caesar.class)) {
      assertThat(caesar.shift("abcdef")).isEqualTo("bcdefg");
    }
    assertThat(folder.resolve("a")).isDirectoryContaining("glob:**/metrics.csv");
    assertThat(folder.resolve("a")).isDirectoryContaining("glob:**/metrics.jsonl");
    assertThat(folder.resolve("a")).isDirectoryContaining("glob:**/last.checkpoint");
    Recipe kept = Recipe.read(folder.resolve("a").resolve("recipe.txt"));
    assertThat(kept.values())
        .containsEntry("network", "recurrent")
        .containsEntry("network.cell.keep", "0.25")
        .containsKey("data.sha256");
    Map<String, String> provenance = rondo.model(file).spec().provenance();
    assertThat(provenance)
        .containsEntry("recipe.seed", "1")
        .containsEntry("recipe.network.cell", "leak")
        .containsEntry("dev.words", "100.0")
        .containsEntry("jdk", Runtime.version().toString())
        .containsKeys("recipe.data.sha256", "kernels", "rondo")
        .doesNotContainKeys("recipe.out", "recipe.train.threads");
  }

  @Test
  void theSameRecipeGivesTheSameFile() throws IOException {
    trained("a");
    rondo.train(recipe("b").set("threads", 3)).await();
    assertThat(sameModels("a", "b")).isTrue();
  }

  @Test
  void aTrainingGivesWhatThereIsToLookInto() {
    List<String> works = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void begins(String work) {
            works.add(work);
          }
        };
    Training.Result result = rondo.train(recipe("a").set("epochs", 1), listener).await();
    Path out = folder.resolve("a");
    assertThat(works)
        .containsExactly(
            "reading " + folder.resolve("train"),
            "reading " + folder.resolve("dev"),
            "fitting the model to the data",
            "arranging the data",
            "evaluating on the dev data",
            "writing " + out.resolve("last.checkpoint"),
            "writing " + out.resolve("best.rondo"));
    look(result.studied());
  }

  private <I, O> void look(Studied<I, O> studied) {
    assertThat(studied.type().name()).isEqualTo("caesar");
    assertThat(studied.data()).hasSizeGreaterThan(studied.dev().size());
    Answered<I, O> all = rondo.answered(studied.model(), studied.data());
    Answered<I, O> plenty = rondo.answered(studied.model(), studied.data(), Duration.ofMinutes(5));
    assertThat(plenty.answers()).isEqualTo(all.answers());
    assertThat(plenty.examples()).isEqualTo(studied.data());
    Answered<I, O> few = rondo.answered(studied.model(), studied.data(), Duration.ZERO);
    assertThat(few.examples()).hasSize(64);
    assertThat(studied.data()).containsSubsequence(few.examples());
    assertThat(few.evaluation().metric()).isEqualTo(all.evaluation().metric());
  }

  @Test
  void opensFromPathStreamAndResource() throws IOException {
    Path file = trained("a");
    try (Caesar caesar =
        rondo.open(new ByteArrayInputStream(Files.readAllBytes(file)), Caesar.class)) {
      assertThat(caesar.shift("fed")).isEqualTo("gfe");
    }
    try (Caesar caesar = rondo.open(RondoTest.class, "version1.rondo", Caesar.class)) {
      assertThat(caesar.shift("abcdef")).isEqualTo("bcdefg");
    }
  }

  /** The file was written by the first version of the format and is never written anew. */
  @Test
  void aModelOfVersionOneIsReadEverAfter() throws IOException {
    try (InputStream in = RondoTest.class.getResourceAsStream("version1.rondo")) {
      Path file = folder.resolve("version1.rondo");
      Files.write(file, in.readAllBytes());
      StoredModel stored = rondo.stored(file);
      assertThat(stored.spec().provenance()).containsEntry("recipe.seed", "1");
      assertThat(stored.weights()).containsKey("network/head/b");
    }
    try (Caesar caesar = rondo.open(RondoTest.class, "version1.rondo", Caesar.class)) {
      assertThat(caesar.shift("fade")).isEqualTo("gbef");
      assertThat(caesar.shift("zzz")).isEqualTo(caesar.shift("yyy")); // both unknown
    }
  }

  @Test
  void anotherFacadeIsRefused() {
    Path file = trained("a");
    assertThatThrownBy(() -> rondo.open(file, String.class))
        .hasMessage(
            "'%s' is a model for task 'caesar', which opens as %s, not as java.lang.String",
            file, Caesar.class.getName());
    Model<?, ?> model = rondo.model(file);
    assertThatThrownBy(() -> rondo.open(model, String.class))
        .hasMessageStartingWith("this is a model for task 'caesar', which opens as ");
  }

  @Test
  void savedAndReadIsEqualToTheBit() throws IOException {
    Path file = trained("a");
    Path again = folder.resolve("again.rondo");
    Model<?, ?> model = rondo.model(file);
    rondo.save(model, again);
    assertThat(Files.mismatch(again, file)).isNegative();
    assertThat(model.params()).isNotEmpty();
  }

  @Test
  void rondosOwnFormatIsWrittenByAnExporterToo() throws IOException {
    Path file = trained("a");
    Path again = folder.resolve("again"); // content tells the format, names do not
    assertThat(rondo.export(rondo.model(file), "rondo", again)).containsExactly(again);
    assertThat(Files.mismatch(again, file)).isNegative();
    assertThat(rondo.model(again, "rondo", Map.of()).params()).isNotEmpty();
  }

  @Test
  void aFileOfNoKnownFormatIsToldWhichThereAre() throws IOException {
    Path file = Files.writeString(folder.resolve("a.rondo"), "Dear reader");
    assertThatThrownBy(() -> rondo.open(file, Caesar.class))
        .isInstanceOf(ModelFormatException.class)
        .hasMessage(
            "'%s' is no model file: it is in none of the formats that are known (rondo)", file);
    ByteArrayInputStream nothing = new ByteArrayInputStream(new byte[0]);
    assertThatThrownBy(() -> rondo.open(nothing, Caesar.class))
        .hasMessageStartingWith("the stream is no model file: ");
    assertThatThrownBy(() -> rondo.model(folder.resolve("no.rondo")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("there is no model file '" + folder.resolve("no.rondo") + "'");
    assertThatThrownBy(() -> rondo.open(RondoTest.class, "/no.rondo", Caesar.class))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("there is no resource '/no.rondo'");
  }

  @Test
  void aPluginReadsAFormatOfItsOwn() throws IOException {
    Rondo more = Rondo.of(Plugins.of(new EnginePlugin(), new TinyPlugin(), new ShellPlugin()));
    StoredModel tiny = rondo.stored(trained("a"));
    Path file = folder.resolve("m.rondo");
    Files.write(file, ShellPlugin.shell(Files.readAllBytes(trained("a"))));
    assertThat(more.stored(file).spec().task()).isEqualTo(tiny.spec().task());
    assertThat(more.stored(file).spec().provenance()).containsEntry("cells", "[leak]");
    try (Caesar caesar = more.open(file, Caesar.class)) {
      assertThat(caesar.shift("fed")).isEqualTo("gfe");
    }
    assertThatThrownBy(() -> rondo.model(file)).hasMessageContaining("(rondo)");
    Files.write(file, new byte[] {'S', 'H', 'E', 'L', 'L', 'P'});
    assertThatThrownBy(() -> more.model(file))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("'" + file + "'");
  }

  @Test
  void aModelWhoseCellIsNotThereSaysSo() {
    Path file = trained("a");
    ModelFile stored = ModelFile.read(file);
    assertThat(stored.spec().network().options().text("cell")).isEqualTo("leak");
    Rondo bare = Rondo.of(Plugins.of(new EnginePlugin()));
    assertThatThrownBy(() -> bare.model(file))
        .hasMessageContaining("no task named 'caesar'; known: none.")
        .hasMessageContaining("Is its plugin's jar on the class path");
  }

  @Test
  void parametersThatDoNotFitTheSpecAreRefused() {
    ModelFile stored = ModelFile.read(trained("a"));
    var spec = stored.spec().network();
    var wider =
        new rondo.core.ModelSpec(
            new rondo.core.NetworkSpec(
                spec.type(), spec.demand(), spec.options().with("hidden", 13)),
            stored.spec().task(),
            stored.spec().provenance());
    Path file = folder.resolve("forged.rondo");
    new ModelFile(wider, stored.weights()).write(file);
    assertThatThrownBy(() -> rondo.open(file, Caesar.class))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageMatching(
            "'.*forged.rondo' cannot be opened: the model needs parameter 'network/.*' as 13 x 8,"
                + " it is stored as 12 x 8");
  }

  @Test
  void eightThreadsShareOneModel() throws Exception {
    List<String> words = examples(5, 50).stream().map(Example::input).toList();
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try (Caesar caesar = rondo.open(trained("a"), Caesar.class)) {
      List<String> due = words.stream().map(caesar::shift).toList();
      List<Future<List<String>>> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        all.add(pool.submit(() -> words.stream().map(caesar::shift).toList()));
      }
      for (Future<List<String>> each : all) {
        assertThat(each.get()).isEqualTo(due);
      }
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void aCancelledTrainingGoesOnToTheSameBits() throws IOException {
    rondo.train(recipe("a").set("dev", "")).await(); // without it the last model counts
    Training[] running = new Training[1];
    TrainingListener impatient =
        new TrainingListener() {
          @Override
          public void step(Step event) {
            if (event.epoch() == 4) {
              synchronized (running) {
                running[0].cancel();
              }
            }
          }
        };
    synchronized (running) {
      running[0] = rondo.train(recipe("b").set("dev", ""), impatient);
    }
    Training.Result cut = running[0].await();
    assertThat(running[0].done()).isTrue();
    assertThat(cut.outcome().ending()).isEqualTo(Ending.CANCELLED);
    assertThat(sameModels("a", "b")).isFalse();

    Recipe more = recipe("b").set("dev", "").set("resume", "must");
    Training.Result whole = rondo.train(more).await();
    assertThat(whole.outcome().epochs()).isEqualTo(12);
    assertThat(sameModels("a", "b")).isTrue();
  }

  private boolean sameModels(String one, String other) throws IOException {
    Path a = folder.resolve(one).resolve("best.rondo");
    return Files.mismatch(a, folder.resolve(other).resolve("best.rondo")) < 0;
  }

  @Test
  void aListenerThatHasEnoughEndsTheTraining() {
    TrainingListener modest =
        new TrainingListener() {
          private int epoch;

          @Override
          public void evaluated(Evaluated event) {
            epoch = event.epoch();
          }

          @Override
          public boolean enough() {
            return epoch == 2;
          }
        };
    Training.Result cut = rondo.train(recipe("a"), modest).await();
    assertThat(cut.outcome().ending()).isEqualTo(Ending.CANCELLED);
    assertThat(cut.outcome().epochs()).isEqualTo(2);
    assertThat(rondo.train(recipe("a")).await().outcome().epochs()).isEqualTo(12);
  }

  @Test
  void aTrainingThatFailsSaysSoWhereItIsAwaited() {
    TrainingListener careless =
        new TrainingListener() {
          @Override
          public void step(Step event) {
            throw new IllegalStateException("a listener fell");
          }
        };
    Training training = rondo.train(recipe("a"), careless);
    assertThatThrownBy(training::await)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a listener fell");
    assertThat(training.done()).isTrue();
  }

  @Test
  void aFolderBelongsToOneRecipe() {
    Path file = trained("a");
    assertThatThrownBy(() -> rondo.train(recipe("a").set("hidden", 13)))
        .hasMessage(
            "'%s' holds a training with network.hidden = 12, which cannot go on with 13; "
                + "choose another folder, or resume = never",
            file.getParent());
    assertThatThrownBy(() -> rondo.train(recipe("empty").set("resume", "must")))
        .hasMessageContaining("resume = must, and there is no checkpoint");
    assertThat(rondo.train(recipe("a").set("resume", "never").set("hidden", 13)).await().file())
        .contains(file);
  }

  @Test
  void faultsOfTheRecipeAreThrownBeforeAnythingIsMade() {
    assertThatThrownBy(() -> rondo.train(recipe("a").set("network.hiden", 3)))
        .hasMessageContaining("Did you mean 'network.hidden'?");
    assertThatThrownBy(() -> rondo.train(recipe("a").data(folder.resolve("no"))))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("there is no such file; the recipe names it as 'data'");
    assertThatThrownBy(() -> rondo.train(recipe("a").set("data.sha256", "ab")))
        .hasMessageContaining("is not the file that the recipe means");
    assertThatThrownBy(() -> rondo.train(recipe("a").set("cell", "laek")))
        .hasMessageContaining("no cell named 'laek'; known: leak. Did you mean 'leak'?");
    assertThat(folder.resolve("a")).doesNotExist();
  }

  @Test
  void examplesAtHandNeedNoFiles() {
    Recipe recipe = recipe("x").set("data", "").set("dev", "").set("out", "");
    Training.Result result = rondo.train(recipe, examples(1, 120), examples(2, 20)).await();
    assertThat(result.file()).isEmpty();
    assertThat(result.outcome().best().orElseThrow().value()).isEqualTo(100);
    assertThat(result.model().spec().provenance()).containsEntry("dev.words", "100.0");
    try (Caesar caesar = rondo.open(result.model(), Caesar.class)) {
      assertThat(caesar.shift("abcdef")).isEqualTo("bcdefg");
    }
  }

  @Test
  void theTaskSaysWhatSuitsItsDataWhereTheRecipeSaysNothing() throws IOException {
    Path out = folder.resolve("open");
    Recipe open = Recipe.of("shift").data(folder.resolve("train")).out(out).set("cell", "leak");
    rondo.train(open.set("epochs", 1).set("threads", 1)).await();
    assertThat(Files.readString(out.resolve("recipe.txt")))
        .contains("\nnetwork.embedding = 16\n")
        .contains("\nnetwork.cell.keep = 0.25\n")
        .doesNotContain("network.cell.forget"); // which a leak does not know
    assertThat(Files.readString(trained("said").resolveSibling("recipe.txt")))
        .contains("\nnetwork.embedding = 8\n");
  }

  @Test
  void aDeviceThatNobodyServesIsSaid() {
    Path file = trained("a");
    assertThatThrownBy(() -> rondo.device("cuda:0").open(file, Caesar.class))
        .hasMessageContaining("device cuda:0 needs a backend that can use it; there are [native]");
    assertThatThrownBy(() -> rondo.backend("native").device("cuda:0").open(file, Caesar.class))
        .isInstanceOf(DeviceException.class)
        .hasMessageContaining("backend 'native' computes on the cpu, not on cuda:0");
    assertThatThrownBy(() -> rondo.backend("nativ"))
        .hasMessageContaining("no backend named 'nativ'; known: native. Did you mean 'native'?");
    assertThatThrownBy(() -> rondo.export(rondo.model(file), "onnx", folder))
        .hasMessageContaining("no exporter named 'onnx'; known: rondo.");
  }

  @Test
  void aDamagedModelIsRefusedByThePath() throws IOException {
    Path file = trained("a");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> rondo.open(file, Caesar.class))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageStartingWith("'" + file + "' is cut off");
  }
}
