package rondo.tasks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import rondo.core.Batch;
import rondo.core.Cursor;
import rondo.core.Inputs;
import rondo.core.Layer;
import rondo.core.Loss;
import rondo.core.ModelFormatException;
import rondo.core.Network;
import rondo.core.Noise;
import rondo.core.Pass;
import rondo.core.Runner;
import rondo.core.Sequence;
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
import rondo.engine.layer.Crf;
import rondo.engine.layer.Grammar;
import rondo.engine.layer.Labelling;

/** A label for each word of sentences: what finding names and plain tagging have in common. */
final class Tagger {
  static final String LABELS = "tags"; // a list, and a column

  private final TaskSpec spec;
  private final Words words;
  private final List<String> labels;
  private final Map<String, Integer> labelIds = new HashMap<>();
  private final Labelling labelling;

  /** A sentence and the label of each word. */
  record Labelled(List<String> words, List<String> labels) {}

  /** What somebody reads from the scores of a sentence. */
  interface Reading<A> {
    A of(Sequence scores, int b, List<String> words);
  }

  Tagger(TaskSpec spec, Grammar grammar, Weights weights) {
    this.spec = spec;
    words = new Words(spec);
    labels = spec.list(LABELS);
    for (String label : labels) {
      if (labelIds.put(label, labelIds.size()) != null) {
        throw new ModelFormatException("label '%s' stands twice in the model".formatted(label));
      }
    }
    labelling = new Crf(labels.size(), grammar, weights.in("crf"));
  }

  // training

  Stream<List<Batch>> epoch(List<Labelled> data, Task.Plan plan, Noise order) {
    Words.Lesson lesson = words.lesson(data.stream().map(Labelled::words).toList(), order);
    ToIntFunction<Integer> length = i -> data.get(i).words().size();
    return Epochs.byLength(
        IntStream.range(0, data.size()).boxed().toList(),
        length,
        plan,
        order,
        places -> {
          List<int[]> gold = places.stream().map(i -> ids(data.get(i).labels())).toList();
          Inputs tokens = lesson.inputs(places);
          return new Batch(Inputs.NONE, tokens, Epochs.inputs(LABELS, gold), false);
        });
  }

  private int[] ids(List<String> own) {
    return own.stream().mapToInt(this::id).toArray();
  }

  private int id(String label) {
    Integer id = labelIds.get(label);
    if (id == null) {
      throw new IllegalArgumentException(
          "the model has no label '%s'; it knows those of the data it was fitted to: %s"
              .formatted(label, labels));
    }
    return id;
  }

  Loss loss(Sequence hidden, Layer head, Batch batch, Pass pass) {
    return labelling.through(head, hidden, batch.gold().ids(LABELS), pass);
  }

  // use

  /** What is read of each sentence; of one without words, {@code nothing}. */
  <A> List<A> read(List<List<String>> sentences, Runner runner, A nothing, Reading<A> reading) {
    List<A> answers = new ArrayList<>(Collections.nCopies(sentences.size(), nothing));
    List<Integer> places =
        IntStream.range(0, sentences.size())
            .boxed()
            .filter(i -> !sentences.get(i).isEmpty())
            .sorted(Comparator.comparingInt(i -> sentences.get(i).size()))
            .toList();
    for (List<Integer> rows : Epochs.together(places, i -> sentences.get(i).size())) {
      Inputs tokens = words.inputs(rows.stream().<List<String>>map(sentences::get).toList());
      try (Cursor cursor = runner.start(Inputs.NONE)) {
        Sequence scores = cursor.score(tokens).values();
        for (int b = 0; b < rows.size(); b++) {
          answers.set(rows.get(b), reading.of(scores, b, sentences.get(rows.get(b))));
        }
      }
    }
    return answers;
  }

  /** The best labels of an example. */
  List<String> best(Sequence scores, int b) {
    return Arrays.stream(labelling.best(scores, b)).mapToObj(labels::get).toList();
  }

  // export

  /** Ids in; scores [T,B,K] and the labels of the best path [T,B] out. */
  Map<String, Graph> write(Network network, Task.Form form) {
    if (form == Task.Form.STEPS) {
      return GraphSteps.write(network);
    }
    Graph g = new Graph();
    InputWires tokens = GraphInputs.write(g, spec.demand().tokens());
    Graph n = g.scope("network");
    Value scores = network.writeScore(n, tokens, network.writeStart(n, InputWires.NONE)).scores();
    GraphOutputs.scores(g, scores, spec.demand());
    Value path = labelling.viterbi(g.scope("crf"), scores, tokens.lengths());
    Tensor names = new Tensor.Strings(List.of(labels.size()), labels.toArray(new String[0]));
    Value answer = g.op("Gather", g.constant(LABELS, names), path);
    g.output(GraphOutputs.ANSWER, answer, ElementType.STRING, "T", "B");
    return Map.of("", g);
  }

  /** What the graph's answers should be. */
  Tensor answers(Sequence scores) {
    String[] answers = new String[scores.time() * scores.batch()];
    Arrays.fill(answers, "");
    for (int b = 0; b < scores.batch(); b++) {
      List<String> path = best(scores, b);
      for (int t = 0; t < path.size(); t++) {
        answers[t * scores.batch() + b] = path.get(t);
      }
    }
    return new Tensor.Strings(List.of(scores.time(), scores.batch()), answers);
  }
}
