package rondo.tasks.opennlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import opennlp.tools.doccat.DoccatFactory;
import opennlp.tools.doccat.DocumentCategorizer;
import opennlp.tools.doccat.DocumentCategorizerME;
import opennlp.tools.doccat.DocumentSample;
import opennlp.tools.namefind.NameFinderME;
import opennlp.tools.namefind.NameSample;
import opennlp.tools.namefind.TokenNameFinder;
import opennlp.tools.namefind.TokenNameFinderFactory;
import opennlp.tools.postag.POSSample;
import opennlp.tools.postag.POSTagger;
import opennlp.tools.postag.POSTaggerFactory;
import opennlp.tools.postag.POSTaggerME;
import opennlp.tools.tokenize.SimpleTokenizer;
import opennlp.tools.util.ObjectStreamUtils;
import opennlp.tools.util.Sequence;
import opennlp.tools.util.Span;
import opennlp.tools.util.TrainingParameters;
import org.junit.jupiter.api.Test;
import rondo.core.Example;
import rondo.core.Model;
import rondo.tasks.Classification;
import rondo.tasks.ClassifyType;
import rondo.tasks.Ner;
import rondo.tasks.NerType;
import rondo.tasks.TagType;
import rondo.tasks.Tagging;
import rondo.tasks.Tiny;

/** An application of OpenNLP's interfaces works with a model of either, and cannot tell which. */
class SwapTest {
  /** Knows OpenNLP alone. */
  private record Application(TokenNameFinder names, POSTagger tags, DocumentCategorizer kinds) {
    String report(String text) {
      String[] tokens = SimpleTokenizer.INSTANCE.tokenize(text);
      Span[] spans = names.find(tokens);
      names.clearAdaptiveData();
      List<String> found =
          IntStream.range(0, spans.length)
              .mapToObj(i -> Span.spansToStrings(spans, tokens)[i] + "/" + spans[i].getType())
              .toList();
      List<String> tagged = Arrays.asList(tags.tag(tokens));
      return kinds.getBestCategory(kinds.categorize(tokens)) + " " + found + " " + tagged;
    }
  }

  private static final List<String> TEXTS =
      List.of("Ada Lovelace lived in London", "rain fell", "he came from Turin", "Babbage wrote");
  private static final List<List<rondo.tasks.text.Span>> NAMES =
      List.of(
          List.of(name("PER", 0, 2), name("LOC", 4, 5)),
          List.of(),
          List.of(name("LOC", 3, 4)),
          List.of(name("PER", 0, 1)));
  private static final List<List<String>> TAGS =
      List.of(
          List.of("N", "N", "V", "P", "N"),
          List.of("N", "V"),
          List.of("R", "V", "P", "N"),
          List.of("N", "V"));
  private static final List<String> KINDS = List.of("life", "weather", "life", "work");

  private static rondo.tasks.text.Span name(String label, int from, int to) {
    return new rondo.tasks.text.Span(label, from, to);
  }

  private static List<String> words(int i) {
    return List.of(TEXTS.get(i).split(" "));
  }

  private static <O> List<Example<List<String>, O>> examples(List<O> gold) {
    return IntStream.range(0, TEXTS.size())
        .mapToObj(i -> new Example<>(words(i), gold.get(i)))
        .toList();
  }

  @Test
  void oneConstructorIsSwapped() throws Exception {
    Application theirs =
        new Application(
            new NameFinderME(trainedNames()),
            new POSTaggerME(trainedTags()),
            new DocumentCategorizerME(trainedKinds()));
    try (Ner ner = ner();
        Tagging tagging = tagging();
        Classification classification = classification()) {
      Application ours =
          new Application(
              new RondoNameFinder(ner),
              new RondoTagger(tagging),
              new RondoCategorizer(classification));
      assertThat(ours.report(TEXTS.get(0)))
          .isEqualTo("life [Ada Lovelace/PER, London/LOC] [N, N, V, P, N]");
      for (String text : TEXTS) {
        assertThat(ours.report(text)).isEqualTo(theirs.report(text));
      }
    }
  }

  private static Ner ner() {
    var model = Tiny.trained(new NerType(), examples(NAMES), Map.of("unknown-rate", "0"));
    return new NerType().open(model.task(), Tiny.runner(model));
  }

  private static Tagging tagging() {
    var model = Tiny.trained(new TagType(), examples(TAGS), Map.of("unknown-rate", "0"));
    return new TagType().open(model.task(), Tiny.runner(model));
  }

  private static Classification classification() {
    Model<List<String>, String> model =
        Tiny.trained(new ClassifyType(), examples(KINDS), Map.of("unknown-rate", "0"));
    return new ClassifyType().open(model.task(), Tiny.runner(model));
  }

  private static TrainingParameters parameters() {
    TrainingParameters parameters = TrainingParameters.defaultParams();
    parameters.put(TrainingParameters.CUTOFF_PARAM, 0);
    parameters.put("PrintMessages", false);
    return parameters;
  }

