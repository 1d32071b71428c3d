package rondo.benchmarks.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class BucketTest {
  private static final List<Integer> LENGTHS = List.of(9, 1, 2, 4, 7, 5, 6, 8, 3, 12);

  private static List<String> names(int width, int least) {
    return Bucket.of(LENGTHS, width, least).stream().map(Bucket::toString).toList();
  }

  @Test
  void bucketsEndWithMultiplesOfTheirWidth() {
    assertThat(names(3, 1)).containsExactly("1-3", "4-6", "7-9", "12");
    assertThat(names(100, 1)).containsExactly("1-12");
  }

  @Test
  void fewSentencesAreJoinedToTheirNeighbours() {
    assertThat(names(3, 2)).containsExactly("1-3", "4-6", "7-12");
    assertThat(names(3, 4)).containsExactly("1-6", "7-12");
    assertThat(names(3, 100)).containsExactly("1-12");
  }

  @Test
  void eachSentenceIsInOneBucket() {
    List<Bucket> buckets = Bucket.of(LENGTHS, 3, 2);
    assertThat(buckets.stream().flatMap(b -> b.places().stream()))
        .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    for (Bucket bucket : buckets) {
      assertThat(bucket.places())
          .allSatisfy(p -> assertThat(LENGTHS.get(p)).isBetween(bucket.from(), bucket.to()));
    }
    assertThat(buckets.get(2).mean(LENGTHS)).isCloseTo((7 + 8 + 9 + 12) / 4.0, within(1e-12));
  }
}
