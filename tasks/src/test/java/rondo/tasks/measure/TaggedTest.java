package rondo.tasks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rondo.core.DataException;

class TaggedTest {
  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("answers"), text);
  }

  @Test
  void readsTheLastTwoColumns() throws IOException {
    Path file = file("\n\nAda\tNNP\tB-PER\tB-PER\nNew York\tNNP\tB-LOC\tO\n\n\n. . O O");
    assertThat(Tagged.spans(file, false).examples()).hasSize(2);
    assertThat(Tagged.spans(file, false).evaluation().values())
        .containsEntry("recall", 50.0)
        .containsEntry("precision", 100.0);
    assertThat(Tagged.tokens(file).evaluation().value("accuracy")).isEqualTo(200.0 / 3);
  }

  @Test
  void strictnessGoesByTheSchemeOfTheRightTags() throws IOException {
    Path file = file("a B-X I-X\nb I-X I-X\n");
    assertThat(Tagged.spans(file, false).evaluation().value()).isEqualTo(100);
    assertThat(Tagged.spans(file, true).evaluation().value()).isZero();
    Path other = file("a I-X I-X\nb I-X I-X\n");
    assertThat(Tagged.spans(other, true).evaluation().value()).isEqualTo(100);
  }

  @Test
  void labelsThatAreNoTagsAreCountedTokenByToken() throws IOException {
    assertThat(Tagged.tokens(file("a DET DET\nb NOUN VERB\n")).evaluation().value()).isEqualTo(50);
  }

  @Test
  void ofTextsEachLineIsAnExample() throws IOException {
    Path file = file("a fine film\tpos\tpos\n\nno\tneg\tvery pos\n");
    assertThat(Tagged.classes(file).examples()).hasSize(2);
    assertThat(Tagged.classes(file).evaluation().values())
        .containsEntry("accuracy", 50.0)
        .containsKey("f1/very pos");
    Path bad = file("a\tb\tc\na\tb\t\tc\n");
    assertThatThrownBy(() -> Tagged.classes(bad)).hasMessageContaining(":2: there are 4 columns");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a O O;b|2: the right answer and the one that was found are needed in the last two columns",
        "a O O;b x O O|2: there are 4 columns here and 3 before: 'b x O O'",
        "a O PER|1: the last two columns must be tags such as O, B-PER or I-PER, one is 'PER'",
        ";;|' there is no line with answers in it'",
      })
  void aFaultNamesFileAndLine(String text, String message) throws IOException {
    Path file = file(text.replace(';', '\n'));
    assertThatThrownBy(() -> Tagged.spans(file, false))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(file + ":" + message);
  }
}
