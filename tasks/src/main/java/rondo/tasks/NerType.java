package rondo.tasks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import rondo.core.Answered;
import rondo.core.Demand;
import rondo.core.Example;
import rondo.core.Option;
import rondo.core.Options;
import rondo.core.Runner;
import rondo.core.Settings;
import rondo.core.Task;
import rondo.core.TaskSpec;
import rondo.core.TaskType;
import rondo.core.Texts;
import rondo.core.Weights;
import rondo.tasks.data.SpanData;
import rondo.tasks.measure.Tagged;
import rondo.tasks.text.Scheme;
import rondo.tasks.text.Sentences;
import rondo.tasks.text.Span;

/** Named entities, or any other spans of tokens with labels. */
public final class NerType implements TaskType<List<String>, List<Span>> {
  @Override
  public String name() {
    return "ner";
  }

  @Override
  public String summary() {
    return "finds spans of tokens and labels them: names, products, diseases";
  }

  @Override
  public Options options() {
    return Sentences.options()
        .and(SpanData.OPTIONS)
        .and(
            new Option(
                "scheme", "bioes", "how spans become tags inside the model: iob1, iob2 or bioes"))
        .and(Tagger.OPTIONS)
        .and(Words.OPTIONS);
  }

  @Override
  public Options reading() {
    return SpanData.OPTIONS;
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
  public Texts<List<String>, List<Span>> texts(Settings options) {
    return new NerTexts(options);
  }

  @Override
  public Map<String, String> suited(
      List<Example<List<String>, List<Span>>> data, Settings options) {
    long words = data.stream().mapToLong(e -> e.input().size()).sum();
    long kinds = data.stream().flatMap(e -> e.gold().stream()).map(Span::label).distinct().count();
    return Suited.tagging(data.size(), words, kinds, options);
  }

  @Override
  public TaskSpec fit(List<Example<List<String>, List<Span>>> data, Settings options) {
    Tagger.tellLong(data.stream().mapToInt(e -> e.input().size()));
    SortedMap<String, List<String>> lists =
        Words.fit(() -> data.stream().flatMap(e -> e.input().stream()), options);
    lists.put(Tagger.LABELS, tags(data, NerTask.scheme(options)));
    return Words.spec(
        name(), Demand.Wanted.EACH_TOKEN, Tagger.LABELS, lists, Sentences.recorded(options));
  }

  @Override
  public Options listing() {
    return Listing.OPTIONS;
  }

  @Override
  public TaskSpec told(Settings listing, Map<String, String> said) {
    Listing told = Listing.read(listing);
    boolean ends = told.labels().stream().anyMatch(l -> l.matches("[ES]-.+"));
    Map<String, List<String>> possible = new TreeMap<>(Tagger.UNCHAINED);
    possible.put("scheme", ends ? List.of("bioes") : List.of("iob2", "iob1", "bioes"));
    Settings options = Listing.options(options(), listing, said, possible);
    Scheme scheme = NerTask.scheme(options);
    told.requireLabels(
        label -> scheme.has(label) || told.reserved().contains(label),
        "is no tag of the scheme %s, as O, B-PER and I-PER are; other labels are for the task 'tag'"
            .formatted(options.text("scheme")));
    return Words.spec(
        name(),
        Demand.Wanted.EACH_TOKEN,
        Tagger.LABELS,
        told.lists(Tagger.LABELS),
        Sentences.recorded(options));
  }

  @Override
  public Weights start(TaskSpec spec, Weights fresh) {
    return TrainedVectors.start(spec, fresh);
  }

  /** O, and every tag that a scheme has for the labels of the data, in a fixed order. */
  private static List<String> tags(List<Example<List<String>, List<Span>>> data, Scheme scheme) {
    Set<String> labels = new TreeSet<>();
    data.forEach(e -> e.gold().forEach(s -> labels.add(s.label())));
    List<String> tags = new ArrayList<>(List.of(Scheme.OUTSIDE));
    for (String label : labels) {
      for (String mark : scheme.marks()) {
        tags.add(mark + "-" + label);
      }
    }
    return tags;
  }

  @Override
  public Task<List<String>, List<Span>> create(TaskSpec spec, Weights weights) {
    return new NerTask(
        Words.completed(spec.with(Sentences.read(spec.options())), options(), Tagger.LABELS),
        weights);
  }

  @Override
  public Options comparing() {
    return Options.of(
        new Option(
            "strict", "false", "whether only spans count that obey the scheme of the right ones"));
  }

  /** The last two columns, as conlleval reads them. */
  @Override
  public Answered<?, ?> compare(Path file, Settings how) throws IOException {
    return Tagged.spans(file, how.flag("strict"));
  }

  @Override
  public Class<Ner> facade() {
    return Ner.class;
  }

  @Override
  public Ner open(Task<List<String>, List<Span>> task, Runner runner) {
    return new Ner((NerTask) task, runner);
  }
}
