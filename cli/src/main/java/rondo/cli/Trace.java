package rondo.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rondo.cli.trace.Trail;
import rondo.cli.trace.TrailLines;
import rondo.cli.trace.TrailPicture;
import rondo.cli.trace.Units;
import rondo.core.Spelling;
import rondo.engine.Rondo;
import rondo.engine.model.PathPattern;
import rondo.engine.model.WholeFile;
import rondo.engine.watch.CellStates;
import rondo.engine.watch.Traced;

/** Shows what cells remember, step by step. */
@CommandLine.Command(
    name = "rondo trace",
    header = "Shows the hidden state of a model's cells, or of a bare cell, step by step.",
    description = {
      "A model reads a text, or each line of a file or of standard input. For each cell there is a"
          + " table: a row for each token, its norm and the most active units. h is what a cell"
          + " says, c what it keeps to itself.",
      "A bare cell reads numbers: 1,0,0,2 are four steps, 1,0;0,2 are two steps of two numbers.%n"
    },
    sortOptions = false,
    footer = {
      "",
      "Examples",
      "  rondo trace model/best.rondo \"Ada Lovelace lived in London.\"",
      "  rondo trace model/best.rondo \"Ada came.\" --layer layer0/forward --units 0-7 --plot"
          + " ada.svg",
      "  rondo trace --cell rnn,activation=identity --weights W=0.5,R=0.5,b=0 --input 1,0,0,2",
      "  rondo trace --cell lstm --hidden 3 --input \"1,0;0,1;1,1\" --format jsonl"
    })
final class Trace implements Command {
  private final Console console;
  private final SortedMap<String, String> otherwise = new TreeMap<>(); // options of the task

  @Mixin private final Common common = new Common();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "MODEL",
      description = "a model: a .rondo file, or an .onnx file of ours")
  private Optional<Path> model = Optional.empty();

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "TEXT",
      description = "what it reads; without it, the lines of --file")
  private Optional<String> text = Optional.empty();

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "a text, a line an input; standard input unless said")
  private Optional<String> file = Optional.empty();

  @Option(
      names = "--layer",
      paramLabel = "PATH",
      description =
          "the cells of this path, such as layer0/forward or network/layer0; a star is anything;"
              + " repeatable. Unless said, all that read the tokens themselves")
  private List<String> layers = new ArrayList<>();

  @Mixin private final CellOptions bare = new CellOptions();

  @Option(
      names = "--units",
      paramLabel = "LIST",
      description =
          "which units to show, such as 0-7,12, or all; in tables of a model the 8 most active"
              + " unless said")
  private String units = "";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "text: tables; tsv: a line for each number; jsonl: an object for each step; text unless"
              + " said")
  private TrailLines.Format format = TrailLines.Format.TEXT;

  @Option(
      names = "--plot",
      paramLabel = "FILE",
      description = "draw it, too, as SVG: a map of units and steps, or lines where units are few")
  private Optional<Path> plot = Optional.empty();

  Trace(Console console) {
    this.console = console;
  }

  @Override
  public String[] take(String[] words) {
    return Overrides.ofTask(words, otherwise);
  }

  @Override
  public Exit run() throws IOException {
    Optional<String> cell = bare.cell();
    if (cell.isPresent() == model.isPresent()) {
      throw new UsageException(
          cell.isPresent()
              ? "trace takes a model or --cell, not both"
              : "trace needs a model, or --cell with the name of one. See rondo trace --help");
    }
    TrailLines lines = new TrailLines(format, new Units(units));
    List<Trail> trails = cell.isPresent() ? bare(lines) : model(lines, model.get());
    if (plot.isPresent()) {
      String title = cell.orElseGet(() -> "States of " + model.get().getFileName());
      String svg = TrailPicture.svg(title, trails, lines.units());
      WholeFile.write(plot.get(), out -> out.write(svg.getBytes(StandardCharsets.UTF_8)));
    }
    return Exit.DONE;
  }

  private List<Trail> bare(TrailLines lines) throws IOException {
    if (text.isPresent() || file.isPresent() || !layers.isEmpty()) {
      throw new UsageException("a bare cell reads numbers, by --input; texts are for models");
    }
    Trail trail = bare.run(Rondo.load(common.plugins).plugins().cells(), console);
    console.write(lines.head() + lines.of(1, trail));
    return List.of(trail);
  }

  private List<Trail> model(TrailLines lines, Path path) throws IOException {
    if (bare.said()) {
      throw new UsageException(
          "--input, --weights, --start and --hidden are for --cell; a model reads a text");
    }
    if (text.isPresent() && file.isPresent()) {
      throw new UsageException("trace takes a text or --file, not both");
    }
    Rondo rondo = Rondo.load(common.plugins);
    List<Trail> drawn = new ArrayList<>();
    try (Trained<?, ?> trained = Trained.open(rondo, ModelPath.existing(path), 1, otherwise)) {
      console.write(lines.head());
      if (text.isPresent()) {
        drawn.addAll(line(rondo, trained, text.get(), 1, lines));
        return drawn;
      }
      try (LineSource source = LineSource.open(file.orElse("-"), console)) {
        for (Optional<String> line = source.next(); line.isPresent(); line = source.next()) {
          List<Trail> found = line(rondo, trained, line.get(), source.number(), lines);
          if (plot.isPresent()) {
            drawn.addAll(found);
          }
        }
      }
    }
    return drawn;
  }

  private <I, O> List<Trail> line(
      Rondo rondo, Trained<I, O> trained, String line, long number, TrailLines lines) {
    List<Trail> trails = new ArrayList<>();
    if (line.isBlank()) {
      return trails;
    }
    List<I> inputs = new ArrayList<>();
    trained.texts().ask(line).forEachRemaining(asked -> inputs.add(asked.input()));
    List<Traced<O>> all = rondo.trace(trained.model(), inputs);
    for (int i = 0; i < all.size(); i++) {
      List<Trail> shown = new ArrayList<>();
      for (CellStates each : chosen(all.get(i), number)) {
        shown.addAll(Trail.of(each, all.get(i)));
      }
      String states = shown.stream().map(t -> lines.of(number, t)).collect(Collectors.joining());
      String answer = trained.texts().tell(inputs.get(i), all.get(i).answer()).print(false);
      console.print(format == TrailLines.Format.TEXT ? answer + "\n" + states + "\n" : states);
      trails.addAll(shown);
    }
    console.flush();
    return trails;
  }

  private List<CellStates> chosen(Traced<?> traced, long line) {
    List<CellStates> cells = traced.cells();
    if (cells.isEmpty()) {
      throw new UsageException(
          "no cell of the model has read line %d: it has none, or the line is too long to be read at once"
              .formatted(line));
    }
    List<String> paths = cells.stream().map(CellStates::cell).toList();
    for (String layer : layers) {
      if (paths.stream().noneMatch(PathPattern.of(layer)::matches)) {
        throw new UsageException(
            "the model has no cell at '%s'; there are %s.%s"
                .formatted(
                    layer,
                    String.join(", ", paths),
                    Spelling.hint(layer, PathPattern.known(paths))));
      }
    }
    return cells.stream()
        .filter(
            each ->
                layers.isEmpty()
                    ? Trail.whole(each, traced)
                    : layers.stream().anyMatch(l -> PathPattern.of(l).matches(each.cell())))
        .toList();
  }
}
