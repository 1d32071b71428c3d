package rondo.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.core.Batch;
import rondo.core.Example;
import rondo.core.Model;
import rondo.core.ModelSpec;
import rondo.core.Network;
import rondo.core.NetworkSpec;
import rondo.core.Noise;
import rondo.core.Registry;
import rondo.core.Settings;
import rondo.core.Task;
import rondo.core.TaskSpec;
import rondo.engine.NativeRunner;
import rondo.engine.kernel.ScalarKernels;
import rondo.engine.model.FreshWeights;
import rondo.engine.network.RecurrentNetworkType;
import rondo.engine.train.Trainer;
import rondo.engine.work.Workers;
import rondo.gru.GruType;
import rondo.tasks.text.Entity;
import rondo.tasks.text.Span;

class NerTaskTest {
  private static final NerType TYPE = new NerType();

  private static Example<List<String>, List<Span>> example(String line, Span... spans) {
    return new Example<>(List.of(line.split(" ")), List.of(spans));
  }

  /** People after verbs, places after prepositions. */
  private static final List<Example<List<String>, List<Span>>> DATA =
      List.of(
          example("Ada Lovelace lived in London", new Span("PER", 0, 2), new Span("LOC", 4, 5)),
          example("rain fell"),
          example("she met Charles Babbage", new Span("PER", 2, 4)),
          example("he came from Turin", new Span("LOC", 3, 4)),
          example("in London they met Ada", new Span("LOC", 1, 2), new Span("PER", 4, 5)),
          example("Babbage wrote", new Span("PER", 0, 1)),
          example("they lived in New York", new Span("LOC", 3, 5)),
          example(
              "she wrote and he wrote from London to Ada",
              new Span("LOC", 6, 7),
              new Span("PER", 8, 9)));

  private static final Map<String, String> WORDS_ALONE =
      Map.of("characters", "false", "shape", "false");

  private static Map<String, String> with(Map<String, String> options, String... more) {
    Map<String, String> all = new TreeMap<>(options);
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    return all;
  }

  private static TaskSpec fit(Map<String, String> options) {
    return TYPE.fit(DATA, TYPE.options().fill(options));
  }

  private static Model<List<String>, List<Span>> model(TaskSpec spec) {
    FreshWeights weights = new FreshWeights(1);
    RecurrentNetworkType type = new RecurrentNetworkType();
    Map<String, String> small =
        Map.of(
            "cell", "gru", "hidden", "16", "embedding", "16", "dropout", "0", "word-dropout", "0");
    NetworkSpec network = new NetworkSpec(type.name(), spec.demand(), type.options().fill(small));
    Network made =
        type.create(network, new Registry<>("cell", List.of(new GruType())), weights.in("network"));
    Task<List<String>, List<Span>> task = TYPE.create(spec, weights.in("task"));
    return new Model<>(new ModelSpec(network, spec, new TreeMap<>()), made, task, weights.params());
  }

  private static NativeRunner runner(Model<?, ?> model) {
    return new NativeRunner(model.network(), new ScalarKernels(), Workers.ONE);
  }

  @Test
  void fitsWordsAndTheTagsOfItsScheme() {
    TaskSpec spec = fit(Map.of("scheme", "iob2"));
    assertThat(spec.list("tags")).containsExactly("O", "B-LOC", "I-LOC", "B-PER", "I-PER");
    assertThat(spec.list("words"))
        .startsWith("<unk>")
        .contains("lovelace", "rain")
        .doesNotHaveDuplicates();
    assertThat(spec.demand().outputs()).isEqualTo(5);
    assertThat(fit(Map.of()).list("tags")).hasSize(9);
  }

  @Test
  void anEpochHasEverySentenceOnceWithLikeLengthsTogether() {
    Task<List<String>, List<Span>> task =
        TYPE.create(fit(Map.of("unknown-rate", "0")), new FreshWeights(1));
    List<List<Batch>> steps = task.epoch(DATA, new Task.Plan(4, 2, 1), Noise.of(3)).toList();
    assertThat(steps).hasSize(2).allSatisfy(s -> assertThat(s).hasSize(2));
    List<Integer> lengths = new ArrayList<>();
    for (List<Batch> step : steps) {
      for (Batch part : step) {
        IntStream.of(part.tokens().lengths()).forEach(lengths::add);
        assertThat(part.gold().lengths()).isEqualTo(part.tokens().lengths());
      }
    }
    assertThat(lengths).containsExactlyInAnyOrder(5, 2, 4, 4, 5, 2, 5, 9);
    boolean shortFirst = lengths.subList(0, 4).contains(2);
    assertThat(lengths.subList(shortFirst ? 0 : 4, shortFirst ? 4 : 8))
        .containsExactlyInAnyOrder(2, 2, 4, 4);
  }

  @Test
  void eachWordStandsAsUnknownAtTheSameRateAnEpochInTrainingOnly() {
    Task<List<String>, List<Span>> task =
        TYPE.create(fit(Map.of("unknown-rate", "0.5")), new FreshWeights(1));
    Task.Plan plan = new Task.Plan(100, 100, 1);
    assertThat(unknown(task.epoch(DATA, plan, Noise.NONE).toList())).isZero();
    int words = 21; // distinct ones, each once in two epochs
    int seen = 0;
    for (int seed = 0; seed < 400; seed++) {
      seen += unknown(task.epoch(DATA, plan, Noise.of(seed)).toList());
    }
    // the variance is less than the mean, 4200: four standard deviations are less than 4 √4200 =
    // 260
    assertThat(seen).isBetween(400 * words / 2 - 260, 400 * words / 2 + 260);
  }

