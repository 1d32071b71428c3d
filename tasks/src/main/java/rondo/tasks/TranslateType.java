package rondo.tasks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import rondo.core.Answered;
import rondo.core.Demand;
import rondo.core.Example;
import rondo.core.ModelFormatException;
import rondo.core.Options;
import rondo.core.Runner;
import rondo.core.Settings;
import rondo.core.Task;
import rondo.core.TaskSpec;
import rondo.core.TaskType;
import rondo.core.Texts;
import rondo.core.Weights;
import rondo.tasks.data.PairData;
import rondo.tasks.data.SentencePair;
import rondo.tasks.measure.Tokenization;
import rondo.tasks.measure.TranslationScores;
import rondo.tasks.text.Wording;

/** Text in one language to text in another. */
public final class TranslateType implements TaskType<Source, Translated> {
  private static final Options ALL =
      Side.OPTIONS.and(PairData.OPTIONS).and(TranslateTask.OPTIONS).and(Translator.OPTIONS);

  @Override
  public String name() {
    return "translate";
  }

  @Override
  public String summary() {
    return "translates text into another language, or otherwise into other text";
  }

  @Override
  public Options options() {
    return ALL;
  }

  @Override
  public Options reading() {
    return PairData.OPTIONS;
  }

  @Override
  public Options answering() {
    return Translator.OPTIONS;
  }

  @Override
  public Options learning() {
    return TranslateTask.OPTIONS;
  }

  @Override
  public Texts<Source, Translated> texts(Settings options) {
    return new TranslateTexts(options);
  }

  @Override
  public Map<String, String> suited(List<Example<Source, Translated>> data, Settings options) {
    return SuitedPairs.translating(data.stream().map(e -> e.gold().text()).toList());
  }

  @Override
  public TaskSpec fit(List<Example<Source, Translated>> data, Settings options) {
    SortedMap<String, List<String>> lists = new TreeMap<>();
    if (options.flag("joint")) {
      Side.fit(Side.TARGET, () -> Stream.concat(sources(data), targets(data)), options, lists);
    } else {
      Side.fit(Side.SOURCE, () -> sources(data), options, lists);
      Side.fit(Side.TARGET, () -> targets(data), options, lists);
    }
    TaskSpec spec = new TaskSpec(name(), demand(lists, options), lists, Wording.recorded(options));
    new TranslateTask(spec).check(data);
    return spec;
  }

  @Override
  public Options listing() {
    return PairListing.OPTIONS;
  }

  @Override
  public TaskSpec told(Settings listing, Map<String, String> said) {
    Settings options = PairListing.options(ALL, listing, said);
    SortedMap<String, List<String>> lists = PairListing.lists(listing);
    return new TaskSpec(name(), demand(lists, options), lists, Wording.recorded(options));
  }

  private static Stream<String> sources(List<Example<Source, Translated>> data) {
    return data.stream().map(e -> e.input().text());
  }

  private static Stream<String> targets(List<Example<Source, Translated>> data) {
    return data.stream().map(e -> e.gold().text());
  }

  private static Demand demand(SortedMap<String, List<String>> lists, Settings options) {
    int source = Side.count(lists, options.flag("joint") ? Side.TARGET : Side.SOURCE);
    int target = Side.count(lists, Side.TARGET);
    return new Demand(
        Side.schema(Side.SOURCE, source),
        Side.schema(Side.TARGET, target),
        Demand.Wanted.NEXT_TOKEN,
        target);
  }

  @Override
  public Task<Source, Translated> create(TaskSpec spec, Weights weights) {
    Settings options = ALL.fill(new HashMap<>(spec.options().values()));
    Demand due = demand(spec.lists(), options);
    if (!spec.demand().equals(due)) {
      throw new ModelFormatException(
          "the lists of a '%s' model make its columns and scores %s, the model has %s"
              .formatted(spec.type(), due, spec.demand()));
    }
    return new TranslateTask(new TaskSpec(spec.type(), due, spec.lists(), options));
  }

  /** The last two columns of each line, by BLEU as most papers have it, and chrF. */
  @Override
  public Answered<?, ?> compare(Path file, Settings how) throws IOException {
    List<SentencePair> pairs = PairData.answers(file);
    TranslationScores scores = new TranslationScores(Tokenization.V13A, false);
    return new Answered<>(
        pairs.stream().map(p -> new Example<>("", p.source())).toList(),
        pairs.stream().map(SentencePair::target).toList(),
        (gold, answers) -> scores.evaluation(answers, gold.stream().map(Example::gold).toList()));
  }

  @Override
  public Class<Translation> facade() {
    return Translation.class;
  }

  @Override
  public Translation open(Task<Source, Translated> task, Runner runner) {
    return new Translation((TranslateTask) task, runner);
  }
}
