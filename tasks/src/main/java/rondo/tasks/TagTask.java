package rondo.tasks;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import rondo.core.Batch;
import rondo.core.Evaluation;
import rondo.core.Example;
import rondo.core.Noise;
import rondo.core.Rated;
import rondo.core.Runner;
import rondo.core.Script;
import rondo.core.TaskSpec;
import rondo.core.Weights;
import rondo.engine.layer.Grammar;
import rondo.tasks.measure.TokenScores;

/** A label for each word, any of which may follow any other. */
final class TagTask implements TaggerTask<List<String>> {
  private final Tagger tagger;

  TagTask(TaskSpec spec, Weights weights) {
    tagger = new Tagger(spec, Grammar.ANY, weights);
  }

  @Override
  public Tagger tagger() {
    return tagger;
  }

  @Override
  public Stream<List<Batch>> epoch(
      List<Example<List<String>, List<String>>> data, Plan plan, Noise order) {
    List<Tagger.Labelled> labelled =
        data.stream().map(e -> new Tagger.Labelled(e.input(), e.gold())).toList();
    return tagger.epoch(labelled, plan, order);
  }

  @Override
  public List<List<String>> answer(List<List<String>> sentences, Runner runner) {
    return tagger.read(sentences, runner, List.of(), ScoredSentence::labels);
  }

  @Override
  public Script script(List<String> words, List<String> labels) {
    return new Script(words, labels);
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
  public List<Rated<List<String>>> rate(List<List<String>> sentences, Runner runner) {
    return tagger.read(
        sentences,
        runner,
        new Rated<>(List.of(), List.of()),
        scored ->
            new Rated<>(scored.labels(), DoubleStream.of(scored.confidence()).boxed().toList()));
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
}
