package rondo.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rondo.core.Batch;
import rondo.core.Cursor;
import rondo.core.Evaluation;
import rondo.core.Example;
import rondo.core.Inputs;
import rondo.core.Matrix;
import rondo.core.Model;
import rondo.core.Noise;
import rondo.core.Runner;
import rondo.core.Scores;
import rondo.core.Sequence;
import rondo.core.Task;
import rondo.core.TaskSpec;
import rondo.seq2seq.Seq2SeqType;
import rondo.tasks.data.SentencePair;
import rondo.tasks.search.Beam;
import rondo.tasks.search.Lengths;
import rondo.tasks.search.Likelihood;

@Timeout(60)
class TranslateTaskTest {
  private static final TranslateType TYPE = new TranslateType();
  private static final List<Example<Source, Translated>> DATA =
      List.of(
          Translation.example("I see a dog.", "Veo un perro."),
          Translation.example("I see a cat.", "Veo un gato."),
          Translation.example("The dog sleeps.", "El perro duerme."),
          Translation.example("The cat sleeps.", "El gato duerme."),
          Translation.example("Does the dog sleep?", "¿Duerme el perro?"),
          Translation.example("Does the cat eat?", "¿Come el gato?"),
          Translation.example("The dog eats, the cat sleeps.", "El perro come, el gato duerme."));

  /** Twenty sums of floats of size 1, in batches of other sizes. */
  private static final double ROUNDED = 1e-4;

  private static final Model<Source, Translated> TRAINED = Tiny.trained(fresh(Map.of()), DATA);

  private static Model<Source, Translated> fresh(Map<String, String> options) {
    return fresh(options, "none");
  }

  private static Model<Source, Translated> fresh(Map<String, String> options, String tie) {
    Map<String, String> small =
        Map.of("cell", "gru", "hidden", "24", "embedding", "16", "dropout", "0", "tie", tie);
    Map<String, String> all = new TreeMap<>(Map.of("merges", "60", "smoothing", "0"));
    all.putAll(options);
    return Tiny.fresh(TYPE, DATA, all, new Seq2SeqType(), small);
  }

  private static Translation open(Model<Source, Translated> model) {
    return TYPE.open(model.task(), Tiny.runner(model));
  }

  private static List<Source> inputs() {
    return DATA.stream().map(Example::input).toList();
  }

  @Test
  void eachEpochLeavesOutOtherMerges() {
    Task<Source, Translated> task = fresh(Map.of("merge-dropout", "0.3")).task();
    List<int[]> first = sources(task, Noise.of(1));
    assertThat(sources(task, Noise.of(1)))
        .usingRecursiveComparison()
        .isEqualTo(first); // as when it is taken up again
    assertThat(sources(task, Noise.of(2))).usingRecursiveComparison().isNotEqualTo(first);
    for (int seed = 1; seed <= 30; seed++) {
      for (int[] ids : sources(task, Noise.of(seed))) {
        assertThat(ids).doesNotContain(0);
      }
    }
  }

  private static List<int[]> sources(Task<Source, Translated> task, Noise order) {
    return task.epoch(DATA, new Task.Plan(1, 1, 1), order)
        .map(parts -> parts.get(0).source().ids(Side.SOURCE))
        .toList();
  }

  @Test
  void learnsThePairsItIsShown() {
    try (Runner runner = Tiny.runner(TRAINED)) {
      List<Translated> answers = TRAINED.task().answer(inputs(), runner);
      for (int i = 0; i < DATA.size(); i++) {
        assertThat(answers.get(i).text()).isEqualTo(DATA.get(i).gold().text());
      }
      Evaluation found = TRAINED.task().evaluate(DATA, answers);
      assertThat(found.metric()).isEqualTo("bleu");
      assertThat(found.value()).isCloseTo(100, within(1e-9)); // doubles
      assertThat(found.value("chrf")).isCloseTo(100, within(1e-9));
      assertThat(found.value("perplexity")).isBetween(1.0, 1.2);
      assertThat(found.text()).contains("BLEU|nrefs:1").contains("chrF2|").contains("perplexity");
    }
  }

  @Test
  void aGuessingModelIsAsUnsureAsThereArePieces() {
    Model<Source, Translated> model = fresh(Map.of());
    model.params().stream()
        .filter(p -> p.path().contains("head"))
        .forEach(p -> p.value().fill(0)); // all pieces alike
    try (Runner runner = Tiny.runner(model)) {
      List<Translated> answers = model.task().answer(inputs(), runner);
      double pieces = model.spec().task().demand().outputs();
      assertThat(model.task().evaluate(DATA, answers).value("perplexity"))
          .isCloseTo(pieces, within(ROUNDED));
    }
  }

