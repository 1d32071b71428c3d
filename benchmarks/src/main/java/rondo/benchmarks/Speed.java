package rondo.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

/** Prints how long a training step and a forward pass take, ours and PyTorch's, in one run. */
final class Speed {
  private static final String HELP =
      """
      usage: benchmarks/run speed [--cell CELL] [--train | --forward] [--threads N] [--rows N]
                                  [--warm-up N] [--seconds N] [--alone]
                                  [--plot FILE] [--from FILE] [SHAPE ...]

      Milliseconds of a training step (forward, back, clipping by the global norm, Adam) and of a
      forward pass of a recurrent layer with a head of 10 classes, ours and those of PyTorch
      through DJL, by turns. A shape is batch,time,input,hidden, with ,both behind for both
      directions; without one, those of docs/benchmarks.md.

        --cell CELL     lstm, gru or rnn alone
        --train         training alone; --forward: the forward pass alone
        --threads N     threads of both; 2
        --rows N        examples to a part of our training step; an even share for each thread, all
                        of them where each thread has a direction
        --warm-up N     seconds for each before it is measured; 8
        --seconds N     seconds for each that are measured; 4
        --alone         without PyTorch
        --plot FILE     draws the ratios as SVG
        --from FILE     measures nothing: takes the lines of earlier runs from a file

      A line holds: shape, kind, our median, the peer's median, ours divided by the peer's.
      """;

  private Speed() {}

  public static void main(String[] args) throws IOException {
    Arguments given = new Arguments(List.of(args), HELP);
    Optional<String> plot = given.text("--plot");
    Optional<String> from = given.text("--from");
    List<SpeedLine> lines;
    if (from.isPresent()) {
      given.end();
      lines = read(Path.of(from.get()));
    } else {
      lines = measured(given);
    }
    if (plot.isPresent()) {
      String caption = "two threads; " + LocalDate.now(ZoneOffset.UTC) + "; see benchmarks.md";
      Files.writeString(Path.of(plot.get()), SpeedPicture.svg(lines, caption));
    }
  }

  private static List<SpeedLine> read(Path file) throws IOException {
    return Files.readAllLines(file).stream().flatMap(l -> SpeedLine.parse(l).stream()).toList();
  }

  private static List<SpeedLine> measured(Arguments given) {
    List<SpeedLine> lines = new ArrayList<>();
    int threads = given.number("--threads", 2);
    int rows = given.number("--rows", 0);
    int warmUp = given.number("--warm-up", 8);
    int seconds = given.number("--seconds", 4);
    List<String> cells = given.words("--cell", List.of("lstm", "gru", "rnn"));
    boolean train = !given.flag("--forward");
    boolean forward = !given.flag("--train");
    boolean alone = given.flag("--alone");
    List<Shape> shapes = given.shapes();
    System.err.println(
        alone ? "without a peer" : "peer: PyTorch " + Peer.start(threads) + " through DJL");
    System.out.printf("%-18s %-14s %9s %9s %6s%n", "shape", "kind", "ours_ms", "peer_ms", "ratio");
    for (Shape shape : shapes) {
      // DJL's GRU and RNN are measured one way only
      for (String cell : shape.bidirectional() ? List.of("lstm") : cells) {
        List<Contender> both = new ArrayList<>();
        both.add(new Ours(cell, shape, rows > 0 ? rows : share(shape, threads), threads));
        if (!alone) {
          both.add(new Peer(cell, shape));
        }
        String name = (shape.bidirectional() ? "bi" : "") + cell;
        if (train) {
          double[] ms = medians(both, Contender::train, warmUp, seconds);
          lines.add(line(shape, name + "-train", ms));
        }
        if (forward) {
          double[] ms = medians(both, Contender::forward, warmUp, seconds);
          lines.add(line(shape, name + "-forward", ms));
        }
        both.forEach(Contender::close);
      }
    }
    return lines;
  }

  private static int share(Shape shape, int threads) {
    boolean apart = shape.batch() >= 8 && !shape.bidirectional();
    return apart ? (shape.batch() + threads - 1) / threads : shape.batch();
  }

  private static SpeedLine line(Shape shape, String kind, double[] ms) {
    SpeedLine line = new SpeedLine(shape, kind, ms[0], ms.length > 1 ? ms[1] : Double.NaN);
    System.out.println(line);
    return line;
  }

  /** Milliseconds of each. */
  private static double[] medians(
      List<Contender> both, ToDoubleFunction<Contender> what, int warmUp, int seconds) {
    List<DoubleSupplier> all = new ArrayList<>();
    both.forEach(each -> all.add(() -> what.applyAsDouble(each)));
    return ByTurns.medians(all, warmUp, seconds);
  }
}
