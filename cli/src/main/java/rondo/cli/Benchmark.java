package rondo.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import rondo.cli.benchmark.MadeUpText;
import rondo.cli.benchmark.Memory;
import rondo.cli.benchmark.Speed;
import rondo.cli.trace.Table;
import rondo.core.DataException;
import rondo.core.Device;
import rondo.engine.Rondo;
import rondo.engine.kernel.KernelChoice;

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
      Memory memory = Memory.now();
      if (json) {
        console.print(json(trained, work, contenders, speeds, memory).toString());
      } else {
        console.write(text(trained, work, contenders, speeds, memory));
      }
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

  // what was found

  private String machine() {
    return "%s %s, %d processors; java %s; kernels %s"
        .formatted(
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            Runtime.getRuntime().availableProcessors(),
            Runtime.version().feature(),
            KernelChoice.best().name());
  }

  private String method() {
    return String.format(
        Locale.ROOT,
        "after a warm-up, in turn, %d x at least %s s for each measurement; medians",
        rounds,
        Figures.plain(seconds));
  }

  private static <I> String text(
      String model, String machine, String method, Work<I> work, Table table, Memory memory) {
    StringBuilder text = new StringBuilder();
    text.append("model    ").append(model).append('\n');
    text.append("text     ").append(work.source()).append(": ");
    text.append(Figures.count(work.inputs().size())).append(" inputs");
    if (work.tokens() > 0) {
      text.append(", ").append(Figures.count(work.tokens())).append(" tokens");
    }
    text.append('\n');
    text.append("machine  ").append(machine).append('\n');
    text.append("how      ").append(method).append('\n');
    text.append("memory   ").append(Figures.count(memory.heap() >> 20)).append(" MiB of heap");
    memory
        .resident()
        .ifPresent(
            most ->
                text.append(", at most ")
                    .append(Figures.count(most >> 20))
                    .append(" MiB of the machine's, with all that was measured"));
    return text.append("\n\n").append(table.text(1)).toString();
  }

  private <I, O> String text(
      Trained<I, O> trained,
      Work<I> work,
      List<Contender<I, O>> contenders,
      List<Speed> speeds,
      Memory memory) {
    Table table =
        new Table(
            List.of("backend", "threads", "one-median-ms", "one-95%-ms", "inputs/s", "tokens/s"));
    for (int c = 0; c < speeds.size(); c++) {
      Speed speed = speeds.get(c);
      table.add(
          List.of(
              contenders.get(c).backend(),
              String.valueOf(contenders.get(c).threads()),
              milliseconds(speed.median()),
              milliseconds(speed.late()),
              Figures.count(Math.round(speed.passes() * work.inputs().size())),
              work.tokens() == 0
                  ? "-"
                  : Figures.count(Math.round(speed.passes() * work.tokens()))));
    }
    return text(describe(trained), machine(), method(), work, table, memory);
  }

  private static String milliseconds(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.3f" : "%.1f", value);
  }

  private static long parameters(Trained<?, ?> trained) {
    return trained.model().params().stream().mapToLong(p -> p.value().size()).sum();
  }

  private String describe(Trained<?, ?> trained) {
    return "%s: task %s, network %s, %s parameters"
        .formatted(
            model,
            trained.model().spec().task().type(),
            trained.model().spec().network().type(),
            Figures.count(parameters(trained)));
  }

  private <I, O> ObjectNode json(
      Trained<I, O> trained,
      Work<I> work,
      List<Contender<I, O>> contenders,
      List<Speed> speeds,
      Memory memory) {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    all.put("model", model.toString()).put("task", trained.model().spec().task().type());
    all.put("parameters", parameters(trained));
    all.put("text", work.source()).put("inputs", work.inputs().size());
    all.put("tokens", work.tokens()).put("machine", machine()).put("how", method());
    all.put("heap", memory.heap());
    memory.resident().ifPresent(most -> all.put("resident", most));
    ArrayNode list = all.putArray("speeds");
    for (int c = 0; c < speeds.size(); c++) {
      Speed speed = speeds.get(c);
      ObjectNode line = list.addObject();
      line.put("backend", contenders.get(c).backend());
      line.put("threads", contenders.get(c).threads());
      Measured.put(line, "one_median_ms", speed.median(), 4);
      Measured.put(line, "one_95_ms", speed.late(), 4);
      Measured.put(line, "inputs_per_second", speed.passes() * work.inputs().size(), 1);
      Measured.put(line, "tokens_per_second", speed.passes() * work.tokens(), 1);
    }
    return all;
  }
}
