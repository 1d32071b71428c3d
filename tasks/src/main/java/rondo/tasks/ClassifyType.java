package rondo.tasks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import rondo.core.Answered;
import rondo.core.Demand;
import rondo.core.Example;
import rondo.core.Option;
import rondo.core.Options;
import rondo.core.Runner;
import rondo.core.Settings;
import rondo.core.Spelling;
import rondo.core.Task;
import rondo.core.TaskSpec;
import rondo.core.TaskType;
import rondo.core.Texts;
import rondo.core.Weights;
import rondo.tasks.data.TextData;
import rondo.tasks.measure.Tagged;
import rondo.tasks.text.Tokenizing;

/** A label for a text as a whole: sentiment, intent, kind of question. */
public final class ClassifyType implements TaskType<List<String>, String> {
  private static final String WEIGHTS = "class-weights"; // an option
  private static final Options SMOOTHING =
      Options.of(
          new Option("smoothing", "0", "the share of certainty that is spread over all labels"));

  @Override
  public String name() {
    return "classify";
  }

  @Override
  public List<String> aliases() {
    return List.of("sentiment");
  }

  @Override
  public String summary() {
    return "labels a text as a whole: sentiment, intent, kind of question";
  }

  @Override
  public Options options() {
    return Tokenizing.options()
        .and(TextData.OPTIONS)
        .and(
            new Option(
                WEIGHTS,
                "none",
                "what an example counts by its label: none (alike), balanced (rare labels more), or"
                    + " such as spam=2,ham=0.5"))
        .and(SMOOTHING)
        .and(new Option("longest-text", "1000", "tokens of a text that are read, from its start"))
        .and(Words.OPTIONS);
  }

  @Override
  public Options reading() {
    return TextData.OPTIONS;
  }

  @Override
  public Options learning() {
    return SMOOTHING.and(Words.LEARNING);
  }

  @Override
  public Texts<List<String>, String> texts(Settings options) {
    return new ClassifyTexts(options);
  }

  @Override
  public Map<String, String> suited(List<Example<List<String>, String>> data, Settings options) {
    return Suited.classifying(
        data.size(), data.stream().mapToLong(e -> e.input().size()).sum(), options);
  }

  @Override
  public TaskSpec fit(List<Example<List<String>, String>> data, Settings options) {
    SortedMap<String, Integer> counts = new TreeMap<>();
    data.forEach(e -> counts.merge(e.gold(), 1, Integer::sum));
    SortedMap<String, List<String>> lists =
        Words.fit(() -> data.stream().flatMap(e -> e.input().stream()), options);
    lists.put(ClassifyTask.LABELS, List.copyOf(counts.keySet()));
    lists.put(ClassifyTask.LABEL_WEIGHTS, weights(counts, options.text(WEIGHTS)));
    return Words.spec(
        name(),
        Demand.Wanted.WHOLE_SEQUENCE,
        ClassifyTask.LABELS,
        lists,
        Tokenizing.recorded(options));
  }

  /** A weight for each label; none where all count alike. */
  private static List<String> weights(SortedMap<String, Integer> counts, String asked) {
    if (asked.toLowerCase(Locale.ROOT).equals("none")) {
      return List.of();
    }
    SortedMap<String, Float> weights = new TreeMap<>();
    if (asked.toLowerCase(Locale.ROOT).equals("balanced")) {
      double all = counts.values().stream().mapToInt(Integer::intValue).sum();
      counts.forEach((label, n) -> weights.put(label, (float) (all / counts.size() / n)));
    } else {
      counts.keySet().forEach(label -> weights.put(label, 1f));
      for (String each : asked.split(",")) {
        weigh(each.strip(), weights);
      }
    }
    List<String> texts = new ArrayList<>();
    weights.values().forEach(w -> texts.add(w.toString()));
    return texts;
  }

  private static void weigh(String said, SortedMap<String, Float> weights) {
    int equals = said.lastIndexOf('=');
    String label = equals < 0 ? said : said.substring(0, equals).strip();
    float weight = -1;
    try {
      weight = Float.parseFloat(said.substring(equals + 1).strip());
    } catch (NumberFormatException e) {
      // said below
    }
    if (equals < 0 || !(weight >= 0 && weight < 1e6f)) {
      String hint = Spelling.hint(said, List.of("none", "balanced"));
      throw new IllegalArgumentException(
          "option '%s' must be none, balanced or such as spam=2,ham=0.5; '%s' is no label with its weight%s"
              .formatted(WEIGHTS, said, hint.replaceFirst("^ ", ". ")));
    }
    if (!weights.containsKey(label)) {
      throw new IllegalArgumentException(
          "option '%s' weighs a label '%s' that the data do not have; they have %s.%s"
              .formatted(WEIGHTS, label, weights.keySet(), Spelling.hint(label, weights.keySet())));
    }
    weights.put(label, weight);
  }

  @Override
  public Options listing() {
    return Listing.OPTIONS;
  }

  @Override
  public TaskSpec told(Settings listing, Map<String, String> said) {
    Settings options = Listing.options(options(), listing, said, Map.of(WEIGHTS, List.of("none")));
    SortedMap<String, List<String>> lists = Listing.read(listing).lists(ClassifyTask.LABELS);
    lists.put(ClassifyTask.LABEL_WEIGHTS, List.of());
    return Words.spec(
        name(),
        Demand.Wanted.WHOLE_SEQUENCE,
        ClassifyTask.LABELS,
        lists,
        Tokenizing.recorded(options));
  }

  @Override
  public Weights start(TaskSpec spec, Weights fresh) {
    return TrainedVectors.start(spec, fresh);
  }

  @Override
  public Task<List<String>, String> create(TaskSpec spec, Weights weights) {
    return new ClassifyTask(Words.completed(spec, options(), ClassifyTask.LABELS));
  }

  /** The last two columns of each line. */
  @Override
  public Answered<?, ?> compare(Path file, Settings how) throws IOException {
    return Tagged.classes(file);
  }

  @Override
  public Class<Classification> facade() {
    return Classification.class;
  }

  @Override
  public Classification open(Task<List<String>, String> task, Runner runner) {
    return new Classification((ClassifyTask) task, runner);
  }
}
