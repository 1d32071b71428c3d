package rondo.benchmarks.tagging;

import java.util.List;
import rondo.core.Example;
import rondo.tasks.measure.SpanScores;
import rondo.tasks.text.Span;

/** Something that finds the entities of sentences, and whoever asks how well and how fast. */
interface Finder {
  String name();

  /** The spans of each sentence, found by the thread that asks. */
  List<List<Span>> find(List<List<String>> sentences);

  /** F1 on sentences whose spans are known. */
  default double f1(List<Example<List<String>, List<Span>>> gold) {
    List<List<Span>> found = find(gold.stream().map(Example::input).toList());
    SpanScores scores = new SpanScores();
    for (int i = 0; i < gold.size(); i++) {
      scores.add(gold.get(i).gold(), found.get(i), gold.get(i).input().size());
    }
    return scores.evaluation().value();
  }
}