  @Test
  void answersAreThoseOfEachTextAloneInOrder() {
    try (Translation spanish = open(TRAINED)) {
      List<String> texts =
          IntStream.range(0, 300).mapToObj(i -> DATA.get(i * 5 % 7).input().text()).toList();
      List<String> all = spanish.translateAll(texts);
      for (int i = 0; i < texts.size(); i++) {
        assertThat(all.get(i)).isEqualTo(DATA.get(i * 5 % 7).gold().text());
      }
      assertThat(spanish.translate("I see a cat.")).isEqualTo("Veo un gato.");
      assertThat(spanish.translate(Stream.generate(() -> "I see a dog.")).limit(3))
          .containsOnly("Veo un perro.");
    }
  }

  /** To the bit, what is found as well as what is known. */
  @Test
  void answersDependOnNoNeighbour() {
    try (Translation spanish = open(fresh(Map.of()))) { // whose answers are as odd as can be
      List<Source> all = new ArrayList<>(inputs());
      all.addAll(inputs().subList(1, 5));
      List<Translated> together = spanish.answerAll(all);
      Collections.reverse(all);
      List<Translated> otherwise = new ArrayList<>(spanish.answerAll(all));
      Collections.reverse(all);
      Collections.reverse(otherwise);
      assertThat(otherwise).isEqualTo(together);
      for (int i = 0; i < all.size(); i++) {
        assertThat(spanish.answerAll(List.of(all.get(i)))).containsExactly(together.get(i));
      }
    }
  }

  @Test
  void whateverComesOneLineGoesOut() {
    List<String> odd =
        List.of(
            "",
            "   ",
            String.join(" ", Collections.nCopies(1000, "cat")),
            "猫が魚を食べる。",
            "zzz qqq www",
            "😀😀",
            "I see a dog.");
    for (String pieces : List.of("bpe", "word", "char")) {
      for (String unknown : List.of("copy", "avoid")) {
        try (Translation spanish = open(fresh(Map.of("pieces", pieces, "unknown", unknown)))) {
          List<String> all = spanish.translateAll(odd);
          assertThat(all).hasSameSizeAs(odd).noneMatch(line -> line.contains("\n"));
          assertThat(all.subList(0, 2)).containsOnly("");
        }
      }
    }
    try (Translation spanish = open(TRAINED)) {
      assertThat(spanish.translateAll(odd).get(6)).isEqualTo("Veo un perro.");
    }
  }

  @Test
  void aLongTextIsTranslatedSentenceBySentence() {
    Model<Source, Translated> model =
        Tiny.trained(fresh(Map.of("pieces", "word", "longest-text", "7")), DATA.subList(0, 4));
    try (Translation spanish = open(model)) {
      assertThat(spanish.translate("I see a dog. The cat sleeps. I see a cat. The dog sleeps."))
          .isEqualTo("Veo un perro. El gato duerme. Veo un gato. El perro duerme.");
      List<Candidate> found = spanish.best("I see a cat. ".repeat(20), 2);
      assertThat(found).hasSize(1);
      assertThat(found.get(0).text()).isEqualTo("Veo un gato. ".repeat(20).strip());
      assertThat(found.get(0).likelihood().ids()).isEqualTo(100); // four pieces and an end
      assertThat(found.get(0).alignment()).isEqualTo(Alignment.NONE);
    }
  }

  @Test
  void theBestComeFirstAndAreScoredAsTheyWereFound() {
    try (Translation spanish = open(TRAINED)) {
      List<Candidate> best = spanish.best("The dog eats, the cat sleeps.", 8);
      assertThat(best).hasSize(8);
      assertThat(best.get(0).text()).isEqualTo("El perro come, el gato duerme.");
      for (int i = 1; i < best.size(); i++) {
        assertThat(best.get(i).score()).isLessThanOrEqualTo(best.get(i - 1).score());
      }
      Candidate first = best.get(0);
      Candidate scored = spanish.score("The dog eats, the cat sleeps.", first.text());
      assertThat(scored.score()).isCloseTo(first.score(), within(ROUNDED));
      assertThat(scored.likelihood().ids()).isEqualTo(first.likelihood().ids());
      Alignment alignment = first.alignment();
      assertThat(scored.alignment().target()).isEqualTo(alignment.target());
      assertThat(alignment.source()).startsWith("The").endsWith("</s>");
      assertThat(alignment.weights().rows()).isEqualTo(alignment.target().size());
      assertThat(alignment.weights().cols()).isEqualTo(alignment.source().size());
      for (int r = 0; r < alignment.target().size(); r++) {
        double sum = 0;
        for (int c = 0; c < alignment.source().size(); c++) {
          sum += alignment.weights().get(r, c);
        }
        assertThat(sum).isCloseTo(1, within(ROUNDED));
      }
    }
  }

