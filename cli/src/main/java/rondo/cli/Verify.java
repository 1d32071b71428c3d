package rondo.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rondo.core.Exporter;
import rondo.core.Model;
import rondo.engine.Rondo;

/** Proves again that an exported file answers as its model. */
@CommandLine.Command(
    name = "rondo verify",
    header = "Proves again that an exported file answers as its model does.",
    description = {
      "Runs both on made-up inputs of many lengths and on those of --check and --data, and exits"
          + " with",
      "1 if they differ, telling where first. Of several files that belong together name one.%n"
    },
    sortOptions = false,
    footer = {
      "",
      "Examples",
      "  rondo verify ner.onnx --model model/best.rondo --data test.conll",
      "  rondo verify ner.onnx --model model/best.rondo --device cuda"
    })
final class Verify implements Command {
  private final Console console;

  @Mixin private final Common common = new Common();

  @Parameters(index = "0", paramLabel = "FILE", description = "a file that export wrote")
  private Path file = Path.of("");

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "the model it must answer as; unless said, the one that it holds")
  private Optional<Path> model = Optional.empty();

  @Mixin private final RealInputs real = new RealInputs();

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = "what runs the file: cpu, cuda or cuda:N; cpu unless said")
  private String device = "cpu";

  @Option(
      names = "--format",
      paramLabel = "EXPORTER",
      description = "the exporter; unless said, the one named like the file's suffix")
  private Optional<String> format = Optional.empty();

  Verify(Console console) {
    this.console = console;
  }

  @Override
  public Exit run() throws IOException {
    Rondo rondo = Rondo.load(common.plugins).device(device);
    Path exported = ModelPath.existing(file);
    String exporter = format.orElseGet(() -> Export.suffix(exported));
    Path of = ModelPath.existing(model.orElse(exported));
    Exporter.Finding found = verify(rondo, rondo.model(of), exporter, exported);
    if (found.equal()) {
      console.print("%s answers as its model: %s".formatted(exported, found.text()));
      return Exit.DONE;
    }
    console.say("rondo: %s does not answer as its model: %s".formatted(exported, found.text()));
    return Exit.MISSED;
  }

  private <I, O> Exporter.Finding verify(
      Rondo rondo, Model<I, O> trained, String exporter, Path exported) throws IOException {
    return rondo.verify(trained, real.read(rondo, trained, console), exporter, exported);
  }
}
