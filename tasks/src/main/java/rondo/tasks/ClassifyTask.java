package rondo.tasks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import rondo.core.Batch;
import rondo.core.Cursor;
import rondo.core.Evaluation;
import rondo.core.Example;
import rondo.core.Inputs;
import rondo.core.Known;
import rondo.core.Layer;
import rondo.core.Loss;
import rondo.core.ModelFormatException;
import rondo.core.Network;
import rondo.core.Noise;
import rondo.core.Pass;
import rondo.core.Rated;
import rondo.core.Runner;
import rondo.core.Script;
import rondo.core.Sequence;
import rondo.core.Settings;
import rondo.core.Task;
import rondo.core.TaskSpec;
import rondo.core.graph.Attr;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.InputWires;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.engine.graph.GraphInputs;
import rondo.engine.graph.GraphOutputs;
import rondo.engine.graph.GraphText;
import rondo.engine.layer.CrossEntropy;
import rondo.tasks.measure.ClassScores;
import rondo.tasks.text.Tokenizing;

/** One label for a text as a whole. */
final class ClassifyTask implements Task<List<String>, String>, GraphText {
  static final String LABELS = "labels"; // a list, and a column
  private static final String PROBABILITIES = "probabilities"; // an output
  static final String LABEL_WEIGHTS = "label-weights"; // a list, in the order of the labels

  private final TaskSpec spec;
  private final Words words;
  private final KnownLabels labels;
  private final CrossEntropy loss;
  private final int longest;

  ClassifyTask(TaskSpec spec) {
    this.spec = spec;
    words = new Words(spec);
    labels = new KnownLabels(spec.list(LABELS));
    longest = longest(spec.options());
    double smoothing = spec.options().real("smoothing", 0, 0.9);
    loss = new CrossEntropy(smoothing, weights(spec.list(LABEL_WEIGHTS)));
  }

  private float[] weights(List<String> texts) {
    if (!texts.isEmpty() && texts.size() != labels.size()) {
      throw new ModelFormatException(
          "%d label weights for %d labels".formatted(texts.size(), labels.size()));
    }
    float[] weights = new float[texts.size()];
    try {
      for (int k = 0; k < weights.length; k++) {
        weights[k] = Float.parseFloat(texts.get(k));
      }
    } catch (NumberFormatException e) {
      throw new ModelFormatException("a label's weight must be a number: " + e.getMessage(), e);
    }
    return weights;
  }

  /** How many tokens of a text are read. */
  static int longest(Settings options) {
    return options.number("longest-text", 1, 1_000_000);
  }

  @Override
  public TaskSpec spec() {
    return spec;
  }

  // training

  @Override
  public Stream<List<Batch>> epoch(
      List<Example<List<String>, String>> data, Plan plan, Noise order) {
    List<List<String>> texts = data.stream().map(e -> start(e.input())).toList();
    Words.Lesson lesson = words.lesson(texts, order);
    ToIntFunction<Integer> length = i -> texts.get(i).size();
    return Epochs.byLength(
        IntStream.range(0, data.size()).boxed().toList(),
        length,
        plan,
        order,
        places -> {
          List<int[]> gold =
              places.stream().map(i -> new int[] {labels.id(data.get(i).gold())}).toList();
          return new Batch(Inputs.NONE, lesson.inputs(places), Epochs.inputs(LABELS, gold), false);
        });
  }

  /** As much of a text as is read. */
  private List<String> start(List<String> text) {
    return text.size() <= longest ? text : text.subList(0, longest);
  }

  @Override
  public Loss loss(Sequence hidden, Layer head, Batch batch, Pass pass) {
    return loss.through(head, hidden, batch.gold().ids(LABELS), pass);
  }

  // use

  @Override
  public List<String> answer(List<List<String>> texts, Runner runner) {
    return read(texts, runner, scores -> labels.get(best(scores)));
  }

  @Override
  public List<Rated<String>> rate(List<List<String>> texts, Runner runner) {
    return likely(texts, runner).stream()
        .map(all -> new Rated<>(all.get(0).label(), List.of(all.get(0).confidence())))
        .toList();
  }

  @Override
  public Script script(List<String> text, String label) {
    return new Script(start(text), List.of(label));
  }

  /** All labels with their probabilities, the likeliest first. */
  List<List<Likely>> likely(List<List<String>> texts, Runner runner) {
    return read(texts, runner, this::likely);
  }

  private interface Reading<A> {
    A of(float[] scores);
  }