  private static int unknown(List<List<Batch>> steps) {
    int count = 0;
    for (List<Batch> step : steps) {
      for (Batch part : step) {
        int[] ids = part.tokens().ids("words");
        for (int i = 0; i < ids.length; i++) {
          boolean alive =
              i / part.tokens().batch() < part.tokens().lengths()[i % part.tokens().batch()];
          count += alive && ids[i] == 0 ? 1 : 0;
        }
      }
    }
    return count;
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "true"})
  void answersComeInTheOrderOfTheSentencesEmptyOnesTooWhateverTheirBatch(String characters) {
    Model<List<String>, List<Span>> model = model(fit(Map.of("characters", characters)));
    List<List<String>> sentences = new ArrayList<>(List.of(List.of()));
    for (int i = 0; i < 30; i++) {
      DATA.forEach(e -> sentences.add(e.input()));
      sentences.add(List.of("never", "seen"));
    }
    try (NativeRunner runner = runner(model)) {
      List<List<Span>> together = model.task().answer(sentences, runner);
      assertThat(together).hasSize(sentences.size());
      assertThat(together.get(0)).isEmpty();
      for (int i = 0; i < 12; i++) {
        assertThat(together.get(i))
            .isEqualTo(model.task().answer(List.of(sentences.get(i)), runner).get(0));
      }
      assertThat(model.task().answer(List.of(), runner)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"iob1", "iob2", "bioes"})
  void learnsTheSentencesItIsShown(String scheme) {
    Model<List<String>, List<Span>> model =
        model(fit(with(WORDS_ALONE, "scheme", scheme, "unknown-rate", "0")));
    Settings settings =
        Trainer.options()
            .fill(Map.of("epochs", "60", "rows", "4", "part", "2", "rate", "0.02", "threads", "1"));
    new Trainer<>(model, DATA, List.of(), settings, 1, new ScalarKernels()).run();
    try (Ner ner = TYPE.open(model.task(), runner(model))) {
      for (Example<List<String>, List<Span>> e : DATA) {
        assertThat(ner.answer(e.input())).as(e.input().toString()).isEqualTo(e.gold());
      }
      assertThat(known(ner.find("  She met Ada\tLovelace in London!")))
          .containsExactly(
              new Entity("PER", "Ada\tLovelace", 10, 22), new Entity("LOC", "London", 26, 32));
      assertThat(
              ner.findAll(List.of("In London they met Ada", "", "Babbage wrote")).stream()
                  .map(NerTaskTest::known))
          .containsExactly(
              List.of(new Entity("LOC", "London", 3, 9), new Entity("PER", "Ada", 19, 22)),
              List.of(),
              List.of(new Entity("PER", "Babbage", 0, 7)));
    }
  }

  /** The same entities as if they were known, each of which had been found likely. */
  private static List<Entity> known(List<Entity> found) {
    assertThat(found).allSatisfy(e -> assertThat(e.confidence()).isBetween(0.3, 1.0));
    return found.stream().map(e -> new Entity(e.label(), e.text(), e.from(), e.to())).toList();
  }

  /** Every name is unknown in use, so that its capital letter alone tells. */
  @Test
  void knowsStrangersByTheirLetters() {
    Model<List<String>, List<Span>> model =
        model(fit(Map.of("shape", "false", "unknown-rate", "1")));
    Settings settings =
        Trainer.options()
            .fill(Map.of("epochs", "80", "rows", "4", "part", "2", "rate", "0.02", "threads", "1"));
    new Trainer<>(model, DATA, List.of(), settings, 1, new ScalarKernels()).run();
    try (Ner ner = TYPE.open(model.task(), runner(model))) {
      assertThat(ner.answer(List.of("they", "lived", "in", "Trieste")))
          .containsExactly(new Span("LOC", 3, 4));
      assertThat(ner.answer(List.of("they", "lived", "in", "rain"))).isEmpty();
    }
  }

  @Test
  void opensWhatKnewFewerOptions() {
    TaskSpec spec = fit(Map.of());
    TaskSpec older =
        new TaskSpec(
            spec.type(),
            spec.demand(),
            spec.lists(),
            Settings.of(Map.of("scheme", "bioes", "tokenizer", "regex")));
    Task<List<String>, List<Span>> task = TYPE.create(older, new FreshWeights(1));
    assertThat(task.spec().options()) // where a line was a sentence
        .isEqualTo(spec.options().with("sentences", "none"));
  }

  @Test
  void refusesWhatItCannotBeToldAndTagsItDoesNotKnow() {
    assertThatThrownBy(() -> fit(Map.of("scheme", "bio")))
        .hasMessageContaining("one of iob1, iob2, bioes");
    Task<List<String>, List<Span>> task = TYPE.create(fit(Map.of()), new FreshWeights(1));
    List<Example<List<String>, List<Span>>> other = List.of(example("x y", new Span("ORG", 0, 1)));
    assertThatThrownBy(() -> task.epoch(other, new Task.Plan(1, 1, 1), Noise.NONE).toList())
        .hasMessageContaining("no label 'S-ORG'");
  }
}
