package rondo.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import rondo.cli.trace.BareCell;
import rondo.cli.trace.CellWords;
import rondo.cli.trace.Numbers;
import rondo.cli.trace.Trail;
import rondo.core.CellType;
import rondo.core.Matrix;
import rondo.core.Registry;

/** A cell by itself, and the numbers that it reads. */
final class CellOptions {
  private static final int MOST_HIDDEN = 1 << 16;

  @Option(
      names = "--cell",
      paramLabel = "SPEC",
      description =
          "a cell by itself: its name, and its options behind commas, as in"
              + " rnn,activation=identity; rondo plugins --options shows them")
  private Optional<String> cell = Optional.empty();

  @Option(
      names = "--input",
      paramLabel = "NUMBERS",
      description =
          "what the bare cell reads: numbers, or a file with a line for each step; - is standard"
              + " input")
  private Optional<String> input = Optional.empty();

  @Option(
      names = "--weights",
      paramLabel = "NAME=NUMBERS",
      description =
          "its weights, such as W=0.5,R=0.5: one number for all, or each, row by row; what is not"
              + " said is fresh")
  private String weights = "";

  @Option(
      names = "--start",
      paramLabel = "NUMBERS",
      description = "the state it starts from: of h, or as in h=0.5,c=1; zeros unless said")
  private String start = "";

  @Option(
      names = "--hidden",
      paramLabel = "N",
      description = "units of the bare cell; as many as --start has, or 1, unless said")
  private int hidden;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "of its fresh weights; ${DEFAULT-VALUE} unless said")
  private long seed = 1;

  /** The cell's words, if one was asked for. */
  Optional<String> cell() {
    return cell;
  }

  /** Whether something was said that only a bare cell can use. */
  boolean said() {
    return input.isPresent() || !weights.isEmpty() || !start.isEmpty() || hidden != 0;
  }

  /** What it remembers; what it computes with is told on standard error. */
  Trail run(Registry<CellType> cells, Console console) throws IOException {
    CellWords words = CellWords.one(cell.orElse(""));
    CellType type = words.in(cells);
    Matrix x = steps(console);
    Map<String, List<Float>> from =
        start.isEmpty()
            ? Map.of()
            : start.contains("=")
                ? Numbers.named(start, "--start")
                : Map.of("h", Numbers.list(start, "--start"));
    int most = from.values().stream().mapToInt(List::size).max().orElse(1);
    int wide = hidden == 0 ? most : hidden;
    if (wide < 1 || wide > MOST_HIDDEN) {
      throw new UsageException("--hidden must be from 1 to %d, is %d".formatted(MOST_HIDDEN, wide));
    }
    BareCell made =
        BareCell.of(words, type, x.cols(), wide, seed, Numbers.named(weights, "--weights"));
    Trail trail = made.run(x, from);
    console.say(made.sentence(seed));
    return trail;
  }

  private Matrix steps(Console console) throws IOException {
    String said =
        input.orElseThrow(
            () ->
                new UsageException("--cell needs --input, the numbers it reads: --input 1,0,0,2"));
    if (said.isBlank()) {
      throw new UsageException("--input has no numbers");
    }
    Matrix x = Numbers.areIn(said) ? Numbers.steps(said, "--input") : steps(said, console);
    if (x.size() == 0) {
      throw new UsageException("--input has no numbers");
    }
    return x;
  }

  /** A line for each step. */
  private static Matrix steps(String from, Console console) throws IOException {
    List<List<Float>> rows = new ArrayList<>();
    try (LineSource lines = LineSource.open(from, console)) {
      for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
        if (!line.get().isBlank()) {
          if (!Numbers.areIn(line.get())) {
            throw lines.fault("a step must be numbers with commas or spaces between");
          }
          rows.add(Numbers.list(line.get(), "--input"));
        }
      }
    }
    return Numbers.matrix(rows, "--input");
  }
}
