package rondo.tasks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import rondo.core.Answered;
import rondo.core.Demand;
import rondo.core.Example;
import rondo.core.Options;
import rondo.core.Runner;
import rondo.core.Settings;
import rondo.core.Task;
import rondo.core.TaskSpec;
import rondo.core.TaskType;
import rondo.core.Texts;
import rondo.core.Weights;
import rondo.tasks.data.LabelData;
import rondo.tasks.measure.Tagged;
import rondo.tasks.text.Sentences;

/** A label for each token: parts of speech, slots, whatever a column holds. */
public final class TagType implements TaskType<List<String>, List<String>> {
  @Override
  public String name() {
    return "tag";
  }

  @Override
  public String summary() {
    return "labels each token: parts of speech, slots";
  }

  @Override
  public Options options() {
    return Sentences.options().and(LabelData.OPTIONS).and(Tagger.OPTIONS).and(Words.OPTIONS);
  }

  @Override
  public Options reading() {
    return LabelData.OPTIONS;
  }

  @Override
  public Options answering() {
    return Sentences.answering();
  }

  @Override
  public Options learning() {
    return Words.LEARNING;
  }

  @Override
  public Texts<List<String>, List<String>> texts(Settings options) {
    return new TagTexts(options);
  }

  @Override
  public Map<String, String> suited(
      List<Example<List<String>, List<String>>> data, Settings options) {
    long words = data.stream().mapToLong(e -> e.input().size()).sum();
    long kinds = data.stream().flatMap(e -> e.gold().stream()).distinct().count();
    return Suited.tagging(data.size(), words, kinds, options);
  }

  @Override
  public TaskSpec fit(List<Example<List<String>, List<String>>> data, Settings options) {
    Tagger.tellLong(data.stream().mapToInt(e -> e.input().size()));
    TreeSet<String> labels = new TreeSet<>();
    data.forEach(e -> labels.addAll(e.gold()));
    SortedMap<String, List<String>> lists =
        Words.fit(() -> data.stream().flatMap(e -> e.input().stream()), options);
    lists.put(Tagger.LABELS, List.copyOf(labels));
    return Words.spec(
        name(), Demand.Wanted.EACH_TOKEN, Tagger.LABELS, lists, Sentences.recorded(options));
  }

  @Override
  public Options listing() {
    return Listing.OPTIONS;
  }

  @Override
  public TaskSpec told(Settings listing, Map<String, String> said) {
    Settings options = Listing.options(options(), listing, said, Tagger.UNCHAINED);
    return Words.spec(
        name(),
        Demand.Wanted.EACH_TOKEN,
        Tagger.LABELS,
        Listing.read(listing).lists(Tagger.LABELS),
        Sentences.recorded(options));
  }

  @Override
  public Weights start(TaskSpec spec, Weights fresh) {
    return TrainedVectors.start(spec, fresh);
  }

  @Override
  public Task<List<String>, List<String>> create(TaskSpec spec, Weights weights) {
    return new TagTask(
        Words.completed(spec.with(Sentences.read(spec.options())), options(), Tagger.LABELS),
        weights);
  }

  /** The last two columns, as conlleval reads them. */
  @Override
  public Answered<?, ?> compare(Path file, Settings how) throws IOException {
    return Tagged.tokens(file);
  }

  @Override
  public Class<Tagging> facade() {
    return Tagging.class;
  }

  @Override
  public Tagging open(Task<List<String>, List<String>> task, Runner runner) {
    return new Tagging((TagTask) task, runner);
  }
}
