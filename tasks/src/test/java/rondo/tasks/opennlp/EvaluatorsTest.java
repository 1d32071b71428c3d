package rondo.tasks.opennlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import opennlp.tools.doccat.DocumentCategorizerEvaluator;
import opennlp.tools.doccat.DocumentSample;
import opennlp.tools.namefind.TokenNameFinderEvaluator;
import opennlp.tools.postag.POSEvaluator;
import opennlp.tools.util.Span;
import opennlp.tools.util.eval.FMeasure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rondo.core.Evaluation;
import rondo.core.Example;
import rondo.core.Model;
import rondo.core.Settings;
import rondo.core.TaskType;
import rondo.engine.kernel.KernelChoice;
import rondo.engine.train.Trainer;
import rondo.tasks.Classification;
import rondo.tasks.ClassifyType;
import rondo.tasks.Ner;
import rondo.tasks.NerType;
import rondo.tasks.TagType;
import rondo.tasks.Tagging;
import rondo.tasks.Tiny;
import rondo.tasks.measure.SpanScores;
import rondo.tasks.text.Scheme;

/**
 * OpenNLP's evaluators give the figures that ours give, over answers of hastily trained models:
 * what is looked at is whether both count alike, and for that many mistakes are welcome.
 */
class EvaluatorsTest {
  /** Shares in double, times a hundred on one side. */
  private static final double ROUNDING = 1e-10;

  private static final int ENOUGH = 150; // sentences to learn from

  @ParameterizedTest
  @CsvSource({
    "ner/ncbi-disease/devel.tsv, ner/ncbi-disease/test.tsv",
    "ner/norne-nob/dev.tsv, ner/norne-nob/test.tsv",
    "ner/wnut17/emerging.dev.conll, ner/wnut17/emerging.test.annotated",
    "ner/wikigold/wikigold.conll.txt, ner/wikigold/wikigold.conll.txt",
    "slots/snips/valid/seq.in, slots/snips/test/seq.in"
  })
  void namesAreCountedAlike(String train, String test) throws IOException {
    NerType type = new NerType();
    List<Example<List<String>, List<rondo.tasks.text.Span>>> gold = read(type, test);
    Model<List<String>, List<rondo.tasks.text.Span>> model = hasty(type, read(type, train));
    try (Ner ner = type.open(model.task(), Tiny.runner(model))) {
      var answers = ner.answerAll(gold.stream().map(Example::input).toList());
      Evaluation ours = model.task().evaluate(gold, answers);
      var evaluator = new TokenNameFinderEvaluator(new RondoNameFinder(ner));
      gold.forEach(e -> evaluator.evaluateSample(OpenNlpSamples.names(e.input(), e.gold())));
      assertThat(answers).anyMatch(found -> !found.isEmpty());
      assertSame(ours, evaluator.getFMeasure());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ner/wnut17/emerging.dev.conll, ner/wnut17/emerging.test.annotated",
    "slots/snips/valid/seq.in, slots/snips/test/seq.in"
  })
  void tagsAreCountedAlike(String train, String test) throws IOException {
    TagType type = new TagType();
    List<Example<List<String>, List<String>>> gold = read(type, test);
    Model<List<String>, List<String>> model = hasty(type, read(type, train));
    try (Tagging tagging = type.open(model.task(), Tiny.runner(model))) {
      var answers = tagging.answerAll(gold.stream().map(Example::input).toList());
      Evaluation ours = model.task().evaluate(gold, answers);
      POSEvaluator evaluator = new POSEvaluator(new RondoTagger(tagging));
      gold.forEach(e -> evaluator.evaluateSample(OpenNlpSamples.tags(e.input(), e.gold())));
      assertThat(evaluator.getWordCount())
          .isEqualTo(gold.stream().mapToLong(e -> e.input().size()).sum());
      assertThat(100 * evaluator.getWordAccuracy())
          .isCloseTo(ours.values().get("accuracy"), within(ROUNDING))
          .isBetween(20.0, 99.0);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "slots/snips/valid/seq.in, slots/snips/test/seq.in",
    "sentiment/mr/mr.train.tsv, sentiment/mr/mr.test.tsv",
    "sentiment/sst/binary/dev.txt, sentiment/sst/binary/test.txt",
    "sentiment/sst/trees/dev.txt, sentiment/sst/trees/test.txt",
    "sentiment/trec/TREC.train, sentiment/trec/TREC.test"
  })
  void categoriesAreCountedAlike(String train, String test) throws IOException {
    ClassifyType type = new ClassifyType();
    List<Example<List<String>, String>> gold = read(type, test);
    Model<List<String>, String> model = hasty(type, read(type, train));
    try (Classification classification = type.open(model.task(), Tiny.runner(model))) {
      var answers =
          classification.answerAll(gold.stream().map(Example::input).toList()).stream()
              .map(Classification.Classified::label)
              .toList();
      Evaluation ours = model.task().evaluate(gold, answers);
      var evaluator = new DocumentCategorizerEvaluator(new RondoCategorizer(classification));
      for (Example<List<String>, String> e : gold) {
        evaluator.evaluateSample(new DocumentSample(e.gold(), e.input().toArray(String[]::new)));
      }
      assertThat(evaluator.getDocumentCount()).isEqualTo(gold.size());
      assertThat(100 * evaluator.getAccuracy())
          .isCloseTo(ours.values().get("accuracy"), within(ROUNDING))
          .isBetween(10.0, 99.0);
    }
  }

