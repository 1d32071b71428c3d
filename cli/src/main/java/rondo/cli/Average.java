package rondo.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rondo.engine.Rondo;

/** Makes one model of several, by the mean of their weights. */
@CommandLine.Command(
    name = "rondo average",
    header = "Writes the model whose weights are the mean of those of several models.",
    description = {
      "Models of the last epochs of one training, which --train.keep=5 leaves in its folder, often",
      "answer better together, at the cost of one. They must be of one shape.%n"
    },
    sortOptions = false,
    footer = {
      "",
      "Example",
      "  rondo average model/epoch-18.rondo model/epoch-19.rondo model/epoch-20.rondo -o mean.rondo"
    })
final class Average implements Command {
  private final Console console;

  @Mixin private final Common common = new Common();

  @Parameters(arity = "1..*", paramLabel = "MODEL", description = ".rondo files")
  private List<Path> models = new ArrayList<>();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "the file to write; it is there whole or not at all")
  private Optional<Path> out = Optional.empty();

  Average(Console console) {
    this.console = console;
  }

  @Override
  public Exit run() {
    Path file =
        out.orElseThrow(
            () -> new UsageException("average needs -o FILE. See rondo average --help"));
    models.forEach(ModelPath::existing);
    try (Doing doing = Doing.of(console, "averaging %d models".formatted(models.size()))) {
      Rondo.load(common.plugins).average(models, file);
    }
    console.print(file.toString());
    return Exit.DONE;
  }
}
