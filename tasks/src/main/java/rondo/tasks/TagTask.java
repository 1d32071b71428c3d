package rondo.tasks;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import rondo.core.Batch;
import rondo.core.Evaluation;
import rondo.core.Example;
import rondo.core.Inputs;
import rondo.core.Layer;
import rondo.core.Loss;
import rondo.core.Network;
import rondo.core.Noise;
import rondo.core.Pass;
import rondo.core.Runner;
import rondo.core.Sequence;
import rondo.core.Task;
import rondo.core.TaskSpec;
import rondo.core.Weights;
import rondo.core.graph.Graph;
import rondo.core.graph.Tensor;
import rondo.engine.graph.GraphText;
import rondo.engine.layer.Grammar;
import rondo.tasks.measure.TokenScores;

/** A label for each word, any of which may follow any other. */
final class TagTask implements Task<List<String>, List<String>>, GraphText {
  private final TaskSpec spec;
  private final Tagger tagger;

  TagTask(TaskSpec spec, Weights weights) {
    this.spec = spec;
    tagger = new Tagger(spec, Grammar.ANY, weights);
  }

  @Override
  public TaskSpec spec() {
    return spec;
  }

  @Override
  public Stream<List<Batch>> epoch(
      List<Example<List<String>, List<String>>> data, Plan plan, Noise order) {
    List<Tagger.Labelled> labelled =
        data.stream().map(e -> new Tagger.Labelled(e.input(), e.gold())).toList();
    return tagger.epoch(labelled, plan, order);
  }

  @Override
  public Loss loss(Sequence hidden, Layer head, Batch batch, Pass pass) {
    return tagger.loss(hidden, head, batch, pass);
  }

  @Override
  public List<List<String>> answer(List<List<String>> sentences, Runner runner) {
    return tagger.read(sentences, runner, List.of(), ScoredSentence::labels);
  }

  /** The same labels with how probable each is. */
  List<List<Likely>> likely(List<List<String>> sentences, Runner runner) {
    return tagger.read(
        sentences,
        runner,
        List.of(),
        scored -> {
          List<String> labels = scored.labels();
          double[] confidence = scored.confidence();
          return IntStream.range(0, labels.size())
              .mapToObj(t -> new Likely(labels.get(t), confidence[t]))
              .toList();
        });
  }

  @Override
  public Evaluation evaluate(
      List<Example<List<String>, List<String>>> gold, List<List<String>> answers) {
    TokenScores scores = new TokenScores();
    for (int i = 0; i < gold.size(); i++) {
      scores.add(gold.get(i).gold(), answers.get(i));
    }
    return scores.evaluation();
  }

  @Override
  public Map<String, Graph> write(Network network, Form form) {
    return tagger.write(network, form);
  }

  @Override
  public SortedMap<String, Tensor> answers(Sequence scores) {
    return tagger.answers(scores);
  }

  @Override
  public List<String> tokens(String sentence) {
    return tagger.tokens(sentence);
  }

  @Override
  public Inputs inputs(List<List<String>> sentences) {
    return tagger.inputs(sentences);
  }

  @Override
  public List<String> words() {
    return tagger.words();
  }
}
