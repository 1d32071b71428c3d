package rondo.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class StretchesTest {
  private static List<String> pieces(String text) {
    return List.of(text.replace('_', '\uFFED').split(" "));
  }

  private static List<String> cut(String text, int most, boolean spaces) {
    return Stretches.of(pieces(text), most, spaces).stream()
        .map(s -> String.join(" ", s).replace('\uFFED', '_'))
        .toList();
  }

  @Test
  void aSentenceEndsAStretchIfItCan() {
    assertThat(cut("a b _. c d e", 5, false)).containsExactly("a b _.", "c d e");
    assertThat(cut("a _. b c d e", 5, false)).containsExactly("a _. b c d", "e");
  }

  @Test
  void aWordIsCutOnlyIfItMust() {
    assertThat(cut("a b c d_ e", 4, false)).containsExactly("a b c", "d_ e");
    assertThat(cut("a_ b_ c_ d", 2, false)).containsExactly("a_ b_", "c_ d");
  }

  @Test
  void spacesMayBePieces() {
    assertThat(cut("a b \u2581 c d e f", 4, true)).containsExactly("a b \u2581", "c d e f");
    assertThat(cut("a . \u2581 b \u2581 c d", 5, true))
        .containsExactly("a . \u2581", "b \u2581 c d");
  }

  @Test
  void nothingIsLost() {
    assertThat(Stretches.of(List.of(), 3, false)).isEmpty();
    List<String> all = Collections.nCopies(1000, "a");
    for (int most = 1; most < 20; most++) {
      List<List<String>> cut = Stretches.of(all, most, false);
      assertThat(cut.stream().mapToInt(List::size).sum()).isEqualTo(1000);
      int limit = most;
      assertThat(cut).allMatch(s -> !s.isEmpty() && s.size() <= limit);
    }
  }
}
