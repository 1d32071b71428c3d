package rondo.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import rondo.core.Named;
import rondo.core.Option;
import rondo.core.TaskType;
import rondo.engine.Plugins;

/** Lists what plugins contribute, and where each thing comes from. */
@CommandLine.Command(
    name = "rondo plugins",
    header = "Lists the cells, networks, tasks, backends, exporters and importers there are.",
    sortOptions = false,
    footer = {"", "Examples", "  rondo plugins", "  rondo plugins --plugins my-plugins --options"})
final class ListPlugins implements Command {
  private final Console console;

  @Mixin private final Common common = new Common();

  @CommandLine.Option(
      names = "--options",
      description = "show what can be set, as train and export take it, with what holds otherwise")
  private boolean options;

  ListPlugins(Console console) {
    this.console = console;
  }

  @Override
  public Exit run() {
    Plugins plugins = Plugins.load(common.plugins);
    Keys keys = Keys.of(plugins);
    list("task", plugins.tasks().all(), keys);
    list("network", plugins.networks().all(), keys);
    list("cell", plugins.cells().all(), keys);
    list("backend", plugins.backends().all(), keys);
    list("exporter", plugins.exporters().all(), keys);
    list("importer", plugins.importers().all(), keys);
    if (options) {
      console.print("recipe");
      show(keys.of("recipe", ""));
      console.print("training");
      show(keys.of("training", ""));
    }
    return Exit.DONE;
  }

  private void list(String kind, List<? extends Named> things, Keys keys) {
    for (Named each : things) {
      Class<?> type = each.getClass();
      console.print(
          "%-9s %-14s %-28s %s"
              .formatted(kind, each.name(), Origin.jar(type), about(each))
              .stripTrailing());
      if (options) {
        show(keys.of(kind, each.name()));
      }
      if (options && each instanceof TaskType<?, ?> task && !task.listing().all().isEmpty()) {
        console.print("  and of a model made elsewhere, for rondo import");
        show(keys.of(Keys.IMPORT, each.name()));
      }
    }
  }

  private static String about(Named thing) {
    if (thing instanceof TaskType<?, ?> task) {
      String also =
          task.aliases().isEmpty() ? "" : " (also " + String.join(", ", task.aliases()) + ")";
      return task.summary() + also;
    }
    return "";
  }

  private void show(List<Keys.Section> sections) {
    for (Keys.Section section : sections) {
      for (Option each : section.options().all()) {
        String fallback = each.fallback().isEmpty() ? "" : " (" + each.fallback() + ")";
        console.print("  --%-30s %s%s".formatted(section.key(each), each.meaning(), fallback));
      }
    }
  }
}
