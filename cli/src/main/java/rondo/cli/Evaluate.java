package rondo.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rondo.core.Answered;
import rondo.core.Evaluation;
import rondo.core.Example;
import rondo.core.TaskType;
import rondo.engine.Rondo;
import rondo.tasks.Source;
import rondo.tasks.Translation;

/** Has a model answer data whose answers are known, and counts; or counts what others answered. */
@CommandLine.Command(
    name = "rondo evaluate",
    header = "Measures how good a model's answers are on data whose answers are known.",
    customSynopsis = {
      "rondo evaluate MODEL DATA [OPTIONS] [--task.KEY=VALUE ...]",
      "       rondo evaluate --task TASK FILE [--strict] [OPTIONS]"
    },
    description = {
      "",
      "DATA are read as the data were that the model was trained on. --task.KEY=VALUE says how"
          + " they",
      "are written otherwise, such as --task.format=jsonl or --task.label-column=2, or how the"
          + " model",
      "answers otherwise, such as --task.beam=12 of a translator.",
      "",
      "With --task it measures answers that stand in FILE beside the right ones, such as those of",
      "another tool: the last two columns of each line, for ner as conlleval reads them.%n"
    },
    sortOptions = false,
    footer = {
      "",
      "Examples",
      "  rondo evaluate model/best.rondo test.conll",
      "  rondo evaluate model/best.rondo test.conll --json --min 80 --backend onnxruntime",
      "  rondo evaluate model/best.rondo test.conll --interval 95 --report figures.json",
      "  rondo evaluate --task ner other-tool.txt --strict"
    })
final class Evaluate implements Command {
  private final Console console;
  private SortedMap<String, String> otherwise = new TreeMap<>(); // by name

  @Mixin private final Common common = new Common();

  @Mixin private final Running running = new Running();

  @Mixin private final Intervals intervals = new Intervals();

  @Parameters(
      arity = "0..2",
      paramLabel = "MODEL DATA",
      hideParamSyntax = true,
      description = "a .rondo file, and data with answers, as for training")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--task",
      paramLabel = "TASK",
      description = "measure the answers that stand in a file, not those of a model")
  private Optional<String> task = Optional.empty();

  @Option(
      names = "--strict",
      description =
          "with --task ner: count only spans whose tags obey the scheme of the right ones exactly")
  private boolean strict;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "write all figures to a JSON file: of each label, of what was taken for what")
  private Optional<Path> report = Optional.empty();

  @Option(
      names = "--json",
      description = "print one JSON object: name, metric, value, seed, seconds")
  private boolean json;

  @Mixin private final Gates gates = new Gates();

  @Mixin private final HeatMaps pictures = new HeatMaps();

  Evaluate(Console console) {
    this.console = console;
  }

  /** What is measured, by whom it was answered, and how long that took. */
  private record Work(
      String name, Answered<?, ?> answered, Map<String, String> provenance, double seconds) {}

  @Override
  public String[] take(String[] all) {
    return Overrides.ofTask(gates.take(running.take(all)), otherwise);
  }

  @Override
  public Exit run() throws IOException {
    intervals.check();
    Work work = task.isPresent() ? others(task.get()) : own();
    Evaluation found = work.answered().evaluation();
    tell(work, found);
    return gates.judge(found, console);
  }

  private Path file(int index, int count, String name) {
    if (files.size() > count) {
      throw new UsageException(
          "'%s' is one word too many for evaluate. See rondo evaluate --help"
              .formatted(files.get(count)));
    }
    if (files.size() <= index) {
      throw new UsageException("evaluate needs %s. See rondo evaluate --help".formatted(name));
    }
    return files.get(index);
  }

  /** What stands in a file of answers. */
  private Work others(String name) throws IOException {
    Path file = file(0, 1, "FILE");
    if (pictures.wanted()) {
      throw new UsageException(
          "--heat-map draws what a model looks at, which a file does not tell");
    }
    if (!otherwise.isEmpty()) {
      throw new UsageException(
          "--task.%s says how data for a model are written; with --task the last two columns are read"
              .formatted(otherwise.firstKey()));
    }
    TaskType<?, ?> type = Rondo.load(common.plugins).plugins().task(name);
    Map<String, String> how = strict ? Map.of("strict", "true") : Map.of();
    Answered<?, ?> answered = type.compare(file, type.comparing().fill(how));
    return new Work(file.toString(), answered, Map.of(), 0);
  }

  /** What a model answers. */
  private Work own() throws IOException {
    if (strict) {
      throw new UsageException("--strict is for answers in a file: add --task, such as --task ner");
    }
    Path model = file(0, 2, "MODEL");
    Path data = file(1, 2, "DATA");
    try (Trained<?, ?> trained = running.open(common, model, otherwise)) {
      requireDrawable(trained);
      pictures.open();
      return answered(trained, model, data);
    }
  }

  private void requireDrawable(Trained<?, ?> trained) {
    boolean translates = trained.type().facade().equals(Translation.class);
    if (pictures.wanted() && !translates) {
      throw new UsageException(
          "--heat-map draws the attention of a translator; this is a model for task '%s'"
              .formatted(trained.type().name()));
    }
  }

  private <I, O> Work answered(Trained<I, O> trained, Path model, Path data) throws IOException {
    List<Example<I, O>> examples = List.of();
    List<O> answers = List.of();
    double seconds = 0;
    try (Doing doing = Doing.of(console, "reading " + data)) {
      examples = trained.texts().read(data);
      doing.begins("answering %s examples".formatted(Figures.count(examples.size())));
      long began = System.nanoTime();
      answers = trained.answer(examples.stream().map(Example::input).toList());
      seconds = (System.nanoTime() - began) / 1e9;
    }
    if (pictures.wanted()) {
      draw(trained, examples);
    }
    return new Work(
        model.toString(),
        new Answered<>(examples, answers, trained.model().task()::evaluate),
        trained.model().spec().provenance(),
        seconds);
  }

  /** Translates some of the texts again, to see where the model looks. */
  private <I, O> void draw(Trained<I, O> trained, List<Example<I, O>> examples) {
    Translation translation =
        (Translation) trained.type().open(trained.model().task(), trained.runner());
    for (int i = 0; i < examples.size(); i++) {
      if (pictures.of(i + 1) && examples.get(i).input() instanceof Source text) {
        pictures.draw(i + 1, translation.best(text.text(), 1).get(0).alignment());
      }
    }
  }

  private void tell(Work work, Evaluation found) {
    Intervals.Found interval = intervals.of(work.answered(), running.threads());
    ObjectNode line =
        Measured.line(work.name(), Optional.of(found), work.provenance(), work.seconds());
    if (report.isPresent()) {
      Report all = new Report(line, found);
      interval.into(all);
      all.write(report.get());
    }
    if (json) {
      interval.into(line, found.metric());
      console.print(line.toString());
      return;
    }
    console.print(found.text());
    interval.lines(found).ifPresent(console::print);
    if (task.isEmpty()) {
      int examples = work.answered().examples().size();
      console.say(
          "%s answered in %s".formatted(Figures.count(examples), Figures.time(work.seconds())));
    }
  }
}
