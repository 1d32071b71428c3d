package rondo.tasks;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import rondo.core.Demand;
import rondo.core.Example;
import rondo.core.ModelFormatException;
import rondo.core.Option;
import rondo.core.Options;
import rondo.core.Runner;
import rondo.core.Schema;
import rondo.core.Settings;
import rondo.core.Task;
import rondo.core.TaskSpec;
import rondo.core.TaskType;
import rondo.core.Texts;
import rondo.core.Weights;
import rondo.engine.model.Vocabulary;
import rondo.tasks.text.Scheme;
import rondo.tasks.text.Span;
import rondo.tasks.text.Tokenizing;

/** Named entities, or any other spans of tokens with labels. */
public final class NerType implements TaskType<List<String>, List<Span>> {
  private static final int MOST_WORDS = 10_000_000;

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
    return Options.of(
        new Option("tokenizer", "regex", "how raw text becomes tokens: regex or whitespace"),
        new Option(
            "scheme", "bioes", "how spans become tags inside the model: iob1, iob2 or bioes"),
        new Option(
            "characters",
            "false",
            "whether words are read letter by letter, too, so that unknown ones say something"),
        new Option("longest-word", "20", "letters of a word that are read, from its start"),
        new Option("min-count", "1", "words seen less often share the entry of unknown words"),
        new Option(
            "unknown-rate", "0.5", "how often a word seen once stands as unknown in training"));
  }

  @Override
  public Texts<List<String>, List<Span>> texts(Settings options) {
    return new NerTexts(Tokenizing.of(options));
  }

  @Override
  public TaskSpec fit(List<Example<List<String>, List<Span>>> data, Settings options) {
    int least = options.number("min-count", 1, 1_000_000);
    Vocabulary words = Vocabulary.count(words(data), least, MOST_WORDS, Vocabulary.Folding.CASE);
    List<String> tags = tags(data, NerTask.scheme(options));
    SortedMap<String, List<String>> lists = new TreeMap<>();
    lists.put(NerTask.WORDS, words.entries());
    lists.put(NerTask.TAGS, tags);
    if (options.flag("characters")) {
      Letters letters = Letters.count(words(data), NerTask.longest(options));
      lists.put(Letters.COLUMN, letters.entries());
    }
    return new TaskSpec(name(), demand(lists), lists, options);
  }

  /** What there is to read and to score, with words, tags and maybe letters of such lists. */
  private static Demand demand(SortedMap<String, List<String>> lists) {
    SortedMap<String, Schema.Kind> columns = new TreeMap<>();
    columns.put(NerTask.WORDS, new Schema.Kind.Ids(size(lists, NerTask.WORDS)));
    if (lists.containsKey(Letters.COLUMN)) {
      columns.put(Letters.COLUMN, Letters.kind(size(lists, Letters.COLUMN)));
    }
    Schema tokens = new Schema(columns);
    return new Demand(Schema.NONE, tokens, Demand.Wanted.EACH_TOKEN, size(lists, NerTask.TAGS));
  }

  private static int size(SortedMap<String, List<String>> lists, String name) {
    return lists.getOrDefault(name, List.of()).size();
  }

  private static Stream<String> words(List<Example<List<String>, List<Span>>> data) {
    return data.stream().flatMap(e -> e.input().stream());
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

  /** A model of a time that knew fewer options is completed by what holds otherwise. */
  @Override
  public Task<List<String>, List<Span>> create(TaskSpec spec, Weights weights) {
    Settings filled = options().fill(spec.options().values());
    Demand due = demand(spec.lists());
    if (!spec.demand().equals(due)
        || filled.flag("characters") != spec.lists().containsKey(Letters.COLUMN)) {
      throw new ModelFormatException(
          "the lists of a 'ner' model make its columns and scores %s, the model has %s"
              .formatted(due, spec.demand()));
    }
    return new NerTask(new TaskSpec(spec.type(), spec.demand(), spec.lists(), filled), weights);
  }

  @Override
  public Class<Ner> facade() {
    return Ner.class;
  }

  @Override
  public Ner open(Task<List<String>, List<Span>> task, Runner runner) {
    return new Ner(task, runner);
  }
}
