package rondo.tasks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import rondo.core.Column;
import rondo.core.Demand;
import rondo.core.Inputs;
import rondo.core.Known;
import rondo.core.ModelFormatException;
import rondo.core.Noise;
import rondo.core.Option;
import rondo.core.Options;
import rondo.core.Schema;
import rondo.core.Settings;
import rondo.core.TaskSpec;
import rondo.core.graph.Graph;
import rondo.core.graph.InputWires;
import rondo.core.graph.InputWires.ColumnWires;
import rondo.core.graph.Value;
import rondo.engine.model.Vocabulary;
import rondo.tasks.text.Shapes;

/**
 * How words become columns: which word it is, and maybe its letters, its shape, and which vector of
 * a file trained elsewhere it has.
 */
final class Words {
  static final String COLUMN = "words";

  /**
   * A list of entries that no word is looked up as, of which the first stands for unknown words;
   * without the list that is the usual one alone.
   */
  static final String RESERVED = "reserved";

  static final String FOLDING = "folding"; // an option
  static final int MOST = 10_000_000;

  private static final String SHAPE = "shape"; // a column and an option

  /** How words are taught. */
  static final Options LEARNING =
      Options.of(
          new Option(
              "unknown-rate",
              "0.5",
              "how often a word seen once stands as unknown in training; one seen n times, an n-th"
                  + " of it"));

  static final Options OPTIONS =
      Options.of(
              new Option(
                  "characters",
                  "true",
                  "whether words are read letter by letter, too, so that unknown ones say"
                      + " something"),
              new Option("longest-word", "20", "letters of a word that are read, from its start"),
              new Option(
                  "shape", "true", "whether capitals, digits and the like are told apart, too"),
              new Option(
                  FOLDING,
                  "case",
                  "which spellings are one word: case (in small, Title and CAPITAL letters), lower"
                      + " (all that are the same in small letters), none"),
              new Option(
                  "min-count", "1", "words seen less often share the entry of unknown words"))
          .and(LEARNING)
          .and(TrainedVectors.OPTIONS);

  private final Vocabulary known;
  private final Optional<Letters> letters;
  private final boolean shape;
  private final Optional<Vocabulary> vectors;
  private final double unknownRate;
  private final Vocabulary.Folding folding;

  Words(TaskSpec spec) {
    Settings options = spec.options();
    folding = folding(options);
    known =
        spec.lists().containsKey(RESERVED)
            ? Vocabulary.of(spec.list(COLUMN), spec.list(RESERVED), folding)
            : Vocabulary.of(spec.list(COLUMN), folding);
    letters =
        given(
            options.flag("characters"),
            () -> Letters.of(spec.list(Letters.COLUMN), longest(options)));
    shape = options.flag("shape");
    vectors =
        given(
            spec.lists().containsKey(TrainedVectors.NAME),
            () -> Vocabulary.of(spec.list(TrainedVectors.NAME), Vocabulary.Folding.CASE));
    unknownRate = options.real("unknown-rate", 0, 1);
  }

  private static Vocabulary.Folding folding(Settings options) {
    String said = options.choice(FOLDING, "case", "lower", "none");
    return Vocabulary.Folding.valueOf(said.toUpperCase(Locale.ROOT));
  }

  private static <T> Optional<T> given(boolean there, Supplier<T> make) {
    return there ? Optional.of(make.get()) : Optional.empty();
  }

  private static int longest(Settings options) {
    return options.number("longest-word", 1, 1000);
  }

  // fitting

  /** The lists that words need, of all the words there are to learn from. */
  static SortedMap<String, List<String>> fit(Supplier<Stream<String>> words, Settings options) {
    SortedMap<String, List<String>> lists = new TreeMap<>();
    int least = options.number("min-count", 1, 1_000_000);
    lists.put(COLUMN, Vocabulary.count(words.get(), least, MOST, folding(options)).entries());
    if (options.flag("characters")) {
      lists.put(Letters.COLUMN, Letters.count(words.get(), longest(options)).entries());
    }
    if (TrainedVectors.named(options)) {
      lists.put(TrainedVectors.NAME, TrainedVectors.entries(options));
    }
    return lists;
  }

  /** The columns of words with such lists. */
  private static Schema schema(SortedMap<String, List<String>> lists, Settings options) {
    SortedMap<String, Schema.Kind> columns = new TreeMap<>();
    columns.put(COLUMN, ids(lists, COLUMN));
    if (options.flag("characters")) {
      int known = lists.getOrDefault(Letters.COLUMN, List.of()).size();
      columns.put(Letters.COLUMN, Letters.kind(known));
    }
    if (options.flag("shape")) {
      columns.put(SHAPE, new Schema.Kind.Ids(Shapes.count()));
    }
    if (lists.containsKey(TrainedVectors.NAME)) {
      columns.put(TrainedVectors.NAME, ids(lists, TrainedVectors.NAME));
    }
    return new Schema(columns);
  }

  private static Schema.Kind ids(SortedMap<String, List<String>> lists, String name) {
    return new Schema.Kind.Ids(lists.getOrDefault(name, List.of()).size());
  }

  /** What fitting found out, when a list holds what there is to score. */
  static TaskSpec spec(
      String type,
      Demand.Wanted wanted,
      String outputs,
      SortedMap<String, List<String>> lists,
      Settings options) {
    return new TaskSpec(type, demand(wanted, outputs, lists, options), lists, options);
  }

