package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.engine.Plugins;
import rondo.engine.Recipe;

/** A recipe that init writes trains, as it is, what the same words train without one. */
class InitTest {
  private static final List<String> SMALL = TinyModel.SMALL.subList(0, 3);

  @TempDir Path folder;
  private Path data = Path.of("");
  private Path dev = Path.of("");
  private Path file = Path.of("");

  @BeforeEach
  void write() throws IOException {
    data = Corpus.write(folder.resolve("train.conll"), 40, 1);
    dev = Corpus.write(folder.resolve("dev.conll"), 10, 2);
    file = folder.resolve("recipe.txt");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRecipeTrainsAsTheWordsItWasMadeOf(boolean withData) {
    List<Object> made = new ArrayList<>(List.of("init", "ner", "-o", file));
    List<Object> files = List.of("--data", data, "--dev", dev);
    List<Object> words = new ArrayList<>(List.of("train", "ner", "-o", folder.resolve("a")));
    List<Object> by =
        new ArrayList<>(List.of("train", "--recipe", file, "-o", folder.resolve("b")));
    (withData ? made : by).addAll(files);
    words.addAll(files);
    for (List<Object> each : List.of(made, words)) {
      each.addAll(List.of("--cell", "gru", "--train.epochs=1"));
      each.addAll(SMALL);
    }
    for (List<Object> each : List.of(made, words, by)) {
      Transcript said = Transcript.of(each.toArray());
      assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DONE);
    }
    assertThat(trained("b")).isEqualTo(trained("a")).containsEntry("network.cell", "gru");
  }

  private SortedMap<String, String> trained(String name) {
    Recipe recipe = Recipe.read(folder.resolve(name).resolve("recipe.txt"));
    SortedMap<String, String> values = new TreeMap<>(recipe.values());
    values.remove("out");
    return values;
  }

  @Test
  void everyKeyStandsUnderItsMeaning() {
    String page = Transcript.of("init", "ner", "--data", data).out();
    Recipe filled = Recipe.of("ner").set("network", "recurrent").filled(Plugins.load());
    for (String key : filled.values().keySet()) {
      if (!key.endsWith(".sha256")) {
        assertThat(page).containsPattern("(?m)^# .+\n#?\\Q" + key + "\\E =");
      }
    }
    assertThat(page.lines()).allMatch(line -> line.length() <= 100);
    assertThat(page)
        .contains("\ndata = " + data + "\n", "\nnetwork.dropout = 0.5\n", "\ntrain.rows = 16\n")
        .contains("; unless said, what suits the data\ntrain.epochs = 40\n")
        .contains("# how it is trained ---", "# how the network is built ---");
  }

  @Test
  void withoutDataOnlyWhatWasSaidIsSaid() throws IOException {
    Transcript said = Transcript.of("init", "translate", "--network.hidden=64");
    assertThat(said.exit()).isEqualTo(Exit.DONE);
    assertThat(said.err())
        .isEqualTo(
            "To train by it:\n  rondo train --recipe recipe.txt --data FILE --dev FILE -o model\n");
    Files.writeString(file, said.out());
    assertThat(Recipe.read(file).values())
        .containsOnlyKeys("task", "network.hidden")
        .containsEntry("network.hidden", "64");
    assertThat(said.out()).contains("\n#network.attention = ", "\n#task.beam = 5\n");
  }

  @Test
  void aFileThatIsThereStays() throws IOException {
    Files.writeString(file, "mine");
    Transcript said = Transcript.of("init", "ner", "-o", file);
    assertThat(said.exit()).isEqualTo(Exit.USAGE);
    assertThat(said.err())
        .isEqualTo("rondo: there is a file '" + file + "' already; --force replaces it\n");
    assertThat(file).hasContent("mine");
    assertThat(Transcript.of("init", "ner", "-o", file, "--force").exit()).isEqualTo(Exit.DONE);
    assertThat(Recipe.read(file).values()).containsOnlyKeys("task");
  }

  @ParameterizedTest
  @CsvSource({
    "nre, '', no task named 'nre', ner",
    "ner, --cell=gur, no cell named 'gur', gru",
    "ner, --network=recurent, no network named 'recurent', recurrent",
    "ner, --network.hiden=3, no recipe key 'network.hiden', network.hidden",
    "ner, --train.epocs=3, no recipe key 'train.epocs', train.epochs",
    "ner, --dat=x, init has no option '--dat', --data"
  })
  void wordsThatNobodyKnowsGetTheNearest(String task, String option, String what, String near) {
    List<Object> words = new ArrayList<>(List.of("init", task));
    if (!option.isEmpty()) {
      words.add(option);
    }
    Transcript said = Transcript.of(words.toArray());
    assertThat(said.exit()).isEqualTo(Exit.USAGE);
    assertThat(said.out()).isEmpty();
    assertThat(said.err()).hasLineCount(1).contains(what).contains("Did you mean '" + near + "'?");
  }

  @Test
  void aValueCutShortIsUnderstoodWhenThereAreData() {
    Transcript said =
        Transcript.of("init", "ner", "--data", data, "--network.characters.encoder=cnn");
    assertThat(said.exit()).isEqualTo(Exit.USAGE);
    assertThat(said.err())
        .isEqualTo(
            "rondo: option 'characters.encoder' must be one of recurrent, convolution, is 'cnn'."
                + " Did you mean 'convolution'?\n");
  }
}
