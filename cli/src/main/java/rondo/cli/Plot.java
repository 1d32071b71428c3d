package rondo.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rondo.cli.plot.FadingPlot;
import rondo.cli.plot.TrainingPlot;
import rondo.cli.terminal.Table;
import rondo.cli.trace.CellWords;
import rondo.core.CellType;
import rondo.core.Example;
import rondo.core.Model;
import rondo.engine.Rondo;
import rondo.engine.kernel.KernelChoice;
import rondo.engine.model.WholeFile;
import rondo.engine.train.Fading;
import rondo.engine.train.GradientNorms;
import rondo.tasks.Alignment;
import rondo.tasks.Candidate;
import rondo.tasks.Translation;
import rondo.tasks.text.Joins;

/** Draws what a table of numbers tells less well, and prints the table. */
@CommandLine.Command(
    name = "rondo plot",
    header = "Draws how gradients fade, how trainings went, or where a translator looked.",
    description = {
      "SUBJECT is what to draw; its figures are printed, and -o draws them as SVG.",
      "  gradients                    of fresh cells side by side, from a loss at the last step",
      "  gradients MODEL --data FILE  of each cell of a trained model, on examples",
      "  training DIR...              the learning curves of trainings, from their folders",
      "  attention MODEL TEXT         where a translator looked when it wrote each piece%n"
    },
    sortOptions = false,
    footer = {
      "",
      "Examples",
      "  rondo plot gradients -o fading.svg",
      "  rondo plot gradients --cells rnn,lstm,lstm,forget-bias=3 --steps 200",
      "  rondo plot gradients model/best.rondo --data dev.conll -o gradients.svg",
      "  rondo plot training one two -o curves.svg",
      "  rondo plot attention es/best.rondo \"Where is the station?\" -o looked.svg"
    })
final class Plot implements Command {
  private static final int EXAMPLES = 200; // of a model's gradients
  private static final int MOST_STEPS = 10_000;
  private static final int MOST_HIDDEN = 1024;

  private final Console console;

  @Mixin private final Common common = new Common();

  /** What can be drawn. */
  private enum Subject {
    GRADIENTS,
    TRAINING,
    ATTENTION
  }

  @Parameters(index = "0", paramLabel = "SUBJECT", description = "gradients, training or attention")
  private Subject subject = Subject.GRADIENTS;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "WORDS",
      description = "a model, folders, a text, as the subject has them")
  private List<String> words = new ArrayList<>();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "the SVG to write; it is there whole or not at all")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--cells",
      paramLabel = "LIST",
      description =
          "gradients of these cells, each with its options behind it, as in"
              + " rnn,activation=relu,lstm; ${DEFAULT-VALUE} unless said")
  private String cells = "rnn,lstm,gru";

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "how long their sequences are; ${DEFAULT-VALUE} unless said")
  private int steps = 100;

  @Option(
      names = "--hidden",
      paramLabel = "N",
      description = "their units, and what they read at a step; ${DEFAULT-VALUE} unless said")
  private int hidden = 32;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "of their weights and sequences; ${DEFAULT-VALUE} unless said")
  private long seed = 1;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description =
          "data with answers for a model's gradients, as evaluate reads them; the first "
              + EXAMPLES
              + " are taken")
  private Optional<Path> data = Optional.empty();

  Plot(Console console) {
    this.console = console;
  }

  @Override
  public Exit run() throws IOException {
    String svg =
        switch (subject) {
          case GRADIENTS -> words.isEmpty() ? fading() : gradients();
          case TRAINING -> training();
          case ATTENTION -> attention();
        };
    if (out.isPresent()) {
      WholeFile.write(out.get(), to -> to.write(svg.getBytes(StandardCharsets.UTF_8)));
    }
    return Exit.DONE;
  }

  private String fading() {
    if (data.isPresent()) {
      throw new UsageException("--data needs a model: rondo plot gradients MODEL --data FILE");
    }
    bounded("--steps", steps, MOST_STEPS);
    bounded("--hidden", hidden, MOST_HIDDEN);
    Rondo rondo = Rondo.load(common.plugins);
    List<GradientNorms> all = new ArrayList<>();
    for (CellWords each : CellWords.all(cells)) {
      CellType type = each.in(rondo.plugins().cells());
      GradientNorms norms =
          new Fading(steps, hidden, seed).of(type, each.settings(type), KernelChoice.best());
      all.add(new GradientNorms(each.said(), norms.sequences()));
    }
    return told(new FadingPlot(all));
  }

  private String told(FadingPlot plot) {
    console.print(plot.table());
    return out.isPresent() ? plot.figure().svg() : "";
  }

  private static void bounded(String option, int value, int most) {
    if (value < 1 || value > most) {
      throw new UsageException("%s must be from 1 to %d, is %d".formatted(option, most, value));
    }
  }

  private String gradients() throws IOException {
    if (words.size() > 1) {
      throw new UsageException("plot gradients takes one model, not " + words.size());
    }
    Path file =
        data.orElseThrow(
            () ->
                new UsageException(
                    "a model's gradients need examples: rondo plot gradients MODEL --data FILE"));
    Rondo rondo = Rondo.load(common.plugins);
    try (Trained<?, ?> trained = trained(rondo)) {
      return told(new FadingPlot(norms(rondo, trained, file)));
    }
  }

  private Trained<?, ?> trained(Rondo rondo) {
    return Trained.open(rondo, ModelPath.existing(Path.of(words.get(0))), 1, Map.of());
  }

  private static <I, O> List<GradientNorms> norms(Rondo rondo, Trained<I, O> trained, Path file)
      throws IOException {
    List<Example<I, O>> all = trained.texts().read(file);
    return rondo.gradients(trained.model(), all.subList(0, Math.min(EXAMPLES, all.size())));
  }

  private String training() {
    if (words.isEmpty()) {
      throw new UsageException(
          "plot training needs the folder of a training, or several. See rondo plot --help");
    }
    TrainingPlot plot = TrainingPlot.of(words.stream().map(Path::of).toList());
    console.print(plot.table());
    return plot.figure().svg();
  }

  private String attention() {
    if (words.size() != 2) {
      throw new UsageException(
          "plot attention needs a model and a text in quotes. See rondo plot --help");
    }
    Rondo rondo = Rondo.load(common.plugins);
    try (Trained<?, ?> trained = trained(rondo)) {
      if (!trained.type().facade().equals(Translation.class)) {
        throw new UsageException(
            "'%s' is a model for task '%s', which translates nothing; no attention can be drawn"
                .formatted(words.get(0), trained.type().name()));
      }
      return attention(rondo, trained.model());
    }
  }

  private String attention(Rondo rondo, Model<?, ?> model) {
    try (Translation translation = rondo.open(model, Translation.class)) {
      List<Candidate> best = translation.best(words.get(1), 1);
      Alignment looks = best.get(0).alignment();
      String svg = looks.picture("Where the model looked").svg(); // refuses where nothing is
      console.print(table(looks));
      return svg;
    }
  }

  /** What was written, and the piece of the text that was looked at most. */
  private static String table(Alignment looks) {
    Table table = new Table(List.of("piece", "most-at", "weight"));
    for (int t = 0; t < looks.target().size(); t++) {
      int most = 0;
      for (int s = 1; s < looks.source().size(); s++) {
        most = looks.weights().get(t, s) > looks.weights().get(t, most) ? s : most;
      }
      table.add(
          List.of(
              looks.target().get(t).replace(Joins.MARK, "·"),
              looks.source().get(most).replace(Joins.MARK, "·"),
              Figures.score(looks.weights().get(t, most))));
    }
    return table.text(2);
  }
}
