package rondo.tasks.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchemeTest {
  @ParameterizedTest
  @EnumSource
  void readsBackWhatItWrites(Scheme scheme) {
    Random random = new Random(5);
    for (int i = 0; i < 500; i++) {
      int length = 1 + random.nextInt(12);
      List<Span> spans = drawn(random, length);
      assertThat(Scheme.spans(scheme.tags(spans, length))).isEqualTo(spans);
    }
  }

  @ParameterizedTest
  @EnumSource
  void allowsExactlyWhatItWrites(Scheme scheme) {
    Random random = new Random(6);
    for (int i = 0; i < 500; i++) {
      int length = 1 + random.nextInt(12);
      List<String> tags = scheme.tags(drawn(random, length), length);
      assertThat(scheme.begins(tags.get(0))).isTrue();
      assertThat(scheme.ends(tags.get(length - 1))).isTrue();
      for (int t = 1; t < length; t++) {
        assertThat(scheme.allows(tags.get(t - 1), tags.get(t)))
            .as("%s to %s in %s", tags.get(t - 1), tags.get(t), tags)
            .isTrue();
      }
    }
  }

  @Test
  void tagsWhatIsAllowedAreReadAsTheyAreWritten() { // every path of allowed tags survives a round
    // trip
    for (Scheme scheme : Scheme.values()) {
      List<String> tags = List.of("O", "B-X", "I-X", "E-X", "S-X", "B-Y", "I-Y", "E-Y", "S-Y");
      List<String> own =
          tags.stream().filter(t -> scheme == Scheme.BIOES || !t.matches("[ES].*")).toList();
      extend(scheme, own, new ArrayList<>());
    }
  }

  private static void extend(Scheme scheme, List<String> tags, List<String> path) {
    if (!path.isEmpty() && scheme.ends(path.get(path.size() - 1))) {
      assertThat(scheme.tags(Scheme.spans(path), path.size()))
          .as(scheme + " " + path)
          .isEqualTo(path);
    }
    if (path.size() == 4) {
      return;
    }
    for (String tag : tags) {
      boolean may =
          path.isEmpty() ? scheme.begins(tag) : scheme.allows(path.get(path.size() - 1), tag);
      if (may) {
        List<String> longer = new ArrayList<>(path);
        longer.add(tag);
        extend(scheme, tags, longer);
      }
    }
  }

  @Test
  void refusesSpansThatOverlapOrEndOutside() {
    List<Span> overlapping = List.of(new Span("X", 0, 2), new Span("Y", 1, 3));
    assertThatThrownBy(() -> Scheme.IOB2.tags(overlapping, 3)).hasMessageContaining("overlaps");
    assertThatThrownBy(() -> Scheme.IOB2.tags(List.of(new Span("X", 0, 4)), 3))
        .hasMessageContaining("3 tokens");
  }

  private static List<Span> drawn(Random random, int length) {
    List<Span> spans = new ArrayList<>();
    for (int at = random.nextInt(3); at < length; ) {
      int to = Math.min(length, at + 1 + random.nextInt(3));
      spans.add(new Span(random.nextBoolean() ? "X" : "Y-1", at, to));
      at = to + random.nextInt(3);
    }
    return spans;
  }
}
