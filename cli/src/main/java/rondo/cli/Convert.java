package rondo.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rondo.core.Example;
import rondo.core.Settings;
import rondo.core.TaskType;
import rondo.core.Texts;
import rondo.core.Told;
import rondo.engine.Rondo;
import rondo.tasks.data.DataFile;
import rondo.tasks.data.Manner;
import rondo.tasks.data.Written;

/** Data sets from one format into another. */
@CommandLine.Command(
    name = "rondo convert",
    header = "Writes a data set in another format, and tells what that cannot hold.",
    description = {
      "Reads whatever the task learns from; --task.KEY=VALUE tells how it is written where that",
      "cannot be seen, as with train. What is written is read again and held against what was read.%n"
    },
    sortOptions = false,
    footer = {
      "",
      "Examples",
      "  rondo convert ner train.conll -o train.jsonl",
      "  rondo convert classify reviews.csv -o reviews.tsv.gz --split 80,10,10 --seed 7",
      "  rondo convert translate pairs.tsv -o pairs.en -o pairs.es"
    })
final class Convert implements Command {
  private static final Map<String, Written> ENDINGS =
      Map.of(
          "conll", Written.CONLL,
          "jsonl", Written.JSONL,
          "ndjson", Written.JSONL,
          "tsv", Written.TSV,
          "csv", Written.CSV);

  private final Console console;
  private final SortedMap<String, String> said = new TreeMap<>(); // options of the task

  @Mixin private final Common common = new Common();

  @Parameters(
      index = "0",
      paramLabel = "TASK",
      description = "what the data are for: ner, tag, classify, translate, or a plugin's task")
  private String task = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "FILE",
      description = "data as the task reads them, one file after the other")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description =
          "a file to write, packed if its name ends in .gz; twice for two that are parallel;"
              + " standard output unless said")
  private List<Path> outputs = new ArrayList<>();

  @Option(
      names = "--to",
      paramLabel = "NAME",
      description =
          "the format: conll, jsonl, tsv, csv, lines (as fastText has them), opennlp, parallel;"
              + " unless said, what the name of the output ends in")
  private Optional<String> to = Optional.empty();

  @Mixin private final Manners manners = new Manners();

  @Option(
      names = "--split",
      paramLabel = "A,B,C",
      description =
          "deal the examples into shares for train, dev and test, or for the first two: all.tsv"
              + " becomes all-train.tsv, all-dev.tsv and all-test.tsv")
  private Optional<String> split = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "by which they are dealt; 1 unless said")
  private long seed = 1;

  Convert(Console console) {
    this.console = console;
  }

  @Override
  public String[] take(String[] words) {
    return Overrides.ofTask(words, said);
  }

  @Override
  public Exit run() throws IOException {
    convert(Rondo.load(common.plugins).plugins().task(task));
    return Exit.DONE;
  }

  private <I, O> void convert(TaskType<I, O> type) throws IOException {
    Settings options = type.options().fill(said);
    Texts<I, O> texts = type.texts(options);
    Written format = format(texts.shape());
    Manner manner = manners.of(Settings.NONE, Manner.Places.TAGS, false);
    List<Example<I, O>> examples = new ArrayList<>();
    List<Told> told = new ArrayList<>();
    for (Path file : files) {
      examples.addAll(texts.read(file));
      told.addAll(texts.tellAll(file));
    }
    List<List<Integer>> parts =
        split.isEmpty()
            ? List.of(IntStream.range(0, told.size()).boxed().toList())
            : Shares.of(split.get()).deal(told.size(), seed);
    List<DataFile> whole = new ArrayList<>();
    for (int p = 0; p < parts.size(); p++) {
      whole.add(new DataFile(paths(p), parts.get(p).stream().map(told::get).toList()));
    }
    Reread<I, O> reread = new Reread<>(type, options, format, manner);
    for (int p = 0; p < parts.size(); p++) {
      reread
          .losses(whole.get(p), parts.get(p).stream().map(examples::get).toList())
          .forEach(console::say);
    }
    if (outputs.isEmpty()) {
      whole.get(0).write(format, manner, console::write);
      return;
    }
    DataFile.write(whole, format, manner);
    whole.forEach(this::tell);
  }

  private void tell(DataFile file) {
    int count = file.told().size();
    console.say(
        "%s: %s example%s"
            .formatted(
                String.join(", ", file.paths().stream().map(Path::toString).toList()),
                Figures.count(count),
                count == 1 ? "" : "s"));
  }

  private List<Path> paths(int part) {
    return outputs.stream()
        .map(path -> split.map(s -> Shares.of(s).file(path, part)).orElse(path))
        .toList();
  }

  private Written format(Told.Shape shape) {
    if (split.isPresent() && outputs.isEmpty()) {
      throw new UsageException("--split needs -o, a file by whose name the parts are called");
    }
    if (to.isEmpty() && outputs.isEmpty()) {
      throw new UsageException("convert needs -o FILE, or --to NAME for standard output");
    }
    String name = to.orElseGet(this::ending);
    Written format = Written.of(name, shape);
    int files = format == Written.PARALLEL ? 2 : 1;
    if (files == 2 && outputs.size() != 2 || outputs.size() > files) {
      throw new UsageException(
          files == 2
              ? "two files are needed for what is parallel, such as -o pairs.en -o pairs.es"
              : "-o was said %d times; '%s' is one file".formatted(outputs.size(), name));
    }
    return format;
  }

  /** The format that the output's name ends in. */
  private String ending() {
    if (outputs.size() > 1) {
      return Written.PARALLEL.word();
    }
    String name = outputs.get(0).getFileName().toString().toLowerCase(Locale.ROOT);
    String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    Written found = ENDINGS.get(plain.substring(plain.lastIndexOf('.') + 1));
    if (found == null) {
      throw new UsageException(
          "the name '%s' tells no format; say it with --to".formatted(outputs.get(0)));
    }
    return found.word();
  }
}
