package rondo.tasks.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapesTest {
  @ParameterizedTest
  @CsvSource({
    "word, 0", "über, 0", "Word, 1", "Übung, 1", "W, 2", "WHO, 3", "1952, 4", "١٢, 4",
    "iPhone, 5", "日本, 5", "B12, 6", "2nd, 6", "3.5, 7", "$9, 7", "--, 8", "😀, 8",
    "O'Brien, 9", "x-ray, 10"
  })
  void saysWhatKindOfLettersAWordHas(String word, int kind) {
    assertThat(Shapes.of(word)).isEqualTo(kind);
  }

  @Test
  void everyShapeIsAnIdOfTheColumn() {
    for (String word : List.of("", "\ud800", "a\u0301", "\u200b", "A\n")) {
      assertThat(Shapes.of(word)).isBetween(0, Shapes.count() - 1);
    }
  }
}
