package rondo.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rondo.core.Importer;
import rondo.engine.Rondo;

/** Makes a model of a file that was made elsewhere, and tells what became of each of its parts. */
@CommandLine.Command(
    name = "rondo import",
    header = "Makes a model of a file that was made elsewhere.",
    description = {
      "Prints what became of each part of the file; without --task that is all. The importer's own",
      "options are given as --NAME=VALUE; rondo plugins --options shows them. Further options of"
          + " the",
      "task: --task.NAME=VALUE.%n"
    },
    sortOptions = false,
    footer = {
      "",
      "Examples",
      "  rondo import elsewhere.onnx",
      "  rondo import elsewhere.onnx --task ner --vocab vocab.txt --labels labels.txt -o ner.rondo",
      "  rondo import step.onnx --task translate --encoder encoder.onnx --vocab target.txt \\",
      "    --source-vocab source.txt -o de.rondo"
    })
final class Import implements Command {
  private static final String TASK = "task"; // an option of importers that read files of others

  private static final String NATIVE = "native"; // one of importers that can do without

  private static final List<String> OWN = // of the verb, not of importers
      List.of(
          "plugins",
          "verbose",
          "help",
          "out",
          "format",
          "report",
          TASK,
          "vocab",
          "labels",
          "encoder",
          "source-vocab",
          "begin",
          "end",
          "lower-case",
          "unknown",
          "padding");

  private final Console console;
  private SortedMap<String, String> settings = new TreeMap<>(); // of the importer
  private final SortedMap<String, String> listing = new TreeMap<>(); // of the task, and options

  @Mixin private final Common common = new Common();

  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description = "a file that was made elsewhere, such as an .onnx file")
  private Path file = Path.of("");

  @Option(
      names = "--" + TASK,
      paramLabel = "TASK",
      description = "what the model is for: ner, tag, classify or translate, or a task of a plugin")
  private Optional<String> task = Optional.empty();

  @Option(
      names = "--vocab",
      paramLabel = "FILE",
      description = "the words that the model knows, one a line in the order of their ids")
  private Optional<String> vocab = Optional.empty();

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "the labels that it scores, one a line in the order of the scores")
  private Optional<String> labels = Optional.empty();

  @Option(
      names = "--encoder",
      paramLabel = "FILE",
      description = "of a translator: the file of its encoder; FILE is a step of its decoder")
  private Optional<String> encoder = Optional.empty();

  @Option(
      names = "--source-vocab",
      paramLabel = "FILE",
      description = "of a translator: the words that it reads; --vocab are those that it writes")
  private Optional<String> sourceVocab = Optional.empty();

  @Option(
      names = "--begin",
      paramLabel = "ENTRY",
      description =
          "of a translator: the word that its decoder is told first; <s> or <bos> unless said")
  private Optional<String> begin = Optional.empty();

  @Option(
      names = "--end",
      paramLabel = "ENTRY",
      description = "of a translator: the word that ends a text; </s> or <eos> unless said")
  private Optional<String> end = Optional.empty();

  @Option(
      names = "--lower-case",
      description = "words are looked up in small letters; as they are written unless said")
  private boolean lowerCase;

  @Option(
      names = "--unknown",
      paramLabel = "ENTRY",
      description = "the word that stands for unknown ones, or its id; <unk> or [UNK] unless said")
  private Optional<String> unknown = Optional.empty();

  @Option(
      names = "--padding",
      paramLabel = "ENTRY",
      description =
          "the word that fills up, or its id; <pad> or [PAD], if there is one, unless said")
  private Optional<String> padding = Optional.empty();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "the .rondo file to write; it is there whole or not at all")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "write what became of each part as JSON lines: part, operator, fate, text")
  private Optional<Path> report = Optional.empty();

  @Option(
      names = "--format",
      paramLabel = "IMPORTER",
      description = "the importer; unless said, the one that knows the file's content")
  private Optional<String> format = Optional.empty();

  Import(Console console) {
    this.console = console;
  }

  @Override
  public String[] take(String[] words) {
    String[] others = Overrides.ofTask(words, listing);
    Overrides overrides = Overrides.take(others, key -> !OWN.contains(key));
    settings = overrides.values();
    return overrides.rest().toArray(String[]::new);
  }

  @Override
  public Exit run() {
    Rondo rondo = Rondo.load(common.plugins);
    Overrides.requireKnown(
        settings.keySet(),
        "import",
        OWN,
        rondo.plugins().importers().all().stream().map(Importer::options));
    Map<String, String> said = said(rondo);
    Path from = ModelPath.existing(file);
    Importer importer =
        format.map(rondo.plugins().importers()::get).orElseGet(() -> rondo.importer(from));
    Fates fates = fates(rondo, from, importer, said);
    console.print(fates.table());
    console.print(fates.summary(rondo.plugins().cells().all()));
    report.ifPresent(fates::write);
    if (out.isPresent()) {
      make(rondo, from, importer, said, out.get());
    } else {
      fates.requireFree(from);
    }
    return Exit.DONE;
  }

  /** What the importer is told. */
  private Map<String, String> said(Rondo rondo) {
    vocab.ifPresent(v -> listing.put("vocab", v));
    labels.ifPresent(v -> listing.put("labels", v));
    sourceVocab.ifPresent(v -> listing.put("source-vocab", v));
    begin.ifPresent(v -> listing.put("begin", v));
    end.ifPresent(v -> listing.put("end", v));
    unknown.ifPresent(v -> listing.put("unknown", v));
    padding.ifPresent(v -> listing.put("padding", v));
    if (lowerCase) {
      listing.put("lower-case", "true");
    }
    if (task.isEmpty() && (out.isPresent() || !listing.isEmpty())) {
      throw usage(
          "import needs --task, such as ner, to make a model; alone it tells what the file would"
              + " become");
    }
    if (task.isPresent() && out.isEmpty()) {
      throw usage(
          "import needs -o FILE to make a model; without --task it tells what the file would"
              + " become");
    }
    Map<String, String> said = new TreeMap<>(settings);
    task.ifPresent(name -> said.put(TASK, rondo.plugins().task(name).name()));
    encoder.ifPresent(v -> said.put("encoder", v));
    listing.forEach((key, value) -> said.put(TASK + "." + key, value));
    return said;
  }

  private static UsageException usage(String sentence) {
    return new UsageException(sentence + ". See rondo import --help");
  }

  private static Fates fates(Rondo rondo, Path from, Importer importer, Map<String, String> said) {
    boolean foreign = importer.options().names().contains(TASK);
    List<Importer.Note> notes = foreign ? rondo.report(from, importer.name(), said) : List.of();
    if (notes.isEmpty()) {
      throw usage(
          "'%s' says itself what it is, as what Rondo wrote does; use it as it is, or write it in another format by rondo export"
              .formatted(from));
    }
    return new Fates(notes);
  }

  private void make(Rondo rondo, Path from, Importer importer, Map<String, String> said, Path to) {
    rondo.save(rondo.model(from, importer.name(), said), to);
    console.flush(); // advice stands behind the report
    console.say(advice(to, said));
  }

  private static String advice(Path to, Map<String, String> said) {
    String task = said.get(TASK);
    String text = "%s is a model for task '%s': rondo evaluate %s DATA ".formatted(to, task, to);
    return said.getOrDefault(NATIVE, "true").equals("false")
        ? text + "--backend onnxruntime measures it; it runs there alone, and does not train"
        : text + "measures it, rondo train %s --from %s trains it on".formatted(task, to);
  }
}