  private static Demand demand(
      Demand.Wanted wanted,
      String outputs,
      SortedMap<String, List<String>> lists,
      Settings options) {
    int count = lists.getOrDefault(outputs, List.of()).size();
    return new Demand(Schema.NONE, schema(lists, options), wanted, count);
  }

  /**
   * What a model says of its task, completed and found to fit together. A model of a time that knew
   * fewer options reads what its columns say.
   */
  static TaskSpec completed(TaskSpec spec, Options options, String outputs) {
    Map<String, String> values = new HashMap<>(spec.options().values());
    Map<String, Schema.Kind> columns = spec.demand().tokens().columns();
    values.putIfAbsent("characters", "" + columns.containsKey(Letters.COLUMN));
    values.putIfAbsent("shape", "" + columns.containsKey(SHAPE));
    Settings filled = options.fill(values);
    Demand due = demand(spec.demand().wanted(), outputs, spec.lists(), filled);
    if (!spec.demand().equals(due)) {
      throw new ModelFormatException(
          "the lists of a '%s' model make its columns and scores %s, the model has %s"
              .formatted(spec.type(), due, spec.demand()));
    }
    return new TaskSpec(spec.type(), due, spec.lists(), filled);
  }

  // use

  /** The columns of some sentences. */
  Inputs inputs(List<List<String>> sentences) {
    return inputs(sentences, sentences.stream().map(this::ids).toList());
  }

  private Inputs inputs(List<List<String>> sentences, List<int[]> ids) {
    Inputs in = Epochs.inputs(COLUMN, ids);
    SortedMap<String, Column> columns = new TreeMap<>(in.columns());
    letters.ifPresent(l -> columns.put(Letters.COLUMN, l.column(sentences, in.time())));
    if (shape) {
      Map<String, Integer> shapes = new HashMap<>(); // words recur, and patterns take their time
      put(columns, SHAPE, sentences, w -> shapes.computeIfAbsent(w, Shapes::of));
    }
    vectors.ifPresent(v -> put(columns, TrainedVectors.NAME, sentences, v::id));
    return new Inputs(in.time(), in.lengths(), columns);
  }

  private static void put(
      Map<String, Column> columns,
      String name,
      List<List<String>> sentences,
      ToIntFunction<String> id) {
    List<int[]> rows = sentences.stream().map(s -> s.stream().mapToInt(id).toArray()).toList();
    columns.put(name, Epochs.inputs(name, rows).column(name));
  }

  /** The entries of those that a model has of its own. */
  List<String> entries() {
    return known.entries();
  }

  /** How many of the words of texts have an entry of their own. */
  Known known(List<List<String>> texts) {
    long words = texts.stream().mapToLong(List::size).sum();
    long unknown =
        texts.stream()
            .flatMap(List::stream)
            .filter(word -> known.id(word) == known.unknown())
            .count();
    return new Known(words, unknown);
  }

  // export

  /** The same columns of tokens in a graph. */
  InputWires write(Graph g, TokenWires tokens) {
    if (folding == Vocabulary.Folding.LOWER) {
      throw new IllegalArgumentException(
          "option '%s' is 'lower', and no graph makes letters small as it is done here; export with ids in, or train with %s = case or none"
              .formatted(FOLDING, FOLDING));
    }
    SortedMap<String, ColumnWires> columns = new TreeMap<>();
    columns.put(COLUMN, ids(g.scope(COLUMN), tokens, known));
    letters.ifPresent(l -> columns.put(Letters.COLUMN, l.write(g.scope(Letters.COLUMN), tokens)));
    if (shape) {
      Graph s = g.scope(SHAPE);
      Value shapes = tokens.matched(s, Shapes.patterns());
      columns.put(SHAPE, new ColumnWires.Ids(tokens.placed(s, shapes)));
    }
    vectors.ifPresent(
        v -> columns.put(TrainedVectors.NAME, ids(g.scope(TrainedVectors.NAME), tokens, v)));
    return InputWires.of(tokens.lengths(), columns);
  }

  private static ColumnWires ids(Graph g, TokenWires tokens, Vocabulary vocabulary) {
    return new ColumnWires.Ids(tokens.placed(g, tokens.ids(g, vocabulary)));
  }

  private int[] ids(List<String> sentence) {
    return sentence.stream().mapToInt(known::id).toArray();
  }

  // training

  /** The columns of sentences by their place among all there are to learn from. */
  interface Lesson {
    Inputs inputs(List<Integer> places);
  }

  /**
   * In a lesson, words stand as unknown now and then, each about as often in an epoch as any other:
   * one that was seen n times at an n-th of the rate.
   */
  Lesson lesson(List<List<String>> all, Noise order) {
    Map<Integer, Integer> counts = new HashMap<>(); // by id
    for (List<String> sentence : all) {
      for (String word : sentence) {
        counts.merge(known.id(word), 1, Integer::sum);
      }
    }
    double rate = order.none() ? 0 : unknownRate;
    Noise rare = order.at("rare");
    return places -> {
      List<int[]> ids = new ArrayList<>();
      for (int i : places) {
        int[] row = ids(all.get(i));
        Noise here = rare.at(i);
        for (int t = 0; t < row.length; t++) {
          int seen = counts.getOrDefault(row[t], 1);
          row[t] = here.uniform(t) * seen < rate ? known.unknown() : row[t];
        }
        ids.add(row);
      }
      return inputs(places.stream().<List<String>>map(all::get).toList(), ids);
    };
  }
}
