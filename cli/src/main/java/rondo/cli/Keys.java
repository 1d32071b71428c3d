package rondo.cli;

import java.util.ArrayList;
import java.util.List;
import rondo.core.Backend;
import rondo.core.CellType;
import rondo.core.Exporter;
import rondo.core.Importer;
import rondo.core.NetworkType;
import rondo.core.Option;
import rondo.core.Options;
import rondo.core.TaskType;
import rondo.engine.Plugins;
import rondo.engine.Recipe;
import rondo.engine.train.Trainer;

/**
 * Everything that can be set, as it is written behind {@code --}: what plugins and the trainer say
 * about themselves, with their sections before the names.
 */
record Keys(List<Section> sections) {
  static final String CELL = "network.cell";

  /** The kind of what a task must be told of a model made elsewhere. */
  static final String IMPORT = "import";

  /**
   * The options of one thing.
   *
   * @param kind such as {@code cell}
   * @param name such as {@code gru}; empty where there is only one of its kind
   * @param prefix before each name on the command line
   */
  record Section(String kind, String name, String prefix, Options options) {
    String key(Option option) {
      return prefix + option.name();
    }
  }

  Keys {
    sections = List.copyOf(sections);
  }

  static Keys of(Plugins plugins) {
    List<Section> all = new ArrayList<>();
    all.add(new Section("recipe", "", "", Recipe.keys()));
    for (TaskType<?, ?> each : plugins.tasks().all()) {
      all.add(new Section("task", each.name(), "task.", each.options()));
      all.add(new Section(IMPORT, each.name(), "task.", each.listing()));
    }
    for (NetworkType each : plugins.networks().all()) {
      all.add(new Section("network", each.name(), "network.", each.options()));
    }
    for (CellType each : plugins.cells().all()) {
      all.add(new Section("cell", each.name(), CELL + ".", each.options()));
    }
    all.add(new Section("training", "", "train.", Trainer.options()));
    for (Backend each : plugins.backends().all()) {
      all.add(new Section("backend", each.name(), "backend.", each.options()));
    }
    for (Exporter each : plugins.exporters().all()) {
      all.add(new Section("exporter", each.name(), "", each.options()));
    }
    for (Importer each : plugins.importers().all()) {
      all.add(new Section("importer", each.name(), "", each.options()));
    }
    return new Keys(all);
  }

  /** Those of one thing. */
  List<Section> of(String kind, String name) {
    return sections.stream().filter(s -> s.kind().equals(kind) && s.name().equals(name)).toList();
  }
}
