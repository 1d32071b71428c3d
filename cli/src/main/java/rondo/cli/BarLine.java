package rondo.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBarRenderer;
import me.tongfei.progressbar.ProgressState;
import rondo.engine.train.TrainingListener;

/**
 * How a training stands, in one line of a terminal: as much of it as there is room for, what
 * matters most first, and a bar in what is left.
 */
final class BarLine implements ProgressBarRenderer {
  private static final int SHORTEST = 8; // a bar that shows something
  private static final int LONGEST = 40;
  private static final String GAP = "  ";

  private volatile Optional<TrainingListener.Step> step = Optional.empty();
  private volatile Optional<String> work = Optional.empty();

  /** Something to tell, the more important the smaller the rank. */
  private record Part(int rank, String text) {}

  void took(TrainingListener.Step taken) {
    step = Optional.of(taken);
    work = Optional.empty();
  }

  void begins(String what) {
    work = Optional.of(what);
  }

  @Override
  public String render(ProgressState state, int width) {
    return line(Math.max(0, Math.min(1, state.getNormalizedProgress())), width);
  }

  /** So much of the training is done. */
  String line(double share, int width) {
    String percent = "%3d%%".formatted((int) (100 * share));
    StringBuilder rest = new StringBuilder();
    for (String part : fitting(width - percent.length())) {
      rest.append(GAP).append(part);
    }
    int room = Math.min(LONGEST, width - percent.length() - rest.length() - 4);
    String line = percent + (room < SHORTEST ? "" : " " + bar(share, room)) + rest;
    return line.length() <= width ? line : line.substring(0, width);
  }

  /** What there is room for, in the order in which a person reads it. */
  private List<String> fitting(int room) {
    List<Part> parts = parts();
    int left = room;
    List<Part> fitting = new ArrayList<>();
    for (Part part : parts.stream().sorted(Comparator.comparingInt(Part::rank)).toList()) {
      int needed = GAP.length() + part.text().length();
      if (needed <= left) {
        left -= needed;
        fitting.add(part);
      }
    }
    return parts.stream().filter(fitting::contains).map(Part::text).toList();
  }

  private List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    step.ifPresent(
        s -> {
          parts.add(new Part(1, "loss " + Figures.loss(s.loss())));
          s.best()
              .ifPresent(b -> parts.add(new Part(2, b.metric() + " " + Figures.score(b.value()))));
        });
    work.ifPresentOrElse(
        what -> parts.add(new Part(0, what)),
        () ->
            step.ifPresent(
                s -> {
                  String speed = Figures.count(Math.round(s.tokensPerSecond())) + " tokens/s";
                  parts.add(new Part(3, speed));
                  parts.add(new Part(0, Figures.time(s.secondsLeft()) + " left"));
                }));
    return parts;
  }

  private static String bar(double share, int room) {
    int done = (int) Math.round(share * room);
    return "[" + "=".repeat(done) + " ".repeat(room - done) + "]";
  }
}
