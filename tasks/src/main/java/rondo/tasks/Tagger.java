package rondo.tasks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rondo.core.Batch;
import rondo.core.Cursor;
import rondo.core.Inputs;
import rondo.core.Known;
import rondo.core.Layer;
import rondo.core.Loss;
import rondo.core.Matrix;
import rondo.core.Network;
import rondo.core.Noise;
import rondo.core.Option;
import rondo.core.Options;
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
import rondo.engine.graph.GraphInputs;
import rondo.engine.graph.GraphOutputs;
import rondo.engine.graph.GraphSteps;
import rondo.engine.kernel.KernelChoice;
import rondo.engine.layer.Crf;
import rondo.engine.layer.Grammar;
import rondo.engine.layer.Labelling;
import rondo.engine.layer.Softmax;
import rondo.engine.work.Work;
import rondo.engine.work.Workers;
import rondo.tasks.text.Sentences;
import rondo.tasks.text.Tokenizing;

/** A label for each word of sentences: what finding names and plain tagging have in common. */
final class Tagger {
  static final String LABELS = "tags"; // a list, and a column
  static final String DECODER = "decoder"; // an option
  static final String ARGMAX = "argmax"; // a value of it

  private static final Logger log = LoggerFactory.getLogger(Tagger.class);

  static final Options OPTIONS =
      Options.of(
          new Option(
              DECODER,
              "crf",
              "crf learns which label follows which, softmax takes each for itself, and so does"
                  + " argmax, which answers even what the scheme forbids"));

  /** What a decoder can be where nothing was learnt of which label follows which. */
  static final Map<String, List<String>> UNCHAINED = Map.of(DECODER, List.of(ARGMAX, "softmax"));

  private static final int LONGEST = Sentences.MOST; // words that a network reads at once
  private static final int CONTEXT = 50; // words beside them that it sees, in use

  private final TaskSpec spec;
  private final Words words;
  private final KnownLabels labels;
  private final Grammar grammar;
  private final Labelling labelling;

  /** A sentence and the label of each word. */
  record Labelled(List<String> words, List<String> labels) {
    private Labelled piece(int from, int to) {
      return new Labelled(words.subList(from, to), labels.subList(from, to));
    }
  }

  Tagger(TaskSpec spec, Grammar grammar, Weights weights) {
    this.spec = spec;
    this.grammar = grammar;
    words = new Words(spec);
    labels = new KnownLabels(spec.list(LABELS));
    labelling =
        switch (decoder(spec.options())) {
          case "crf" -> new Crf(labels.size(), grammar, weights.in("crf"));
          case ARGMAX -> new Softmax(labels.size(), Grammar.ANY);
          default -> new Softmax(labels.size(), grammar);
        };
  }

  static String decoder(Settings options) {
    return options.choice(DECODER, "crf", "softmax", ARGMAX);
  }

  TaskSpec spec() {
    return spec;
  }

  // training

  Stream<List<Batch>> epoch(List<Labelled> whole, Task.Plan plan, Noise order) {
    List<Labelled> data = whole.stream().flatMap(s -> pieces(s).stream()).toList();
    Words.Lesson lesson = words.lesson(data.stream().map(Labelled::words).toList(), order);
    ToIntFunction<Integer> length = i -> data.get(i).words().size();
    return Epochs.byLength(
        IntStream.range(0, data.size()).boxed().toList(),
        length,
        plan,
        order,
        places -> {
          List<int[]> gold = places.stream().map(i -> labels.ids(data.get(i).labels())).toList();
          Inputs tokens = lesson.inputs(places);
          return new Batch(Inputs.NONE, tokens, Epochs.inputs(LABELS, gold), false);
        });
  }

  /** A sentence, or what a long one is cut into: wherever its labels could end and begin. */
  private List<Labelled> pieces(Labelled whole) {
    List<Labelled> pieces = new ArrayList<>();
    int[] ids = whole.words().size() > LONGEST ? labels.ids(whole.labels()) : new int[0];
    int from = 0;
    int good = 0; // the last place to cut at
    for (int at = 1; at < ids.length; at++) {
      boolean ends = grammar.allows(ids[at - 1], Grammar.BORDER);
      good = ends && grammar.allows(Grammar.BORDER, ids[at]) ? at : good;
      if (at - from >= LONGEST && good > from) {
        pieces.add(whole.piece(from, good));
        from = good;
      }
    }
    pieces.add(from == 0 ? whole : whole.piece(from, ids.length));
    return pieces;
  }

  /** Tells a person once what happens to sentences that are too long to be learnt from at once. */
  static void tellLong(IntStream lengths) {
    int[] longer = lengths.filter(n -> n > LONGEST).sorted().toArray();
    if (longer.length > 0) {
      log.warn(
          "{} of the sentences to learn from have more than {} words, the longest {}; they are cut",
          longer.length,
          LONGEST,
          longer[longer.length - 1]);
    }
  }

  Loss loss(Sequence hidden, Layer head, Batch batch, Pass pass) {
    return labelling.through(head, hidden, batch.gold().ids(LABELS), pass);
  }

