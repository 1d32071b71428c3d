package org.example.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.core.Device;
import rondo.core.Example;
import rondo.core.Inputs;
import rondo.core.ModelSpec;
import rondo.core.graph.Tensor;
import rondo.engine.Recipe;
import rondo.engine.Rondo;
import rondo.engine.Training;
import rondo.engine.graph.GraphInputs;
import rondo.engine.model.SpecTexts;
import rondo.engine.model.Vocabulary;
import rondo.engine.train.Ending;
import rondo.engine.train.GradientNorms;
import rondo.onnx.OrtModel;
import rondo.tasks.text.Entity;
import rondo.tasks.Ner;
import rondo.tasks.opennlp.RondoNameFinder;
import rondo.tasks.text.Scheme;
import rondo.tasks.text.Span;

class NamesTest {
  private static final String TEXT = "Nobody in New York had heard of Ada Hopper before.";

  @TempDir static Path folder;
  private static Names names;
  private static Training.Result early;
  private static Training.Result late;

  @BeforeAll
  static void trainInTwoSittings() {
    names = new Names(folder.resolve("names"));
    early = names.train(new Names.StopAfter(3)).await();
    late = names.train().await();
  }

  @Test
  void theTrainingStoppedAndWentOn() throws IOException {
    assertEquals(Ending.CANCELLED, early.outcome().ending());
    assertEquals(3, early.outcome().epochs());
    assertEquals(Ending.EPOCHS, late.outcome().ending());
    assertEquals(6, late.outcome().epochs());
    assertEquals(100, late.outcome().best().orElseThrow().value());

    Names undisturbed = new Names(folder.resolve("undisturbed"));
    undisturbed.train().await();
    assertEquals(-1, Files.mismatch(names.model(), undisturbed.model()));
  }

  @Test
  void anApplicationOfOpenNlpTakesTheModel() {
    try (Ner ner = names.open()) {
      Mentions mentions = new Mentions(new RondoNameFinder(ner));
      assertEquals(List.of("New York", "Ada Hopper"), mentions.in(TEXT));
    }
  }

  @Test
  void aTrainingIsCancelledFromOutsideToo() {
    Names hasty = new Names(folder.resolve("hasty"));
    Training training = hasty.train();
    training.cancel();
    assertEquals(Ending.CANCELLED, training.await().outcome().ending());
    assertTrue(training.done());
  }

  /** The same without how probable they are. */
  private static List<Entity> known(List<Entity> found) {
    return found.stream().map(e -> new Entity(e.label(), e.text(), e.from(), e.to())).toList();
  }

  @Test
  void namesAreFoundWithTheirPlaces() {
    try (Ner ner = names.open()) {
      assertEquals(
          List.of(new Entity("LOC", "New York", 10, 18), new Entity("PER", "Ada Hopper", 32, 42)),
          known(ner.find(TEXT)));
      assertEquals(List.of(), ner.find("It rained all day."));
    }
  }

  @Test
  void aModelIsOpenedFromWhereverItIs() throws IOException {
    Rondo rondo = Rondo.load();
    try (InputStream in = Files.newInputStream(names.model());
        Ner fromPath = names.open();
        Ner fromStream = rondo.open(in, Ner.class);
        Ner fromTraining = rondo.open(late.model(), Ner.class)) {
      assertEquals(fromPath.find(TEXT), fromStream.find(TEXT));
      assertEquals(fromPath.find(TEXT), fromTraining.find(TEXT));
    }
  }

  @Test
  void aModelIsOpenedFromTheClassPath() throws Exception {
    Path classes = Path.of(NamesTest.class.getResource("/").toURI());
    Files.copy(names.model(), classes.resolve("names.rondo"), StandardCopyOption.REPLACE_EXISTING);
    try (Ner ner = Rondo.load().open(NamesTest.class, "/names.rondo", Ner.class)) {
      assertEquals(2, ner.find(TEXT).size());
    }
  }

