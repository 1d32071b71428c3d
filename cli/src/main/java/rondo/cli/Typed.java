package rondo.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import rondo.cli.completion.Syntax;
import rondo.cli.completion.Syntax.Flag;
import rondo.cli.completion.Syntax.Value;
import rondo.core.Named;
import rondo.core.Option;
import rondo.core.Options;
import rondo.core.Registry;
import rondo.core.TaskType;
import rondo.engine.Plugins;

/** What can be typed behind each verb: what picocli knows of it, and what plugins add. */
final class Typed {
  private static final String TASK = "task.";
  private static final List<String> SETTING = List.of("task", "network", "cell", "training");

  private final Plugins plugins;
  private final Keys keys;

  Typed(Plugins plugins) {
    this.plugins = plugins;
    this.keys = Keys.of(plugins);
  }

  Syntax.Verb verb(Verb verb, CommandSpec spec) {
    List<Flag> flags = new ArrayList<>();
    for (OptionSpec option : spec.options()) {
      String meaning = String.join(" ", option.description()).replace("%%", "%");
      flags.add(new Flag(List.of(option.names()), meaning, value(option), false));
    }
    flags.addAll(keys(verb, spec));
    Value words =
        spec.positionalParameters().stream().map(this::value).findFirst().orElse(Value.NONE);
    return new Syntax.Verb(verb.word(), verb.summary(), words, flags);
  }

  /** The label says what a value is. */
  private Value value(ArgSpec arg) {
    if (arg.arity().max() == 0) {
      return Value.NONE;
    }
    List<String> choices = Words.choices(arg);
    if (!choices.isEmpty()) {
      return Value.of(choices);
    }
    return switch (arg.paramLabel()) {
      case "TASK" -> Value.of(tasks());
      case "CELL" -> Value.of(plugins.cells().names());
      case "NETWORK" -> Value.of(with("auto", plugins.networks()));
      case "BACKEND" -> Value.of(plugins.backends().names());
      case "EXPORTER" -> Value.of(plugins.exporters().names());
      case "IMPORTER" -> Value.of(plugins.importers().names());
      case "DEVICE" -> Value.of(List.of("cpu", "cuda"));
      case "DIR" -> Value.FOLDER;
      case "FILE", "MODEL", "DATA", "MODEL DATA" -> Value.FILE;
      default -> Words.type(arg) == Path.class ? Value.FILE : Value.TEXT;
    };
  }

  private List<String> tasks() {
    return plugins.tasks().all().stream()
        .flatMap(task -> Stream.concat(Stream.of(task.name()), task.aliases().stream()))
        .toList();
  }

  private static List<String> with(String first, Registry<? extends Named> registry) {
    return Stream.concat(Stream.of(first), registry.names().stream()).toList();
  }

  // keys, which only plugins know

  private List<Flag> keys(Verb verb, CommandSpec spec) {
    Map<String, Flag> found = new LinkedHashMap<>(); // a key of several tasks is one
    Stream<Keys.Section> sections =
        switch (verb) {
          case INIT, TRAIN -> keys.sections().stream().filter(s -> SETTING.contains(s.kind()));
          case PREDICT, TRANSLATE -> ofTasks(TaskType::answering);
          case EVALUATE -> ofTasks(task -> task.reading().and(task.answering()));
          case EXPORT -> Stream.concat(of("exporter"), ofTasks(TaskType::answering));
          case IMPORT -> Stream.concat(of("importer"), of(Keys.IMPORT));
          default -> Stream.of();
        };
    if (spec.findOption("--backend") != null) {
      sections = Stream.concat(sections, of("backend"));
    }
    sections.forEach(
        section ->
            section.options().all().stream()
                .filter(option -> !option.name().matches(".*(\\.\\*|-sha256)"))
                .map(option -> flag("--" + section.key(option), option))
                .filter(flag -> spec.findOption(flag.names().get(0)) == null)
                .forEach(flag -> found.putIfAbsent(flag.names().get(0), flag)));
    return List.copyOf(found.values());
  }

  private Stream<Keys.Section> of(String kind) {
    return keys.sections().stream().filter(s -> s.kind().equals(kind));
  }

  private Stream<Keys.Section> ofTasks(Function<TaskType<?, ?>, Options> which) {
    return plugins.tasks().all().stream()
        .map(task -> new Keys.Section("task", task.name(), TASK, which.apply(task)));
  }

  private Flag flag(String name, Option option) {
    return new Flag(List.of(name), option.meaning(), value(name, option), true);
  }

  private Value value(String name, Option option) {
    if (List.of("true", "false").contains(option.fallback().toLowerCase(Locale.ROOT))) {
      return Value.of(List.of("true", "false"));
    }
    if (!name.endsWith("cell")) {
      return Value.TEXT;
    }
    boolean named = plugins.cells().names().contains(option.fallback());
    return Value.of(named ? plugins.cells().names() : with(option.fallback(), plugins.cells()));
  }
}
