package rondo.tasks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import rondo.core.Batch;
import rondo.core.Column;
import rondo.core.Cursor;
import rondo.core.Evaluation;
import rondo.core.Example;
import rondo.core.Inputs;
import rondo.core.Layer;
import rondo.core.Loss;
import rondo.core.ModelFormatException;
import rondo.core.Network;
import rondo.core.Noise;
import rondo.core.Pass;
import rondo.core.Runner;
import rondo.core.Sequence;
import rondo.core.Settings;
import rondo.core.Task;
import rondo.core.TaskSpec;
import rondo.core.Weights;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.InputWires;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.engine.graph.GraphAnswers;
import rondo.engine.graph.GraphInputs;
import rondo.engine.graph.GraphOutputs;
import rondo.engine.graph.GraphSteps;
import rondo.engine.layer.Crf;
import rondo.engine.layer.Grammar;
import rondo.engine.model.Vocabulary;
import rondo.tasks.measure.SpanScores;
import rondo.tasks.text.Scheme;
import rondo.tasks.text.Span;

/** A tag for each word, decoded as a whole by a linear chain that is the task's own. */
final class NerTask implements Task<List<String>, List<Span>>, GraphAnswers {
  static final String WORDS = "words";
  static final String TAGS = "tags";
  private static final int UNKNOWN = 0; // the id that a vocabulary gives to words it lacks
  private static final int ROWS = 32; // sentences run together when answering

  private final TaskSpec spec;
  private final Scheme scheme;
  private final Vocabulary words;
  private final List<String> tags;
  private final Map<String, Integer> tagIds = new HashMap<>();
  private final Optional<Letters> letters;
  private final Crf crf;

  NerTask(TaskSpec spec, Weights weights) {
    this.spec = spec;
    scheme = scheme(spec.options());
    words = Vocabulary.of(spec.list(WORDS), Vocabulary.Folding.CASE);
    tags = spec.list(TAGS);
    for (String tag : tags) {
      if (!scheme.has(tag) || tagIds.put(tag, tagIds.size()) != null) {
        throw new ModelFormatException(
            "'%s' is no tag of scheme %s, or stands twice among the tags"
                .formatted(tag, spec.options().text("scheme")));
      }
    }
    letters =
        spec.options().flag("characters")
            ? Optional.of(Letters.of(spec.list(Letters.COLUMN), longest(spec.options())))
            : Optional.empty();
    crf = new Crf(tags.size(), this::allowed, weights.in("crf"));
  }

  static Scheme scheme(Settings options) {
    return Scheme.valueOf(
        options.choice("scheme", "iob1", "iob2", "bioes").toUpperCase(Locale.ROOT));
  }

  static int longest(Settings options) {
    return options.number("longest-word", 1, 1000);
  }

  @Override
  public TaskSpec spec() {
    return spec;
  }

  // training

  @Override
  public Stream<List<Batch>> epoch(
      List<Example<List<String>, List<Span>>> data, Plan plan, Noise order) {
    Map<String, Integer> counts = new HashMap<>();
    data.forEach(e -> e.input().forEach(w -> counts.merge(w, 1, Integer::sum)));
    double rate = order.none() ? 0 : spec.options().real("unknown-rate", 0, 1);
    Noise rare = order.at("rare");
    List<Integer> places = IntStream.range(0, data.size()).boxed().toList();
    return Epochs.byLength(
        places,
        i -> data.get(i).input().size(),
        plan,
        order,
        rows -> {
          List<List<String>> sentences = new ArrayList<>();
          List<int[]> ids = new ArrayList<>();
          List<int[]> gold = new ArrayList<>();
          for (int i : rows) {
            List<String> sentence = data.get(i).input();
            int[] row = ids(sentence);
            Noise here = rare.at(i);
            for (int t = 0; t < row.length; t++) {
              boolean once = counts.getOrDefault(sentence.get(t), 0) == 1;
              row[t] = once && here.uniform(t) < rate ? UNKNOWN : row[t];
            }
            sentences.add(sentence);
            ids.add(row);
            gold.add(gold(data.get(i)));
          }
          return new Batch(Inputs.NONE, tokens(sentences, ids), Epochs.inputs(TAGS, gold), false);
        });
  }