  private static opennlp.tools.namefind.TokenNameFinderModel trainedNames() throws Exception {
    List<NameSample> samples = repeated(i -> OpenNlpSamples.names(words(i), NAMES.get(i)));
    return NameFinderME.train(
        "en",
        null, // the types of the samples
        ObjectStreamUtils.createObjectStream(samples),
        parameters(),
        new TokenNameFinderFactory());
  }

  private static opennlp.tools.postag.POSModel trainedTags() throws Exception {
    List<POSSample> samples = repeated(i -> OpenNlpSamples.tags(words(i), TAGS.get(i)));
    return POSTaggerME.train(
        "en", ObjectStreamUtils.createObjectStream(samples), parameters(), new POSTaggerFactory());
  }

  private static opennlp.tools.doccat.DoccatModel trainedKinds() throws Exception {
    List<DocumentSample> samples =
        repeated(i -> new DocumentSample(KINDS.get(i), words(i).toArray(String[]::new)));
    return DocumentCategorizerME.train(
        "en", ObjectStreamUtils.createObjectStream(samples), parameters(), new DoccatFactory());
  }

  private static <S> List<S> repeated(java.util.function.IntFunction<S> sample) {
    List<S> once = IntStream.range(0, TEXTS.size()).mapToObj(sample).toList();
    return Collections.nCopies(10, once).stream().flatMap(List::stream).toList();
  }

  @Test
  void aSpanSaysHowSureTheModelIs() {
    try (Ner ner = ner()) {
      Span[] spans = new RondoNameFinder(ner).find(words(0).toArray(String[]::new));
      assertThat(spans).containsExactly(new Span(0, 2, "PER"), new Span(4, 5, "LOC"));
      double sure = ner.likely(List.of(words(0))).get(0).get(1).confidence();
      assertThat(spans[1].getProb()).isEqualTo(sure).isGreaterThan(0.5).isLessThanOrEqualTo(1);
      assertThat(new RondoNameFinder(ner).find(new String[0])).isEmpty();
    }
  }

  @Test
  void theBestSequenceOfTagsSaysHowSureTheModelIs() {
    try (Tagging tagging = tagging()) {
      RondoTagger tagger = new RondoTagger(tagging);
      String[] words = words(2).toArray(String[]::new);
      assertThat(tagger.tag(words, new Object[0])).containsExactly("R", "V", "P", "N");
      Sequence[] best = tagger.topKSequences(words, new Object[0]);
      assertThat(best).hasSize(1);
      assertThat(best[0].getOutcomes()).containsExactly("R", "V", "P", "N");
      assertThat(best[0].getProbs()).hasSize(4);
      assertThat(Arrays.stream(best[0].getProbs())).allMatch(p -> p > 0.5 && p <= 1);
      // a product of four probabilities, in another order
      assertThat(Math.exp(best[0].getScore()))
          .isCloseTo(Arrays.stream(best[0].getProbs()).reduce(1, (a, b) -> a * b), within(1e-12));
      assertThat(tagger.tag(new String[0])).isEmpty();
      assertThat(tagger.topKSequences(new String[0])[0].getSize()).isZero();
    }
  }

  @Test
  void aCategorizerAnswersInEveryWay() {
    try (Classification classification = classification()) {
      RondoCategorizer kinds = new RondoCategorizer(classification);
      String[] rain = {"rain", "fell"};
      double[] scores = kinds.categorize(rain);
      assertThat(kinds.categorize(rain, Map.of("any", "thing"))).containsExactly(scores);
      assertThat(Arrays.stream(scores).sum()).isCloseTo(1, within(1e-12)); // three doubles
      assertThat(kinds.getNumberOfCategories()).isEqualTo(3);
      assertThat(kinds.getBestCategory(scores)).isEqualTo("weather");
      assertThat(kinds.getIndex("weather")).isEqualTo(1);
      assertThat(kinds.getCategory(1)).isEqualTo("weather");
      assertThat(kinds.getIndex("unheard")).isEqualTo(-1);
      assertThat(kinds.scoreMap(rain))
          .containsOnlyKeys("life", "weather", "work")
          .containsEntry("weather", scores[1]);
      assertThat(kinds.sortedScoreMap(rain).get(scores[1])).containsExactly("weather");
      assertThat(kinds.sortedScoreMap(rain).lastKey()).isEqualTo(scores[1]);
      assertThat(kinds.getAllResults(new double[] {0.25, 0.75, 0}))
          .isEqualTo("life[0.2500]  weather[0.7500]  work[0.0000]");
      assertThatThrownBy(() -> kinds.getBestCategory(new double[2]))
          .hasMessage("2 scores are not of this model, which has 3 categories");
    }
  }

  @Test
  void threadsShareOne() {
    try (Ner ner = ner()) {
      TokenNameFinder shared = new RondoNameFinder(ner);
      List<String> alone = TEXTS.stream().map(t -> found(shared, t)).toList();
      List<String> together =
          IntStream.range(0, 400)
              .parallel()
              .mapToObj(i -> found(shared, TEXTS.get(i % TEXTS.size())))
              .toList();
      assertThat(together)
          .isEqualTo(Stream.generate(() -> alone).limit(100).flatMap(List::stream).toList());
    }
  }

  private static String found(TokenNameFinder finder, String text) {
    return Arrays.toString(finder.find(text.split(" ")));
  }
}
