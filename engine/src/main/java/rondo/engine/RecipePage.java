package rondo.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import rondo.core.Option;
import rondo.core.TaskType;

/**
 * A recipe as a page for a person to read and to edit: every key in its section, under its meaning
 * and what holds unless said. A key that is not said stands behind a {@code #}.
 */
final class RecipePage {
  private static final String FREE = ".*"; // ends the names of keys that anybody may add to
  private static final String HASH = ".sha256"; // ends the names of keys that hold one
  private static final int WIDTH = 78;

  private final SortedMap<String, String> left; // said, and not written yet
  private final Set<String> suited;
  private final StringBuilder text = new StringBuilder();
  private String section = "none yet";

  private RecipePage(Map<String, String> said, Set<String> suited) {
    this.left = new TreeMap<>(said);
    this.suited = suited;
  }

  /**
   * Of a recipe that says all.
   *
   * @param suited keys that are as they are because that suits the data
   */
  static String filled(Recipe recipe, Plugins plugins, Set<String> suited) {
    SortedMap<String, String> said = new TreeMap<>(recipe.values());
    said.keySet().removeIf(key -> key.endsWith(HASH)); // data may be edited, too
    said.values().removeIf(String::isEmpty);
    RecipePage page = new RecipePage(said, suited);
    page.text.append(
        """
        # A recipe for the task %s, filled with what suits its data. To train by it:
        #   rondo train --recipe FILE -o DIR
        # Behind a '#' stands what is not said.
        """
            .formatted(recipe.required("task")));
    return page.of(RecipeKeys.of(recipe, plugins).options());
  }

  /** Of a recipe without data, which are left to decide what it does not say. */
  static String open(Recipe recipe, Plugins plugins, TaskType<?, ?> type) {
    Recipe filled = recipe.filled(plugins); // refuses keys that nobody takes
    Map<String, String> suited = type.suited(List.of(), filled.section("task"));
    Recipe likely = filled.set("network", NetworkChoice.likely(filled, suited, plugins.networks()));
    List<Option> options = RecipeKeys.of(likely, plugins).options();
    RecipeKeys keys = RecipeKeys.of(filled, plugins);
    SortedMap<String, String> said = new TreeMap<>();
    recipe.values().forEach((key, value) -> said.put(keys.full(key), value));
    said.put("task", type.name());
    RecipePage page = new RecipePage(said, suited.keySet());
    page.text.append(
        """
        # A recipe for the task %s. To train by it:
        #   rondo train --recipe FILE --data FILE --dev FILE -o DIR
        # Behind a '#' stands what is not said, with what holds then.
        """
            .formatted(type.name()));
    return page.of(options);
  }

  private String of(List<Option> options) {
    for (Option each : options) {
      String name = each.name();
      if (name.endsWith(FREE)) {
        free(each, name.substring(0, name.length() - 1), options);
      } else {
        entry(each, Optional.ofNullable(left.remove(name)));
      }
    }
    return text.toString();
  }

  /** Keys that begin so, and have no meaning of their own. */
  private void free(Option option, String begin, List<Option> options) {
    for (String key : List.copyOf(left.tailMap(begin).keySet())) {
      boolean own = options.stream().anyMatch(o -> o.name().equals(key));
      if (key.startsWith(begin) && !own) {
        entry(new Option(key, "", option.meaning()), Optional.ofNullable(left.remove(key)));
      }
    }
  }

  private void entry(Option option, Optional<String> said) {
    String name = option.name();
    if (said.isEmpty() && name.endsWith(HASH)) {
      return; // a training writes it down, and nobody knows it before
    }
    open(RecipeKeys.section(name));
    text.append('\n');
    comment(option.meaning() + otherwise(option, said));
    text.append(said.isPresent() ? "" : "#");
    text.append(RecipeText.line(name, said.orElse(option.fallback()))).append('\n');
  }

  /** What holds unless said, where the line below does not show it. */
  private String otherwise(Option option, Optional<String> said) {
    if (suited.contains(option.name())) {
      return "; unless said, what suits the data";
    }
    boolean shown = said.orElse(option.fallback()).equals(option.fallback());
    return shown || option.fallback().isEmpty() ? "" : "; " + option.fallback() + " unless said";
  }

  private void open(String next) {
    if (!section.equals(next)) {
      section = next;
      String heading =
          switch (next) {
            case "task" -> "what the task is told";
            case "network" -> "how the network is built";
            case "train" -> "how it is trained";
            default -> "what to learn, and from what";
          };
      text.append("\n# ").append(heading).append(' ');
      text.append("-".repeat(WIDTH - heading.length())).append('\n');
    }
  }

  private void comment(String words) {
    StringBuilder line = new StringBuilder("#");
    for (String word : words.split(" ")) {
      if (line.length() + word.length() > WIDTH) {
        text.append(line).append('\n');
        line = new StringBuilder("#");
      }
      line.append(' ').append(word);
    }
    text.append(line).append('\n');
  }
}
