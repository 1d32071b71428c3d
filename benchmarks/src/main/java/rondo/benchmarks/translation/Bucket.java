package rondo.benchmarks.translation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Sentences of like lengths.
 *
 * @param from the shortest
 * @param to the longest
 * @param places of the sentences
 */
record Bucket(int from, int to, List<Integer> places) {
  /**
   * Puts each sentence into a bucket, the short ones first. A bucket ends with a multiple of a
   * width, and goes on to the next where it holds too few.
   *
   * @param lengths of the sentences
   * @param least sentences to a bucket, unless all are fewer
   */
  static List<Bucket> of(List<Integer> lengths, int width, int least) {
    List<Integer> places =
        IntStream.range(0, lengths.size())
            .boxed()
            .sorted(Comparator.comparing(lengths::get))
            .toList();
    List<Bucket> buckets = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= places.size(); i++) {
      boolean ends =
          i == places.size()
              || (lengths.get(places.get(i)) - 1) / width
                  != (lengths.get(places.get(i - 1)) - 1) / width;
      if (ends && (i - from >= least || i == places.size())) {
        boolean few = i - from < least && !buckets.isEmpty();
        int start = few ? from - buckets.remove(buckets.size() - 1).places().size() : from;
        buckets.add(bucket(places.subList(start, i), lengths));
        from = i;
      }
    }
    return buckets;
  }

  private static Bucket bucket(List<Integer> places, List<Integer> lengths) {
    return new Bucket(
        lengths.get(places.get(0)),
        lengths.get(places.get(places.size() - 1)),
        List.copyOf(places));
  }

  /** The mean length. */
  double mean(List<Integer> lengths) {
    return places.stream().mapToInt(lengths::get).average().orElseThrow();
  }

  @Override
  public String toString() {
    return from == to ? "" + from : from + "-" + to;
  }
}
