package rondo.tasks.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.core.DataException;

class PairDataTest {
  private static final List<SentencePair> TWO =
      List.of(new SentencePair("A dog.", "Un perro."), new SentencePair("A cat.", "Un gato."));

  @TempDir private Path folder;

  private Path file(String name, String... lines) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    return Files.writeString(file, String.join("\n", lines) + "\n");
  }

  private static List<SentencePair> read(Path file, String... options) throws IOException {
    Map<String, String> given = new TreeMap<>();
    for (int i = 0; i < options.length; i += 2) {
      given.put(options[i], options[i + 1]);
    }
    return PairData.of(PairData.OPTIONS.fill(given)).read(file);
  }

  private Path english() throws IOException {
    file("train.es", "Un perro.", "Un gato.");
    return file("train.en", "A dog.", "A cat.");
  }

  @Test
  void theOtherFileStandsBeside() throws IOException {
    Path english = english();
    file("dev.es", "Nada.");
    assertThat(read(english)).isEqualTo(TWO);
    assertThat(read(english.resolveSibling("train.es")).get(0))
        .isEqualTo(new SentencePair("Un perro.", "A dog."));
  }

  @Test
  void ofSeveralTheOneThatIsNamed() throws IOException {
    Path english = english();
    file("train.de", "Ein Hund.", "Eine Katze.");
    assertThat(read(english, "target", "es")).isEqualTo(TWO);
    refused(
        english,
        "train.en: which file has its translations: train.de, train.es? Say how its name ends (task.target = de)");
    refused(
        english,
        "train.en: no file that belongs to it ends in '.fr'; there are train.de, train.es",
        "target",
        "fr");
  }

  @Test
  void aFolderHoldsBoth() throws IOException {
    english();
    assertThat(read(folder, "source", "en")).isEqualTo(TWO);
    assertThat(read(folder, "source", "en", "target", "es")).isEqualTo(TWO);
    refused(
        folder,
        ": which file of this folder is to be translated? Say how its name ends (task.source = en), or name the file");
    refused(
        folder,
        ": no file that belongs to it ends in '.fr'; there are train.en, train.es",
        "source",
        "fr");
    file("dev.en", "Nothing.");
    refused(
        folder,
        ": several files end in '.en': dev.en, train.en; name the one to read",
        "source",
        "en");
  }

  @Test
  void eitherMayBePacked() throws IOException {
    Path english = english();
    Path packed = folder.resolve("train.es.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write("Un perro.\nUn gato.\n".getBytes(StandardCharsets.UTF_8));
    }
    Files.delete(folder.resolve("train.es"));
    assertThat(read(english)).isEqualTo(TWO);
  }

  @Test
  void columnsHaveATabBetween() throws IOException {
    Path table = file("pairs.tsv", "A dog.\tUn perro.\tCC BY", "", "A cat.\tUn gato.\tCC BY");
    assertThat(read(table)).isEqualTo(TWO);
    assertThat(read(table, "source-column", "2", "target-column", "1").get(1))
        .isEqualTo(new SentencePair("Un gato.", "A cat."));
    Path other = file("pairs.txt", "A dog.\tUn perro.", "A cat.\tUn gato.");
    assertThat(read(other, "format", "tsv")).isEqualTo(TWO);
    refused(
        table,
        "pairs.tsv:1: a text and its translation are needed in columns 1 and 9 with a tab between, there are 3: 'A dog.\tUn perro.\tCC BY'",
        "target-column",
        "9");
    Path short1 = file("short.tsv", "A dog.\tUn perro.", "A cat.");
    refused(
        short1,
        "short.tsv:2: a text and its translation are needed in columns 1 and 2 with a tab between, there is 1: 'A cat.'");
  }

  @Test
  void linesThatAreEmptyInBothAreNone() throws IOException {
    file("a.es", "Un perro.", "", "Un gato.");
    assertThat(read(file("a.en", "A dog.", " ", "A cat."))).isEqualTo(TWO);
  }

  @Test
  void answersStandBesideTheRightOnes() throws IOException {
    Path file = file("answers.tsv", "A dog.\tUn perro.\tUn perro.", "A cat.\tUn gato.\t", "");
    assertThat(PairData.answers(file))
        .containsExactly(
            new SentencePair("Un perro.", "Un perro."), new SentencePair("Un gato.", ""));
    Path one = file("one.tsv", "Un perro.");
    assertThatThrownBy(() -> PairData.answers(one))
        .message()
        .endsWith(
            "one.tsv:1: a right translation, a tab and the one that was found are needed, there is 'Un perro.'");
  }

  @Test
  void whatIsWrongIsSaidWithItsLine() throws IOException {
    file("a.es", "Un perro.", "");
    refused(
        file("a.en", "A dog.", "A cat."),
        "a.es:2: the translation is empty where its text is not; remove both");
    file("b.es", "Un perro.", "Un gato.");
    refused(
        file("b.en", "A dog.", ""),
        "b.en:2: the text is empty where its translation is not; remove both");
    file("c.es", "Un perro.");
    refused(
        file("c.en", "A dog.", "A cat."),
        "c.es: it has 1 lines and ends before "
            + folder.resolve("c.en")
            + "; they must be parallel, line by line");
    file("d.es", "");
    refused(file("d.en", ""), "d.en: there is no sentence in it");
    refused(
        file("lonely.en", "A dog."),
        "lonely.en: no file with its translations stands beside it, such as lonely.xx; columns with tabs between need the name .tsv or format = tsv");
    refused(
        folder.resolve("b.en"),
        "b.en: its name does not end in '.es', as option 'source' says; name the file to translate from",
        "source",
        "es");
    refused(file("empty.tsv", ""), "empty.tsv: there is no pair of sentences in it");
  }

  private static void refused(Path file, String says, String... options) {
    assertThatThrownBy(() -> read(file, options))
        .isInstanceOf(DataException.class)
        .message()
        .endsWith(says);
  }
}