  // use

  /** What is read of each sentence; of one without words, {@code nothing}. */
  <A> List<A> read(
      List<List<String>> sentences, Runner runner, A nothing, Function<ScoredSentence, A> reading) {
    List<A> answers = new ArrayList<>(Collections.nCopies(sentences.size(), nothing));
    List<Integer> places =
        IntStream.range(0, sentences.size())
            .boxed()
            .filter(i -> !sentences.get(i).isEmpty() && sentences.get(i).size() <= LONGEST)
            .sorted(Comparator.comparingInt(i -> sentences.get(i).size()))
            .toList();
    Work work = new Work(KernelChoice.best(), Workers.ONE);
    for (List<Integer> rows : Epochs.together(places, i -> sentences.get(i).size())) {
      Inputs tokens = words.inputs(rows.stream().<List<String>>map(sentences::get).toList());
      try (Cursor cursor = runner.start(Inputs.NONE)) {
        Sequence scores = cursor.score(tokens).values();
        for (int b = 0; b < rows.size(); b++) {
          answers.set(rows.get(b), reading.apply(scored(scores, b, work)));
        }
      }
    }
    for (int i = 0; i < sentences.size(); i++) {
      if (sentences.get(i).size() > LONGEST) {
        answers.set(i, reading.apply(scored(scores(sentences.get(i), runner), 0, work)));
      }
    }
    return answers;
  }

  private ScoredSentence scored(Sequence scores, int b, Work work) {
    return new ScoredSentence(labels, labelling, scores, b, work);
  }

  /**
   * The scores of a long sentence, which the network reads piece by piece with some words of the
   * neighbours; the best labels are those of the whole.
   */
  private Sequence scores(List<String> sentence, Runner runner) {
    int n = sentence.size();
    Matrix all = Matrix.zeros(n, labels.size());
    for (int from = 0; from < n; from += LONGEST) {
      int to = Math.min(n, from + LONGEST);
      int first = Math.max(0, from - CONTEXT);
      List<String> piece = sentence.subList(first, Math.min(n, to + CONTEXT));
      try (Cursor cursor = runner.start(Inputs.NONE)) {
        Matrix rows = cursor.score(words.inputs(List.of(piece))).values().rows();
        all.rows(from, to - from).set(rows.rows(from - first, to - from));
      }
    }
    return new Sequence(n, all, new int[] {n});
  }

  // export

  /**
   * Ids in; scores [T,B,K] and the labels of the best path [T,B] out. Or sentences in; tokens and
   * their labels [B,T] out, and the scores.
   */
  Map<String, Graph> write(Network network, Task.Form form) {
    return switch (form) {
      case STEPS -> GraphSteps.write(network);
      case ANSWER -> Map.of("", ofIds(network));
      case TEXT -> Map.of("", ofText(network));
    };
  }

  private Graph ofIds(Network network) {
    Graph g = new Graph();
    Value labels = labels(g, network, GraphInputs.write(g, spec.demand().tokens()));
    g.output(GraphOutputs.ANSWER, labels, ElementType.STRING, "T", "B");
    return g;
  }

  private Graph ofText(Network network) {
    Sentences.requireLines(spec.options());
    String pattern = Tokenizing.patternOf(spec.options());
    Graph g = new Graph();
    TokenWires tokens = TokenWires.line(g, pattern, LONGEST);
    Value labels = labels(g, network, words.write(g.scope(GraphInputs.TEXT), tokens));
    Value answer = tokens.byText(g.scope("labels"), labels);
    g.output(GraphOutputs.ANSWER, answer, ElementType.STRING, "B", "T");
    return g;
  }

  /** Writes the scores, too. */
  private Value labels(Graph g, Network network, InputWires tokens) {
    Graph n = g.scope("network");
    Value scores = network.writeScore(n, tokens, network.writeStart(n, InputWires.NONE)).scores();
    GraphOutputs.scores(g, scores, spec.demand());
    Value path = labelling.viterbi(g.scope("crf"), scores, tokens.lengths());
    return g.op("Gather", g.constant(LABELS, labels.tensor()), path);
  }

  List<String> tokens(String sentence) {
    return Tokenizing.of(spec.options()).words(sentence);
  }

  Inputs inputs(List<List<String>> sentences) {
    return words.inputs(sentences);
  }

  Known known(List<List<String>> sentences) {
    return words.known(sentences);
  }

  List<String> words() {
    return words.entries();
  }

  /** What the graph's answers should be. */
  SortedMap<String, Tensor> answers(Sequence scores) {
    String[] answers = new String[scores.time() * scores.batch()];
    Arrays.fill(answers, "");
    for (int b = 0; b < scores.batch(); b++) {
      int[] path = labelling.best(scores, b);
      for (int t = 0; t < path.length; t++) {
        answers[t * scores.batch() + b] = labels.get(path[t]);
      }
    }
    Tensor tags = new Tensor.Strings(List.of(scores.time(), scores.batch()), answers);
    return new TreeMap<>(Map.of(GraphOutputs.ANSWER, tags));
  }
}
