package rondo.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rondo.core.Exporter;
import rondo.core.Model;
import rondo.core.Registry;
import rondo.core.Settings;
import rondo.engine.Rondo;

/** Writes a model in another format, with whichever exporter is named or fits the file's name. */
@CommandLine.Command(
    name = "rondo export",
    header = "Writes a model in another format, and proves that both answer the same.",
    description = {
      "The exporter's own options are given as --NAME=VALUE; rondo plugins --options shows them."
          + " How the",
      "model answers can be said anew, as to predict: --task.NAME=VALUE.%n"
    },
    sortOptions = false,
    footer = {
      "",
      "Examples",
      "  rondo export model/best.rondo -o ner.onnx",
      "  rondo export model/best.rondo -o ner.onnx --data test.conll",
      "  rondo export model/best.rondo -o ner.onnx --input text --task.sentences=none"
    })
final class Export implements Command {
  private static final String STEP = "step"; // an option of exporters that needs no value here
  private static final List<String> OWN = // of the verb, not of exporters
      List.of("plugins", "verbose", "help", "out", "format", "check", "data", STEP);

  private static final String ADVICE = "See rondo export --help";

  private final Console console;
  private SortedMap<String, String> settings = new TreeMap<>();
  private final SortedMap<String, String> otherwise = new TreeMap<>(); // options of the task

  @Mixin private final Common common = new Common();

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "a .rondo file, or an .onnx file that export wrote")
  private Path model = Path.of("");

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "the file to write; it gets its name when the proof is done")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--format",
      paramLabel = "EXPORTER",
      description = "the exporter; unless said, the one named like the file's suffix")
  private Optional<String> format = Optional.empty();

  @Option(
      names = "--" + STEP,
      description = "write what reads a sequence a piece at a time; for models that stream")
  private boolean step;

  @Mixin private final RealInputs real = new RealInputs();

  Export(Console console) {
    this.console = console;
  }

  @Override
  public String[] take(String[] words) {
    String[] others = Overrides.ofTask(words, otherwise);
    Overrides overrides = Overrides.take(others, key -> !OWN.contains(key));
    settings = overrides.values();
    return overrides.rest().toArray(String[]::new);
  }

  @Override
  public Exit run() throws IOException {
    Rondo rondo = Rondo.load(common.plugins);
    Registry<Exporter> exporters = rondo.plugins().exporters();
    Overrides.requireKnown(
        settings.keySet(), "export", OWN, exporters.all().stream().map(Exporter::options));
    Path file = out.orElseThrow(() -> new UsageException("export needs -o FILE. " + ADVICE));
    Exporter exporter = exporters.get(format.orElseGet(() -> suffix(file)));
    if (step) {
      settings.put(STEP, "true");
    }
    Settings filled = exporter.options().fill(settings);
    Model<?, ?> trained = rondo.model(ModelPath.existing(model));
    Exporter.Exported exported;
    try (Doing doing = Doing.of(console, "writing and proving " + file)) {
      exported = export(rondo, trained, exporter, file, filled);
    }
    exported.files().forEach(w -> console.print(w.toString()));
    console.say("proved: " + exported.proof());
    return Exit.DONE;
  }

  private <I, O> Exporter.Exported export(
      Rondo rondo, Model<I, O> stored, Exporter exporter, Path file, Settings options)
      throws IOException {
    Model<I, O> trained = rondo.answering(stored, otherwise);
    return exporter.export(trained, real.read(rondo, trained, console), file, options);
  }

  /** What the end of a file's name says of its format. */
  static String suffix(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    if (dot < 0) {
      throw new UsageException(
          "'%s' has no suffix that says its format; give it one, or say --format".formatted(file));
    }
    return name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }
}
