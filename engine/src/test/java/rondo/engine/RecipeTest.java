package rondo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.core.DataException;
import rondo.engine.tiny.TinyPlugin;

class RecipeTest {
  private final Plugins plugins = Plugins.of(new EnginePlugin(), new TinyPlugin());
  @TempDir Path folder;

  private static Recipe recurrent() {
    return Recipe.of("shift").set("network", "recurrent").set("network.cell", "leak");
  }

  @Test
  void fillingSaysItAll() {
    Recipe filled = recurrent().set("hidden", 7).filled(plugins);
    assertThat(filled.values())
        .containsEntry("task", "caesar") // the alias has become the name
        .containsEntry("task.min-count", "1")
        .containsEntry("network.hidden", "7")
        .containsEntry("network.cell", "leak")
        .containsEntry("network.cell.keep", "0.25")
        .containsEntry("train.optimizer", "adam")
        .containsEntry("seed", "1")
        .doesNotContainKey("hidden");
    assertThat(filled.filled(plugins)).isEqualTo(filled);
    assertThat(filled.section("network").in("cell").text("keep")).isEqualTo("0.25");
  }

  @Test
  void aKeyGoesWithoutItsSectionWhereOneHasIt() {
    assertThat(recurrent().set("cell.keep", "0.5").filled(plugins).values())
        .containsEntry("network.cell.keep", "0.5");
    assertThatThrownBy(() -> recurrent().set("hidden", 1).set("network.hidden", 2).filled(plugins))
        .hasMessage("the recipe says 'network.hidden' twice, with its section and without");
  }

  @Test
  void anUnknownKeyNamesTheNearest() {
    assertThatThrownBy(() -> recurrent().set("network.hiden", 7).filled(plugins))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no recipe key 'network.hiden'. Did you mean 'network.hidden'?");
    assertThatThrownBy(() -> recurrent().set("network.cell.kep", 7).filled(plugins))
        .hasMessage("no recipe key 'network.cell.kep'. Did you mean 'network.cell.keep'?");
    assertThatThrownBy(() -> recurrent().set("task.qwertyuiop", 7).filled(plugins))
        .hasMessage("no recipe key 'task.qwertyuiop'. Known: task.min-count");
    assertThatThrownBy(() -> Recipe.of("ceasar").filled(plugins))
        .hasMessageContaining(
            "no task named 'ceasar'; known: caesar, shift. Did you mean 'caesar'?");
    assertThatThrownBy(() -> Recipe.of(Map.of()).filled(plugins))
        .hasMessage("the recipe does not say 'task'");
  }

  @Test
  void anOpenNetworkLeavesItsSectionAsItWas() {
    Recipe filled = Recipe.of("caesar").set("hidden", 3).filled(plugins);
    assertThat(filled.values())
        .containsEntry("network", "auto")
        .containsEntry("network.hidden", "3")
        .doesNotContainKey("network.cell");
  }

  @Test
  void aCellThatSuitsBringsItsOptions() {
    Recipe open = Recipe.of("caesar").set("network", "recurrent");
    Map<String, String> suited = Map.of("network.cell", "leak", "network.cell.keep", "0.5");
    assertThat(open.filled(plugins, suited).values())
        .containsEntry("network.cell", "leak")
        .containsEntry("network.cell.keep", "0.5");
    assertThat(open.filled(plugins, Map.of("network.cell", "leak")).values())
        .containsEntry("network.cell.keep", "0.25");
    assertThat(recurrent().filled(plugins, Map.of("network.cell", "gone")).values())
        .containsEntry("network.cell", "leak")
        .containsEntry("network.cell.keep", "0.25");
  }

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    Recipe recipe =
        recurrent()
            .data(Path.of("with space/and # hash"))
            .set("dev", " \"edges\" \\ \n ")
            .set("network.embedding.letters", 9)
            .filled(plugins);
    Path file = folder.resolve("r");
    Files.writeString(file, recipe.commented(plugins));
    assertThat(Recipe.read(file)).isEqualTo(recipe);
    assertThat(Files.readString(file))
        .contains("# how much of the last output stays\nnetwork.cell.keep = 0.25\n")
        .startsWith("# what to learn\ntask = caesar\n");
  }

  @Test
  void aPersonsFileIsRead() {
    assertThat(
            RecipeText.parse(
                    "r",
                    List.of(
                        "\ufeff# mine",
                        "task = ner  # names",
                        "",
                        "data=C:\\data\\train set.txt",
                        "[ network ] # section",
                        "  cell = \"gru\" # quoted",
                        "cell.clip = 1",
                        "[train]",
                        "freeze ="))
                .values())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "task", "ner",
                "data", "C:\\data\\train set.txt",
                "network.cell", "gru",
                "network.cell.clip", "1",
                "train.freeze", ""));
  }

  @Test
  void aFaultNamesFileAndLine() {
    assertThatThrownBy(() -> RecipeText.parse("r", List.of("task = a", "task = b")))
        .isInstanceOf(DataException.class)
        .hasMessage("r:2: 'task' is said a second time");
    assertThatThrownBy(() -> RecipeText.parse("r", List.of("just words")))
        .hasMessageStartingWith("r:1: a recipe's line is");
    assertThatThrownBy(() -> RecipeText.parse("r", List.of("a = \"open")))
        .hasMessage("r:1: the value's closing quote is missing");
  }
}
