package rondo.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rondo.cli.benchmark.Contender;
import rondo.cli.benchmark.Findings;
import rondo.cli.benchmark.MadeUpText;
import rondo.cli.benchmark.Memory;
import rondo.cli.benchmark.Speed;
import rondo.core.DataException;
import rondo.core.Device;
import rondo.engine.Rondo;

/** How fast a model answers on this machine. */
@CommandLine.Command(
    name = "rondo benchmark",
    header = "Measures how fast a model answers here: one input at a time, and many at once.",
    description = {
      "Reads a text, a line an input, or makes one up from the words that the model knows. Says how"
          + " it was measured; figures of other machines, loads and texts are other figures.%n"
    },
    sortOptions = false,
    footer = {
      "",
      "Examples",
      "  rondo benchmark model/best.rondo",
      "  rondo benchmark model/best.rondo sentences.txt --backends native,onnxruntime --threads 4",
      "  rondo benchmark model/best.rondo --json --min 20000"
    })
final class Benchmark implements Command {
  private static final int MOST_LINES = 100_000;
  private static final int MOST_ROUNDS = 1000;
  private static final double MOST_SECONDS = 600;

  private final Console console;

  @Mixin private final Common common = new Common();

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "a model: a .rondo file, or an .onnx file of ours")
  private Path model = Path.of("");

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE",
      description = "a text, a line an input; - is standard input; made up unless said")
  private Optional<String> file = Optional.empty();

  @Option(
      names = "--backends",
      paramLabel = "LIST",
      description = "what runs the model, such as native,onnxruntime; ${DEFAULT-VALUE} unless said")
  private String backends = "native";

  @Option(
      names = "--device",
      paramLabel = "NAME",
      description = "cpu, cuda or cuda:N; ${DEFAULT-VALUE} unless said")
  private String device = "cpu";

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "measure one thread, and so many; one for each core unless said")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--lines",
      paramLabel = "N",
      description = "how many lines are read, or made up; 128 for each thread unless said")
  private Optional<Integer> lines = Optional.empty();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "how often each is measured, in turn; ${DEFAULT-VALUE} unless said")
  private int rounds = 5;

  @Option(
      names = "--seconds",
      paramLabel = "X",
      description =
          "how long each measurement of a round is at least; ${DEFAULT-VALUE} unless said")
  private double seconds = 0.3;

  @Option(names = "--json", description = "print the figures as one JSON object")
  private boolean json;

  @Option(
      names = "--min",
      paramLabel = "X",
      description =
          "exit with 1 if the first backend answers fewer tokens a second than this, many at once"
              + " on all threads")
  private Optional<Double> min = Optional.empty();

  /** What is answered: inputs, and how many tokens they are; 0 where the task cannot tell. */
  private record Work<I>(String source, List<I> inputs, long tokens) {
    /** What throughput is counted in. */
    double each() {
      return tokens > 0 ? tokens : inputs.size();
    }
  }

  Benchmark(Console console) {
    this.console = console;
  }

  @Override
  public Exit run() throws IOException {
    bounded("--threads", threads, 1024);
    bounded("--lines", lines(), MOST_LINES);
    bounded("--rounds", rounds, MOST_ROUNDS);
    if (!(seconds > 0) || seconds > MOST_SECONDS) {
      throw new UsageException("--seconds must be above 0 and at most 600, is " + seconds);
    }
    Rondo rondo = Rondo.load(common.plugins);
    try (Trained<?, ?> trained = Trained.open(rondo, ModelPath.existing(model), 1, Map.of())) {
      return measure(rondo, trained);
    }
  }

  /** A thread answers 128 inputs together. */
  private int lines() {
    return lines.orElse(128 * threads);
  }

  private static void bounded(String option, int value, int most) {
    if (value < 1 || value > most) {
      throw new UsageException("%s must be from 1 to %d, is %d".formatted(option, most, value));
    }
  }

  private <I, O> Exit measure(Rondo rondo, Trained<I, O> trained) throws IOException {
    Work<I> work = work(trained);
    List<Contender<I, O>> contenders = new ArrayList<>();
    SortedSet<Integer> counts = new TreeSet<>(List.of(1, threads));
    try {
      for (String backend : backends.split(",", -1)) {
        for (int count : counts) {
          contenders.add(
              new Contender<>(
                  rondo, trained.model(), backend.strip(), Device.parse(device), count));
        }
      }
      List<Speed> speeds = Speed.of(contenders, work.inputs(), rounds, seconds);
      Findings found = findings(trained, work, contenders, speeds);
      console.print(json ? found.json().toString() : found.text());
      return gate(contenders.get(counts.size() - 1), speeds.get(counts.size() - 1), work);
    } finally {
      contenders.forEach(Contender::close);
    }
  }

  private Exit gate(Contender<?, ?> first, Speed speed, Work<?> work) {
    double found = speed.passes() * work.each();
    if (min.isEmpty() || found >= min.get()) {
      return Exit.DONE;
    }
    console.say(
        "%s answers %s %s a second with --threads %d, which is below %s"
            .formatted(
                first.backend(),
                Figures.count(Math.round(found)),
                work.tokens() > 0 ? "tokens" : "inputs",
                first.threads(),
                Figures.plain(min.get())));
    return Exit.MISSED;
  }

  private <I, O> Work<I> work(Trained<I, O> trained) throws IOException {
    List<String> texts = new ArrayList<>();
    if (file.isEmpty()) {
      texts.addAll(MadeUpText.lines(trained.model().spec().task(), lines(), 1));
    } else {
      try (LineSource source = LineSource.open(file.get(), console)) {
        for (Optional<String> line = source.next();
            line.isPresent() && texts.size() < lines();
            line = source.next()) {
          if (!line.get().isBlank()) {
            texts.add(line.get());
          }
        }
      }
    }
    List<I> inputs = new ArrayList<>();
    for (String each : texts) {
      trained.texts().ask(each).forEachRemaining(asked -> inputs.add(asked.input()));
    }
    if (inputs.isEmpty()) {
      throw new DataException(file.orElse("the text"), "there is no line in it to answer");
    }
    List<O> answers = trained.answer(inputs);
    long tokens = 0;
    for (int i = 0; i < inputs.size(); i++) {
      tokens += trained.model().task().script(inputs.get(i), answers.get(i)).read().size();
    }
    String source =
        "%d lines %s"
            .formatted(
                texts.size(), file.map(f -> "of " + f).orElse("made up of words the model knows"));
    return new Work<>(source, inputs, tokens);
  }

  private Findings findings(
      Trained<?, ?> trained,
      Work<?> work,
      List<? extends Contender<?, ?>> contenders,
      List<Speed> speeds) {
    List<Findings.Line> lines = new ArrayList<>();
    for (int c = 0; c < speeds.size(); c++) {
      Contender<?, ?> each = contenders.get(c);
      lines.add(new Findings.Line(each.backend(), each.threads(), speeds.get(c)));
    }
    return new Findings(
        new Findings.Subject(
            model.toString(),
            trained.model().spec().task().type(),
            trained.model().spec().network().type(),
            trained.model().params().stream().mapToLong(p -> p.value().size()).sum()),
        work.source(),
        work.inputs().size(),
        work.tokens(),
        String.format(
            Locale.ROOT,
            "after a warm-up, in turn, %d x at least %s s for each measurement; medians",
            rounds,
            Figures.plain(seconds)),
        Memory.now(),
        lines);
  }
}