  private <A> List<A> read(List<List<String>> whole, Runner runner, Reading<A> reading) {
    List<List<String>> texts = whole.stream().map(this::start).toList();
    SortedMap<Integer, A> answers = new TreeMap<>(); // by place
    List<Integer> places =
        IntStream.range(0, texts.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> texts.get(i).size()))
            .toList();
    for (List<Integer> rows : Epochs.together(places, i -> texts.get(i).size())) {
      Inputs tokens = words.inputs(rows.stream().<List<String>>map(texts::get).toList());
      try (Cursor cursor = runner.start(Inputs.NONE)) {
        Sequence scores = cursor.score(tokens).values();
        for (int b = 0; b < rows.size(); b++) {
          answers.put(rows.get(b), reading.of(scores(scores, b)));
        }
      }
    }
    return List.copyOf(answers.values());
  }

  /** Those of one text of a batch, a score for each label. */
  private float[] scores(Sequence scores, int b) {
    int at = scores.rows().at(b);
    return Arrays.copyOfRange(scores.rows().data(), at, at + labels.size());
  }

  /** Of equally good ones the first. */
  private static int best(float[] scores) {
    int best = 0;
    for (int k = 1; k < scores.length; k++) {
      best = scores[k] > scores[best] ? k : best;
    }
    return best;
  }

  private List<Likely> likely(float[] scores) {
    double top = scores[best(scores)];
    double sum = 0;
    for (float score : scores) {
      sum += Math.exp(score - top);
    }
    List<Likely> all = new ArrayList<>();
    for (int k = 0; k < scores.length; k++) {
      all.add(new Likely(labels.get(k), Math.exp(scores[k] - top) / sum));
    }
    all.sort(Comparator.comparingDouble((Likely l) -> -l.confidence())); // stable
    return all;
  }

  @Override
  public Evaluation evaluate(List<Example<List<String>, String>> gold, List<String> answers) {
    ClassScores scores = new ClassScores();
    for (int i = 0; i < gold.size(); i++) {
      scores.add(gold.get(i).gold(), answers.get(i));
    }
    return scores.evaluation();
  }

  // export

  /**
   * Ids or texts in; scores [1,B,K], probabilities [B,K] and the likeliest label [B] out, and of
   * texts their tokens, as far as they are read.
   */
  @Override
  public Map<String, Graph> write(Network network, Form form) {
    Graph g = new Graph();
    InputWires tokens =
        switch (form) {
          case STEPS ->
              throw new IllegalArgumentException(
                  "a model that labels a text as a whole has no steps; export it as one file");
          case ANSWER -> GraphInputs.write(g, spec.demand().tokens());
          case TEXT ->
              words.write(
                  g.scope(GraphInputs.TEXT),
                  TokenWires.start(g, Tokenizing.patternOf(spec.options()), longest));
        };
    Graph n = g.scope("network");
    Value scores = network.writeScore(n, tokens, network.writeStart(n, InputWires.NONE)).scores();
    GraphOutputs.scores(g, scores, spec.demand());
    Value each = g.op("Squeeze", scores, g.ints(0));
    Value probabilities = g.op("Softmax", Map.of("axis", Attr.of(-1)), each);
    g.output(PROBABILITIES, probabilities, ElementType.FLOAT, "B", Integer.toString(labels.size()));
    Value best = g.op("ArgMax", Map.of("axis", Attr.of(-1), "keepdims", Attr.of(0)), each);
    Value answer = g.op("Gather", g.constant(LABELS, labels.tensor()), best);
    g.output(GraphOutputs.ANSWER, answer, ElementType.STRING, "B");
    return Map.of("", g);
  }

  @Override
  public List<String> tokens(String text) {
    return Tokenizing.of(spec.options()).words(text, longest);
  }

  @Override
  public Inputs inputs(List<List<String>> texts) {
    return words.inputs(texts);
  }

  @Override
  public Optional<Known> known(List<List<String>> inputs) {
    return Optional.of(words.known(inputs));
  }

  @Override
  public List<String> words() {
    return words.entries();
  }

  @Override
  public SortedMap<String, Tensor> answers(Sequence scores) {
    int B = scores.batch();
    int K = labels.size();
    String[] answers = new String[B];
    float[] probabilities = new float[B * K];
    for (int b = 0; b < B; b++) {
      float[] own = scores(scores, b);
      double sum = 0;
      for (float score : own) {
        sum += Math.exp(score - (double) own[best(own)]);
      }
      for (int k = 0; k < K; k++) {
        probabilities[b * K + k] = (float) (Math.exp(own[k] - (double) own[best(own)]) / sum);
      }
      answers[b] = labels.get(best(own));
    }
    SortedMap<String, Tensor> outputs = new TreeMap<>();
    outputs.put(GraphOutputs.ANSWER, new Tensor.Strings(List.of(B), answers));
    outputs.put(PROBABILITIES, new Tensor.Floats(List.of(B, K), probabilities));
    return outputs;
  }
}
