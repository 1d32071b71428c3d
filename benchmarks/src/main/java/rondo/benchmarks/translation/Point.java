package rondo.benchmarks.translation;

import java.util.List;
import java.util.Locale;
import rondo.core.Answered;
import rondo.core.Evaluation;
import rondo.core.Example;
import rondo.tasks.Source;
import rondo.tasks.Translated;

/**
 * What two models reach on sentences of like lengths.
 *
 * @param length the mean
 * @param with of the model with attention
 * @param without of the one without
 */
record Point(String name, double length, int sentences, Evaluation with, Evaluation without) {

  static String header() {
    return "words    sentences   BLEU with   without   perplexity with   without";
  }

  /** Of a bucket of sentences that both have answered. */
  static Point of(
      Bucket bucket,
      List<Integer> lengths,
      Answered<Source, Translated> with,
      Answered<Source, Translated> without) {
    return new Point(
        bucket.toString(),
        bucket.mean(lengths),
        bucket.places().size(),
        evaluation(bucket, with),
        evaluation(bucket, without));
  }

  private static Evaluation evaluation(Bucket bucket, Answered<Source, Translated> all) {
    List<Example<Source, Translated>> gold =
        bucket.places().stream().map(all.examples()::get).toList();
    return all.measure().evaluate(gold, bucket.places().stream().map(all.answers()::get).toList());
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "%-8s %9d   %9.2f   %7.2f   %15.2f   %7.2f",
        name,
        sentences,
        with.value(),
        without.value(),
        with.value("perplexity"),
        without.value("perplexity"));
  }
}
