package rondo.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rondo.core.Evaluation;
import rondo.core.Example;

/** Has a model answer data whose answers are known, and counts. */
@CommandLine.Command(
    name = "rondo evaluate",
    header = "Measures how good a model's answers are on data whose answers are known.",
    sortOptions = false,
    footer = {
      "",
      "Examples",
      "  rondo evaluate model/best.rondo test.conll",
      "  rondo evaluate model/best.rondo test.conll --json --min 80 --backend onnxruntime"
    })
final class Evaluate implements Command {
  private final Console console;

  @Mixin private final Common common = new Common();

  @Mixin private final Running running = new Running();

  @Parameters(index = "0", paramLabel = "MODEL", description = "a .rondo file")
  private Path model = Path.of("");

  @Parameters(index = "1", paramLabel = "DATA", description = "data with answers, as for training")
  private Path data = Path.of("");

  @Option(
      names = "--json",
      description = "print one JSON object: name, metric, value, seed, seconds")
  private boolean json;

  @Option(
      names = "--min",
      paramLabel = "SCORE",
      description = "exit with 1 if the metric is less than this, from 0 to 100")
  private Optional<Double> min = Optional.empty();

  Evaluate(Console console) {
    this.console = console;
  }

  @Override
  public Exit run() throws IOException {
    Evaluation found;
    try (Trained<?, ?> trained = running.open(common, model)) {
      found = evaluate(trained);
    }
    boolean missed = min.isPresent() && !(found.value() >= min.get());
    if (missed) {
      console.say(
          "rondo: %s is %s, less than %s"
              .formatted(found.metric(), Figures.score(found.value()), min.get()));
    }
    return missed ? Exit.MISSED : Exit.DONE;
  }

  private <I, O> Evaluation evaluate(Trained<I, O> trained) throws IOException {
    List<Example<I, O>> examples = trained.texts().read(data);
    long began = System.nanoTime();
    List<O> answers = trained.answer(examples.stream().map(Example::input).toList());
    double seconds = (System.nanoTime() - began) / 1e9;
    Evaluation found = trained.model().task().evaluate(examples, answers);
    if (json) {
      console.print(
          Measured.json(
              model.toString(), Optional.of(found), trained.model().spec().provenance(), seconds));
    } else {
      console.print(found.text());
      console.say(
          "%s answered in %s".formatted(Figures.count(examples.size()), Figures.time(seconds)));
    }
    return found;
  }
}