  @Test
  void threadsShareAModel() throws Exception {
    List<String> texts =
        Corpus.dev().stream().map(example -> String.join(" ", example.input())).toList();
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try (Ner ner = names.open()) {
      List<List<Entity>> due = ner.findAll(texts);
      assertEquals(due, texts.parallelStream().map(ner::find).toList());
      List<Future<List<List<Entity>>>> all =
          IntStream.range(0, 4).mapToObj(i -> pool.submit(() -> ner.findAll(texts))).toList();
      for (Future<List<List<Entity>>> each : all) {
        assertEquals(due, each.get());
      }
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void oneAnswerMayUseSeveralThreads() {
    Rondo rondo = Rondo.load();
    try (Ner one = names.open();
        Ner ner = rondo.device(Device.CPU.threads(2)).open(names.model(), Ner.class)) {
      assertEquals(one.find(TEXT), ner.find(TEXT));
    }
  }

  @Test
  void dataMayStandInFilesAndTheModelInMemory() throws IOException {
    Path train = folder.resolve("train.conll");
    Files.write(train, List.of("Ada B-PER", "came O", ". O", "", "In O", "London B-LOC", ". O"));

    Rondo rondo = Rondo.load();
    Recipe recipe =
        Recipe.of("ner").data(train).set("network.cell", "lstm").set("train.rate", 0.03);
    Training.Result result = rondo.train(recipe).await();
    try (Ner ner = rondo.open(result.model(), Ner.class)) {
      List<Entity> found = ner.find("Ada came.");
      assertEquals(List.of(new Entity("PER", "Ada", 0, 3)), known(found));
      assertEquals(List.of(new Entity("LOC", "London", 3, 9)), known(ner.find("In London.")));
    }
    assertTrue(result.file().isEmpty());
  }

  @Test
  void theGradientIsSeenAtEachWordInBothDirections() {
    List<GradientNorms> both = names.gradients();
    assertEquals(
        List.of("network/layer0/forward", "network/layer0/backward"),
        both.stream().map(GradientNorms::cell).toList());
    List<Integer> lengths = Corpus.dev().stream().map(e -> e.input().size()).toList();
    for (GradientNorms norms : both) {
      assertEquals(lengths, norms.sequences().stream().map(s -> s.length).toList());
      assertTrue(norms.steps().stream().allMatch(s -> s.mean() > 0 && s.greatest() < 1e3));
    }
  }

  @Test
  void onnxRuntimeFindsTheSame() {
    try (Ner here = names.open();
        Ner there = names.openOnOnnxRuntime()) {
      for (Example<List<String>, List<Span>> example : Corpus.dev()) {
        assertEquals(here.answer(example.input()), there.answer(example.input()));
      }
    }
  }

  /** With nothing but the file: the words it knows are in its metadata. */
  @Test
  void theExportedFileAnswersTheSame() throws IOException {
    Path file = names.export();
    try (Ner ner = names.open();
        OrtModel exported = OrtModel.open(Files.readAllBytes(file), Device.CPU)) {
      ModelSpec spec = SpecTexts.read(file.toString(), exported.metadata());
      Vocabulary words = Vocabulary.of(spec.task().list("words"), Vocabulary.Folding.CASE);
      for (Example<List<String>, List<Span>> example : Corpus.dev()) {
        int[] ids = example.input().stream().mapToInt(words::id).toArray();
        Inputs tokens = Inputs.ids("words", ids.length, new int[] {ids.length}, ids);
        Tensor.Strings tags =
            (Tensor.Strings)
                exported.run(GraphInputs.feed(spec.task().demand().tokens(), tokens)).get("answer");
        assertEquals(ner.answer(example.input()), Scheme.spans(List.of(tags.data())));
        assertFalse(spec.provenance().isEmpty());
      }
    }
  }

  @Test
  void theProgramRuns() {
    Names.main(new String[] {folder.resolve("main").toString()});
    assertTrue(Files.exists(folder.resolve("main").resolve("names.onnx")));
  }
}
