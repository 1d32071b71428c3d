package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.core.Option;
import rondo.core.TaskType;
import rondo.engine.Plugins;
import rondo.engine.Recipe;

/** The page of recipes tells of every key, in the words in which the code itself tells of it. */
class RecipesPageTest {
  private static final Path PAGE = Path.of("../docs/recipes.md");
  private static final Path WRITTEN = Path.of("target/recipes.md");
  private static final String FROM_HERE = "## Every key\n";
  private static final Pattern RECIPE = Pattern.compile("```ini\n(.*?)```", Pattern.DOTALL);
  private static final Map<String, String> TITLES =
      Map.of(
          "recipe", "The recipe itself",
          "task", "Task",
          "network", "Network",
          "cell", "Cell",
          "training", "Training");

  private final Plugins plugins = Plugins.load();

  @Test
  void isWrittenByTheCode() throws IOException {
    String page = Files.readString(PAGE);
    String own = page.substring(0, page.indexOf(FROM_HERE) + FROM_HERE.length());
    String due = own + tables();
    Files.writeString(WRITTEN, due);
    assertThat(page)
        .as("docs/recipes.md; what it should be stands in cli/%s", WRITTEN)
        .isEqualTo(due);
  }

  @Test
  void itsRecipesAreRecipes(@TempDir Path folder) throws IOException {
    List<MatchResult> shown = RECIPE.matcher(Files.readString(PAGE)).results().toList();
    assertThat(shown).isNotEmpty();
    for (MatchResult each : shown) {
      Path file = Files.writeString(folder.resolve("recipe.txt"), each.group(1));
      assertThat(Recipe.read(file).filled(plugins).values()).containsKey("task");
    }
  }

  /** A table for each thing whose options a recipe has. */
  private String tables() {
    StringBuilder page = new StringBuilder();
    for (Keys.Section section : Keys.of(plugins).sections()) {
      if (TITLES.containsKey(section.kind()) && !section.options().all().isEmpty()) {
        page.append("\n### ").append(title(section)).append("\n\n");
        page.append("| key | unless said | what it says |\n|---|---|---|\n");
        for (Option each : section.options().all()) {
          page.append("| `%s` |".formatted(section.key(each)));
          page.append(each.fallback().isEmpty() ? "" : " `" + cell(each.fallback()) + "`");
          page.append(" | ").append(cell(each.meaning())).append(" |\n");
        }
      }
    }
    return page.toString();
  }

  private String title(Keys.Section section) {
    String title = TITLES.getOrDefault(section.kind(), section.kind());
    if (section.kind().equals("task")) {
      TaskType<?, ?> type = plugins.task(section.name());
      return "%s `%s`: %s".formatted(title, section.name(), type.summary());
    }
    return section.name().isEmpty() ? title : "%s `%s`".formatted(title, section.name());
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;");
  }
}
