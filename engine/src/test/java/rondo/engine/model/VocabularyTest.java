package rondo.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import rondo.engine.model.Vocabulary.Folding;

class VocabularyTest {
  @Test
  void idsFollowFrequencyThenSpelling() {
    Vocabulary v =
        Vocabulary.count(
            Stream.of("b", "a", "c", "c", "rare", "a", "b", "<unk>", "<unk>"), 2, 99, Folding.NONE);
    assertThat(v.entries()).containsExactly("<unk>", "a", "b", "c");
    assertThat(v.id("c")).isEqualTo(3);
    assertThat(v.word(3)).isEqualTo("c");
    assertThat(v.id("rare")).isZero();
    assertThat(v.id("<unk>")).isZero();
    assertThat(Vocabulary.count(Stream.of("b", "a", "b"), 1, 1, Folding.NONE).entries())
        .containsExactly("<unk>", "b");
  }

  @Test
  void anEntryOwnsLowerTitleAndUpper() {
    Vocabulary v = Vocabulary.of(List.of("<unk>", "London", "iPhone", "éclair"), Folding.CASE);
    for (String form : List.of("London", "london", "LONDON")) {
      assertThat(v.id(form)).isEqualTo(1);
    }
    for (String form : List.of("iPhone", "iphone", "Iphone", "IPHONE")) {
      assertThat(v.id(form)).isEqualTo(2);
    }
    assertThat(v.id("IPhone")).isZero(); // no other folding than these forms
    assertThat(v.id("Éclair")).isEqualTo(3);
    assertThat(v.id("ÉCLAIR")).isEqualTo(3);
  }

  @Test
  void aWordAsSeenIsNobodyElsesForm() {
    Vocabulary v = Vocabulary.of(List.of("<unk>", "may", "May", "US", "us"), Folding.CASE);
    assertThat(v.id("may")).isEqualTo(1);
    assertThat(v.id("May")).isEqualTo(2);
    assertThat(v.id("MAY")).isEqualTo(1); // both would own it: the first entry does
    assertThat(v.id("US")).isEqualTo(3);
    assertThat(v.id("us")).isEqualTo(4);
    assertThat(v.id("Us")).isEqualTo(3);
  }

  @Test
  void theKeysAnswerAsTheLookUpDoes() {
    Vocabulary v =
        Vocabulary.of(
            List.of("<unk>", "straße", "İstanbul", "ǆ", "\ud83d\ude00", ""), Folding.CASE);
    assertThat(v.keys()).isNotEmpty();
    v.keys().forEach((key, id) -> assertThat(v.id(key)).isEqualTo(id));
    for (String word : v.entries()) {
      assertThat(v.keys().getOrDefault(word, 0)).isEqualTo(v.id(word));
    }
    assertThat(v.id("STRASSE")).isEqualTo(1);
    assertThat(v.id("\u01c5")).isEqualTo(3); // Title case of a digraph is no upper case
    assertThat(v.keys()).doesNotContainKey("<unk>");
  }

  @Test
  void entriesGiveTheSameVocabulary() {
    Vocabulary v = Vocabulary.count(Stream.of("One", "two", "two"), 1, 10, Folding.CASE);
    Vocabulary again = Vocabulary.of(v.entries(), Folding.CASE);
    assertThat(again.keys()).isEqualTo(v.keys());
    assertThat(again.size()).isEqualTo(3);
  }

  @Test
  void aListThatIsNoVocabularyIsRefused() {
    assertThatThrownBy(() -> Vocabulary.of(List.of("a"), Folding.NONE))
        .hasMessageContaining("begins with '<unk>'");
    assertThatThrownBy(() -> Vocabulary.of(List.of("<unk>", "a", "a"), Folding.NONE))
        .hasMessageContaining("'a' twice");
    assertThatThrownBy(() -> Vocabulary.of(List.of("<unk>", "<unk>"), Folding.NONE))
        .hasMessageContaining("'<unk>' twice");
  }

  @Test
  void smallLettersAreLookedUpHoweverAWordIsSpelled() {
    Vocabulary v = Vocabulary.count(Stream.of("One", "ONE", "oNe", "two"), 2, 9, Folding.LOWER);
    assertThat(v.entries()).containsExactly("<unk>", "one");
    assertThat(v.id("oNE")).isEqualTo(1);
    assertThat(v.id("<UNK>")).isZero();
    assertThatThrownBy(v::keys).hasMessageContaining("no table has all their spellings");
  }

  @Test
  void ofAVocabularyMadeElsewhereAnyEntryMayStandForUnknownWords() {
    List<String> entries = List.of("<pad>", "may", "[UNK]", "May");
    Vocabulary v = Vocabulary.of(entries, List.of("[UNK]", "<pad>"), Folding.NONE);
    assertThat(v.unknown()).isEqualTo(2);
    assertThat(v.id("MAY")).isEqualTo(2);
    assertThat(v.id("<pad>")).isEqualTo(2);
    assertThat(v.keys()).containsOnlyKeys("may", "May");
    assertThat(Vocabulary.of(entries, List.of("[UNK]"), Folding.CASE).id("<PAD>")).isZero();
    assertThatThrownBy(() -> Vocabulary.of(entries, List.of("<unk>"), Folding.NONE))
        .hasMessageContaining("no entry '<unk>'");
    assertThatThrownBy(() -> Vocabulary.of(entries, List.of(), Folding.NONE))
        .hasMessageContaining("needs an entry for unknown words");
  }
}