  @Test
  void manyAreAnsweredAsEachAlone() {
    try (Translation spanish = open(TRAINED)) {
      List<String> texts = List.of("I see a dog.", "", "The dog eats, the cat sleeps.", "猫 zzz");
      List<List<Candidate>> all = spanish.bestOfAll(texts, 3);
      assertThat(all).hasSize(4);
      assertThat(all.get(1)).containsExactly(new Candidate("", 0, Likelihood.NONE, Alignment.NONE));
      for (int i : new int[] {0, 2, 3}) {
        List<Candidate> alone = spanish.best(texts.get(i), 3);
        assertThat(all.get(i)).hasSize(3);
        for (int n = 0; n < 3; n++) {
          assertThat(all.get(i).get(n).text()).isEqualTo(alone.get(n).text());
          assertThat(all.get(i).get(n).score()).isEqualTo(alone.get(n).score());
        }
      }
    }
  }

  @Test
  void aLongPairIsScoredAsAWhole() {
    try (Translation spanish = open(TRAINED)) {
      SentencePair pair = new SentencePair("cat ".repeat(1000), "gato ".repeat(900));
      Candidate scored = spanish.scoreAll(List.of(pair)).get(0);
      assertThat(scored.likelihood().ids()).isGreaterThan(900);
      assertThat(scored.likelihood().logProbability()).isFinite().isNegative();
      SentencePair endless = new SentencePair("猫".repeat(5000), "犬".repeat(5000));
      assertThat(spanish.scores(pair)).isTrue();
      assertThat(spanish.scores(endless)).isFalse();
      assertThatThrownBy(() -> spanish.scoreAll(List.of(pair, endless)))
          .hasMessage(
              "a text of 5000 pieces with a translation of 5000 is too long to be scored; cut both");
    }
  }

  @Test
  void thePageKeepsItsWord() {
    try (Translation spanish = open(TRAINED)) {
      String found = spanish.translate("I see a cat.");
      List<Candidate> three = spanish.best("I see a cat.", 3);
      Candidate known = spanish.score("I see a cat.", "Veo un perro.");
      double unsure = known.likelihood().perplexity(); // 1 is certain
      Matrix looks = known.alignment().weights(); // a row for each of alignment().target()
      assertThat(three).hasSize(3).first().extracting(Candidate::text).isEqualTo(found);
      assertThat(unsure).isGreaterThan(three.get(0).likelihood().perplexity());
      assertThat(looks.rows()).isEqualTo(known.alignment().target().size());
    }
  }

  @Test
  void oneSearchesOtherwiseThanTheModelWasTold() {
    try (Translation spanish = open(TRAINED)) {
      assertThat(spanish.beam().width()).isEqualTo(5);
      Translation brief = spanish.searching(new Beam(2, 4, 1, 1, new Lengths(0, 0, 3), 0));
      assertThat(brief.best("I see a dog.", 1).get(0).likelihood().ids()).isLessThanOrEqualTo(4);
    }
  }

  @Test
  void modelsTranslateTogether() {
    Translation one = open(TRAINED);
    try (Translation both = Translation.together(List.of(one, open(fresh(Map.of()))))) {
      assertThat(both.translateAll(List.of("I see a dog.", "The cat sleeps."))).hasSize(2);
      Candidate alone = one.score("I see a dog.", "Veo un perro.");
      Candidate shared = both.score("I see a dog.", "Veo un perro.");
      // at least half of what the one finds probable, for each piece
      assertThat(shared.likelihood().logProbability())
          .isGreaterThan(
              alone.likelihood().logProbability() - Math.log(2) * alone.likelihood().ids())
          .isLessThan(alone.likelihood().logProbability());
      assertThatThrownBy(
              () -> Translation.together(List.of(one, open(fresh(Map.of("merges", "3"))))))
          .hasMessageContaining("same vocabularies");
    }
  }

