package rondo.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import rondo.cli.quickstart.NamesTour;
import rondo.cli.quickstart.Narrator;
import rondo.cli.quickstart.Supplies;
import rondo.cli.quickstart.TranslationTour;
import rondo.cli.quickstart.Typist;
import rondo.cli.quickstart.Wishes;
import rondo.cli.terminal.Shell;

/** The first minutes: two small models from data to answers, by commands that are shown. */
@CommandLine.Command(
    name = "rondo quickstart",
    header = "Trains, measures, uses and exports two small models, and shows the commands for it.",
    description = {
      "",
      "One model finds names, the other translates English into Spanish. Both learn from data that"
          + " come",
      "with Rondo, for less than two minutes together. What was interrupted goes on by the same"
          + " command."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples",
      "  rondo quickstart",
      "  rondo quickstart -o tour --only translation --max-time 5m"
    })
final class Quickstart implements Command {
  /** A part of the tour. */
  enum Part {
    NER,
    TRANSLATION
  }

  private final Console console;
  private volatile boolean training; // ends in good order by itself when it is interrupted
  private Exit last = Exit.DONE;
  private List<String> words = List.of();

  @Mixin private final Common common = new Common();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "the folder to write to; quickstart unless said")
  private Path out = Path.of("quickstart");

  @Option(
      names = "--only",
      paramLabel = "PART",
      description = "one of the two models: ner or translation")
  private Optional<Part> only = Optional.empty();

  @Option(
      names = "--max-time",
      paramLabel = "TIME",
      description =
          "how long each training may take, such as 90s; unless said, 40s for names and 60s for"
              + " translation")
  private Optional<String> maxTime = Optional.empty();

  @Option(names = "--seed", paramLabel = "N", description = "all randomness follows from it")
  private Optional<String> seed = Optional.empty();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "how many threads work side by side; one for each core unless said")
  private Optional<String> threads = Optional.empty();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "other data, laid out as those in examples/quickstart")
  private Optional<Path> data = Optional.empty();

  Quickstart(Console console) {
    this.console = console;
  }

  @Override
  public String[] take(String[] all) {
    words = List.of(all);
    return all;
  }

  @Override
  public Exit run() throws IOException {
    if (Files.exists(out) && !Files.isDirectory(out)) {
      throw new UsageException("'%s' is a file; -o needs a folder to write to".formatted(out));
    }
    Path home = Path.of(System.getProperty("rondo.home", ""));
    Supplies supplies = data.map(Supplies::new).orElseGet(() -> Supplies.shipped(home));
    boolean names = only.orElse(Part.NER) == Part.NER;
    boolean translation = only.orElse(Part.TRANSLATION) == Part.TRANSLATION;
    if (names) {
      supplies.requireNames();
    }
    if (translation) {
      supplies.requireTranslation();
    }
    Thread farewell = new Thread(this::interrupted, "rondo-farewell");
    Runtime.getRuntime().addShutdownHook(farewell);
    try {
      return tour(supplies, names, translation);
    } finally {
      letGo(farewell);
    }
  }

  private Exit tour(Supplies supplies, boolean names, boolean translation) throws IOException {
    long began = System.nanoTime();
    Narrator narrator = new Narrator(console.style(), this::line, new AtThisConsole());
    Wishes wishes = new Wishes(maxTime, seed, threads, common.plugins);
    narrator.tell(
        """
        This is Rondo at work, from data to answers. Behind each $ stands a command, then what came of
        it; type any of them yourself. All that is written goes to the folder '%s'.
        """
            .formatted(out));
    boolean whole =
        (!names || new NamesTour(narrator, supplies, out, wishes).run())
            && (!translation || new TranslationTour(narrator, supplies, out, wishes).run());
    if (!whole) {
      return last;
    }
    yourTurn(narrator, names, translation);
    narrator.tell("\nThis took " + Figures.time((System.nanoTime() - began) / 1e9) + ".");
    return Exit.DONE;
  }

  private void yourTurn(Narrator narrator, boolean names, boolean translation) {
    narrator.title("Your turn");
    Path ner = out.resolve("ner");
    Path translator = out.resolve("translator");
    narrator.tell("\n");
    if (names) {
      String model = ner.resolve("best.rondo").toString();
      narrator.showWith("Grace Hopper taught at Vassar College.", "predict", model);
    }
    if (translation) {
      String model = translator.resolve("best.rondo").toString();
      narrator.showWith("Where is my umbrella?", "translate", model);
    }
    narrator.show("train", "--help");
    narrator.tell(
        """

        %s shows how it learnt, and what it takes for what: open it in a browser.
        docs/data.md tells how your own data may be written, docs/cli.md what each verb can do,
        docs/onnx.md what exported files hold, and docs/library.md how a Java program uses all of it.
        """
            .formatted((names ? ner : translator).resolve("report.html")));
  }

  private void line(String text) {
    console.print(text);
    console.flush();
  }

  // interruption

  /** The process is told to end, and does so after this. */
  private void interrupted() {
    console.say("%nrondo: ending the quick start. To go on with it:%n  %s".formatted(again()));
    if (!training) {
      Runtime.getRuntime().halt(Exit.INTERRUPTED.code()); // what is being written has no name yet
    }
  }

  private String again() {
    List<String> all = new ArrayList<>(List.of("quickstart"));
    all.addAll(words);
    return Shell.rondo(all);
  }

  private static void letGo(Thread farewell) {
    try {
      Runtime.getRuntime().removeShutdownHook(farewell);
    } catch (IllegalStateException e) {
      // the process is ending already
    }
  }

  /** Runs the commands that are told, by the same door as those that are typed. */
  private final class AtThisConsole implements Typist {
    @Override
    public boolean train(List<String> words) {
      training = true;
      last = Main.run(console, words.toArray(String[]::new));
      training = false;
      return last == Exit.DONE;
    }

    @Override
    public Optional<Answer> ask(List<String> words) {
      ByteArrayOutputStream results = new ByteArrayOutputStream();
      ByteArrayOutputStream remarks = new ByteArrayOutputStream();
      Console kept =
          new Console(new ByteArrayInputStream(new byte[0]), results, remarks, 0, console.style());
      last = Main.run(kept, words.toArray(String[]::new));
      if (last != Exit.DONE) {
        console.err().print(remarks.toString(StandardCharsets.UTF_8));
        return Optional.empty();
      }
      return Optional.of(new Answer(lines(results), lines(remarks)));
    }

    private List<String> lines(ByteArrayOutputStream bytes) {
      return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
  }
}
