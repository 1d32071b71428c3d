package rondo.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import rondo.core.Column;
import rondo.core.Schema;

class LettersTest {
  private static final Letters LETTERS = Letters.count(Stream.of("aab", "ba\uD83D\uDE00"), 4);

  @Test
  void countsCodePointsTheMostFrequentFirst() {
    assertThat(LETTERS.entries()).containsExactly("<unk>", "a", "b", "\uD83D\uDE00");
    Schema items = ((Schema.Kind.Nested) Letters.kind(4)).items();
    assertThat(items.columns()).containsExactly(Map.entry("ids", new Schema.Kind.Ids(4)));
  }

  @Test
  void spellsEachWordOfABatchOnce() {
    List<List<String>> sentences = List.of(List.of("ab", "c", "ab"), List.of("c"));
    Column.Nested column = (Column.Nested) LETTERS.column(sentences, 3);
    assertThat(column.index()).containsExactly(0, 1, 1, -1, 0, -1);
    assertThat(column.items().lengths()).containsExactly(2, 1);
    assertThat(column.items().ids("ids")).containsExactly(1, 0, 2, 0);
  }

  @Test
  void readsTheFirstLettersOfLongWordsAndWholeCodePoints() {
    Column.Nested column = (Column.Nested) LETTERS.column(List.of(List.of("\uD83D\uDE00baba")), 1);
    assertThat(column.items().lengths()).containsExactly(4);
    assertThat(column.items().ids("ids")).containsExactly(3, 2, 1, 2);
  }

  @Test
  void isTheSameAgainFromItsEntries() {
    Letters again = Letters.of(LETTERS.entries(), 4);
    Column.Nested column = (Column.Nested) again.column(List.of(List.of("b")), 1);
    assertThat(column.items().ids("ids")).containsExactly(2);
    assertThat(again.entries()).isEqualTo(LETTERS.entries());
  }
}