  /** Writes an unknown piece and the end, and looks at a place of the text all the time. */
  private static Runner looking(int pieces, int place) {
    return source ->
        new Cursor() {
          @Override
          public Scores score(Inputs tokens) {
            int rows = tokens.batch() * tokens.time();
            Matrix scores = Matrix.zeros(rows, pieces).fill(-9);
            Matrix looks = Matrix.zeros(rows, source.time());
            for (int r = 0; r < rows; r++) {
              boolean first = tokens.ids(Side.TARGET)[r] == pieces - 1;
              scores.data()[scores.at(r) + (first ? 0 : pieces - 1)] = 9;
              looks.data()[looks.at(r) + place] = 1;
              looks.data()[looks.at(r) + source.time() - 1] = 5; // at the end even more
            }
            Sequence values = new Sequence(tokens.time(), scores, tokens.lengths());
            return new Scores(values, values.with(looks));
          }

          @Override
          public void select(int[] rows) {}
        };
  }

  @Test
  void anUnknownWordIsCopiedFromWhereTheModelLooks() {
    Task<Source, Translated> task = fresh(Map.of("pieces", "word")).task();
    int pieces = task.spec().demand().outputs();
    List<Source> asked = List.of(Source.of("I see Popocatépetl."));
    assertThat(task.answer(asked, looking(pieces, 2)).get(0).text()).isEqualTo("Popocatépetl");
    Task<Source, Translated> other = fresh(Map.of("pieces", "word", "unknown", "avoid")).task();
    assertThat(other.answer(asked, looking(pieces, 2)).get(0).text())
        .isNotEqualTo("Popocatépetl")
        .doesNotContain("<unk>");
  }

  @Test
  void bothLanguagesMayShareTheirPieces() {
    Model<Source, Translated> model = fresh(Map.of("joint", "true"), "all");
    assertThat(model.spec().task().lists()).containsOnlyKeys("target", "target-merges");
    try (Translation spanish = open(model)) {
      assertThat(spanish.translateAll(List.of("I see a dog."))).hasSize(1);
    }
  }

  @Test
  void theDecoderIsToldWhatItShouldHaveSaid() {
    Task<Source, Translated> task = fresh(Map.of("pieces", "word")).task();
    Task.Plan plan = new Task.Plan(2, 1, 1);
    List<List<Batch>> steps = task.epoch(DATA, plan, Noise.NONE).toList();
    assertThat(steps).hasSize(4).allMatch(step -> step.size() <= 2);
    int end = task.spec().demand().outputs() - 1;
    List<String> known = task.spec().list(Side.TARGET);
    Batch first = steps.get(0).get(0);
    int[] told = first.tokens().ids(Side.TARGET);
    int[] next = first.gold().ids("next");
    assertThat(told[0]).isEqualTo(end);
    assertThat(next[next.length - 1]).isEqualTo(end);
    List<String> words = new ArrayList<>();
    for (int t = 0; t + 1 < next.length; t++) {
      assertThat(told[t + 1]).isEqualTo(next[t]);
      words.add(known.get(next[t]).replace("\uFFED", ""));
    }
    assertThat(words).containsExactly("Veo", "un", "perro", ".");
    assertThat(first.source().ids(Side.SOURCE)).hasSize(6).endsWith(end(task));
  }

  private static int end(Task<Source, Translated> task) {
    return task.spec().list(Side.SOURCE).size();
  }

  @Test
  void pairsThatAreTooLongAreNotLearntFrom() {
    Task<Source, Translated> some = fresh(Map.of("pieces", "word", "longest-text", "5")).task();
    Task.Plan plan = new Task.Plan(100, 100, 1);
    assertThat(some.epoch(DATA, plan, Noise.of(1)).toList().get(0).get(0).source().batch())
        .isEqualTo(6);
    assertThatThrownBy(() -> fresh(Map.of("pieces", "word", "longest-text", "2")))
        .hasMessage(
            "all 7 pairs have a side of more than 2 pieces; say more with 'task.longest-text'");
  }

  @Test
  void whatAGraphCannotDoIsRefusedByItsName() {
    TaskSpec spec = TRAINED.task().spec();
    TaskSpec without = spec.with(spec.options().with("no-repeat", 2));
    assertThatThrownBy(() -> new TranslateTask(without).write(TRAINED.network(), Task.Form.ANSWER))
        .hasMessage(
            "option 'no-repeat' = 2 cannot be put into a graph; set it to 0, or export steps");
    assertThat(new TranslateTask(without).write(TRAINED.network(), Task.Form.STEPS))
        .containsOnlyKeys("encoder", "step");
  }
}