  private static <I, O> List<Example<I, O>> read(TaskType<I, O> type, String file)
      throws IOException {
    Path path = Path.of(System.getProperty("rondo.shared", "../shared"), "data", file);
    assumeTrue(Files.exists(path), "the shared data are missing: " + path);
    return type.texts(type.options().fill(Map.of())).read(path);
  }

  /** A model that has seen a few examples a few times. */
  private static <I, O> Model<I, O> hasty(TaskType<I, O> type, List<Example<I, O>> data) {
    List<Example<I, O>> some = new ArrayList<>(data);
    Collections.shuffle(some, new Random(1)); // some data sets are sorted by label
    some = some.subList(0, ENOUGH);
    Model<I, O> model = Tiny.fresh(type, some, Map.of("characters", "false", "shape", "false"));
    Settings settings =
        Trainer.options()
            .fill(Map.of("epochs", "8", "rows", "8", "part", "8", "rate", "0.02", "threads", "1"));
    new Trainer<>(model, some, List.of(), settings, 1, KernelChoice.best()).run();
    return model;
  }

  // what counts, without a model

  @Test
  void spansOfAnyTagsAreCountedAlike() {
    Random random = new Random(5);
    SpanScores ours = new SpanScores();
    FMeasure theirs = new FMeasure();
    for (int i = 0; i < 5000; i++) {
      int length = random.nextInt(12);
      var gold = Scheme.spans(tags(random, length));
      var found = random.nextInt(3) == 0 ? gold : Scheme.spans(tags(random, length));
      ours.add(gold, found, length);
      theirs.updateScores(OpenNlpSamples.spans(gold), OpenNlpSamples.spans(found));
    }
    assertSame(ours.evaluation(), theirs);
  }

  private static List<String> tags(Random random, int length) {
    List<String> all = List.of("O", "O", "B-A", "I-A", "B-B", "I-B", "S-A", "E-B");
    return random.ints(length, 0, all.size()).mapToObj(all::get).toList();
  }

  /** Where nothing is right, OpenNLP's F is -1, which says that there is none; ours is 0. */
  @Test
  void withoutAnythingRightOnlyTheNameOfNothingDiffers() {
    SpanScores ours = new SpanScores();
    ours.add(List.of(new rondo.tasks.text.Span("A", 0, 1)), List.of(), 2);
    FMeasure theirs = new FMeasure();
    theirs.updateScores(new Span[] {new Span(0, 1, "A")}, new Span[0]);
    assertThat(ours.evaluation().values()).containsEntry("f1", 0.0);
    assertThat(theirs.getFMeasure()).isEqualTo(-1);
    assertThat(theirs.getPrecisionScore()).isZero();
    assertThat(theirs.getRecallScore()).isZero();
  }

  private static void assertSame(Evaluation ours, FMeasure theirs) {
    Map<String, Double> values = ours.values();
    assertThat(100 * theirs.getPrecisionScore())
        .isCloseTo(values.get("precision"), within(ROUNDING));
    assertThat(100 * theirs.getRecallScore()).isCloseTo(values.get("recall"), within(ROUNDING));
    assertThat(100 * Math.max(0, theirs.getFMeasure()))
        .isCloseTo(values.get("f1"), within(ROUNDING));
  }
}