  /** The columns that the model reads, of sentences and the ids of their words. */
  private Inputs tokens(List<List<String>> sentences, List<int[]> ids) {
    Inputs in = Epochs.inputs(WORDS, ids);
    if (letters.isEmpty()) {
      return in;
    }
    SortedMap<String, Column> columns = new TreeMap<>(in.columns());
    columns.put(Letters.COLUMN, letters.get().column(sentences, in.time()));
    return new Inputs(in.time(), in.lengths(), columns);
  }

  private int[] ids(List<String> sentence) {
    return sentence.stream().mapToInt(words::id).toArray();
  }

  private int[] gold(Example<List<String>, List<Span>> e) {
    return scheme.tags(e.gold(), e.input().size()).stream().mapToInt(this::tagId).toArray();
  }

  private int tagId(String tag) {
    Integer id = tagIds.get(tag);
    if (id == null) {
      throw new IllegalArgumentException(
          "the model has no tag '%s'; it knows the labels of the data it was fitted to: %s"
              .formatted(tag, tags));
    }
    return id;
  }

  @Override
  public Loss loss(Sequence hidden, Layer head, Batch batch, Pass pass) {
    return crf.through(head, hidden, batch.gold().ids(TAGS), pass);
  }

  // use

  @Override
  public List<List<Span>> answer(List<List<String>> sentences, Runner runner) {
    List<List<Span>> answers = new ArrayList<>(Collections.nCopies(sentences.size(), List.of()));
    List<Integer> places =
        IntStream.range(0, sentences.size())
            .boxed()
            .filter(i -> !sentences.get(i).isEmpty())
            .sorted(Comparator.comparingInt(i -> sentences.get(i).size()))
            .toList();
    for (List<Integer> rows : Epochs.chunks(places, ROWS)) {
      List<List<String>> own = rows.stream().<List<String>>map(sentences::get).toList();
      Inputs tokens = tokens(own, own.stream().map(this::ids).toList());
      try (Cursor cursor = runner.start(Inputs.NONE)) {
        Sequence scores = cursor.score(tokens).values();
        for (int b = 0; b < rows.size(); b++) {
          List<String> path = IntStream.of(crf.best(scores, b)).mapToObj(tags::get).toList();
          answers.set(rows.get(b), Scheme.spans(path));
        }
      }
    }
    return answers;
  }

  @Override
  public Evaluation evaluate(
      List<Example<List<String>, List<Span>>> gold, List<List<Span>> answers) {
    SpanScores scores = new SpanScores();
    for (int i = 0; i < gold.size(); i++) {
      scores.add(gold.get(i).gold(), answers.get(i), gold.get(i).input().size());
    }
    return scores.evaluation();
  }

  /** What the scheme lets follow what. */
  private boolean allowed(int before, int tag) {
    if (before == Grammar.BORDER) {
      return scheme.begins(tags.get(tag));
    }
    String last = tags.get(before);
    return tag == Grammar.BORDER ? scheme.ends(last) : scheme.allows(last, tags.get(tag));
  }

  // export

  /** Ids in; scores [T,B,K] and the tags of the best path [T,B] out. */
  @Override
  public Map<String, Graph> write(Network network, Form form) {
    if (form == Form.STEPS) {
      return GraphSteps.write(network);
    }
    Graph g = new Graph();
    InputWires tokens = GraphInputs.write(g, spec.demand().tokens());
    Graph n = g.scope("network");
    Value scores = network.writeScore(n, tokens, network.writeStart(n, InputWires.NONE)).scores();
    GraphOutputs.scores(g, scores, spec.demand());
    Value path = crf.viterbi(g.scope("crf"), scores, tokens.lengths());
    Tensor names = new Tensor.Strings(List.of(tags.size()), tags.toArray(new String[0]));
    Value answer = g.op("Gather", g.constant("tags", names), path);
    g.output(GraphOutputs.ANSWER, answer, ElementType.STRING, "T", "B");
    return Map.of("", g);
  }

  @Override
  public Tensor answers(Sequence scores) {
    String[] answers = new String[scores.time() * scores.batch()];
    Arrays.fill(answers, "");
    for (int b = 0; b < scores.batch(); b++) {
      int[] path = crf.best(scores, b);
      for (int t = 0; t < path.length; t++) {
        answers[t * scores.batch() + b] = tags.get(path[t]);
      }
    }
    return new Tensor.Strings(List.of(scores.time(), scores.batch()), answers);
  }
}
