package rondo.cli.report;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import rondo.core.Answered;
import rondo.core.Confusion;
import rondo.core.Evaluation;
import rondo.core.Example;
import rondo.core.Texts;
import rondo.core.Told;
import rondo.engine.Rondo;
import rondo.engine.Studied;
import rondo.engine.Training;
import rondo.engine.model.WholeFile;
import rondo.engine.train.GradientCurves;
import rondo.engine.train.History;
import rondo.engine.train.LearningCurves;
import rondo.tasks.Source;
import rondo.tasks.Translation;

/**
 * Looks into what a training has left, for some seconds at most, and writes the page about it.
 *
 * @param complaint is told of a section that cannot be made; the others are
 */
public record TrainingReport(Rondo rondo, Duration patience, Consumer<String> complaint) {
  /** The page's name in a training's folder. */
  public static final String FILE = "report.html";

  private static final int GRADIENTS = 16; // examples that are gone back through
  private static final long SEED = 1;

  /** Writes the page into the training's folder, whole or not at all. */
  public Path write(Path folder, About about, Training.Result result) {
    List<Section> sections = new ArrayList<>();
    look(sections, folder, result, result.studied());
    byte[] page = new Page(about, sections).html().getBytes(StandardCharsets.UTF_8);
    Path file = folder.resolve(FILE);
    WholeFile.write(file, out -> out.write(page));
    return file;
  }

  private <I, O> void look(
      List<Section> sections, Path folder, Training.Result result, Studied<I, O> studied) {
    String kept = "Of the model that was kept, on the dev data.";
    add(
        sections,
        "learning curves",
        () ->
            new Curves(
                    "How it learnt",
                    "From metrics.jsonl, earlier runs included.",
                    LearningCurves.of(History.read(folder)))
                .section());
    List<Answered<I, O>> answers = new ArrayList<>();
    if (!studied.dev().isEmpty()) {
      add(
          sections,
          "answers",
          () -> {
            answers.add(rondo.answered(studied.model(), studied.dev(), patience));
            return Optional.empty();
          });
    }
    Optional<Answered<I, O>> answered = answers.stream().findFirst();
    Optional<Evaluation> own = answered.map(Answered::evaluation);
    boolean whole = answered.map(a -> a.examples().size() == studied.dev().size()).orElse(false);
    Confusion counts =
        whole ? own.map(Evaluation::confusion).orElse(Confusion.NONE) : Confusion.NONE;
    result
        .outcome()
        .best()
        .ifPresent(
            best -> add(sections, "figures", () -> new Scores(best, counts, kept).section()));
    if (answered.isPresent()) {
      String whence = whence(answered.get().examples().size(), studied.dev().size());
      add(sections, "table of mistakes", () -> new Matrix(own.get().confusion(), whence).section());
      add(sections, "examples", () -> mistakes(studied, answered.get(), whence).section());
    }
    add(sections, "attention", () -> attention(studied));
    add(sections, "gradients", () -> gradients(studied));
  }

  /** A stranger's plugin may not stand being looked into; the training is done nevertheless. */
  private void add(List<Section> sections, String what, Supplier<Optional<Section>> making) {
    try {
      making.get().ifPresent(sections::add);
    } catch (RuntimeException e) {
      complaint.accept("%s goes without the %s: %s".formatted(FILE, what, e.getMessage()));
    }
  }

  private static String whence(int taken, int all) {
    return taken == all
        ? "all %s dev examples".formatted(Html.count(all))
        : "%s of the %s dev examples, drawn at random"
            .formatted(Html.count(taken), Html.count(all));
  }

  private static <I, O> Mistakes mistakes(
      Studied<I, O> studied, Answered<I, O> answered, String whence) {
    Texts<I, O> texts = studied.type().texts(studied.model().spec().task().options());
    List<Mistake> all = new ArrayList<>();
    for (int i = 0; i < answered.answers().size(); i++) {
      Example<I, O> example = answered.examples().get(i);
      Told gold = texts.tell(example.input(), example.gold());
      Told answer = texts.tell(example.input(), answered.answers().get(i));
      Mistake.of(gold, answer).ifPresent(all::add);
    }
    return new Mistakes(all, whence);
  }

  private <I, O> Optional<Section> attention(Studied<I, O> studied) {
    if (!studied.type().facade().equals(Translation.class) || studied.dev().isEmpty()) {
      return Optional.empty();
    }
    List<Source> texts =
        drawn(studied.dev(), studied.dev().size()).stream()
            .map(Example::input)
            .filter(Source.class::isInstance)
            .map(Source.class::cast)
            .toList();
    try (Translation translation = rondo.open(studied.model(), Translation.class)) {
      return new Attention(texts).section(translation);
    }
  }

  private <I, O> Optional<Section> gradients(Studied<I, O> studied) {
    boolean dev = !studied.dev().isEmpty();
    List<Example<I, O>> some = drawn(dev ? studied.dev() : studied.data(), GRADIENTS);
    return GradientCurves.of(rondo.gradients(studied.model(), some))
        .flatMap(
            chart ->
                new Curves(
                        "How the gradient comes back",
                        "How large the gradient of the loss is at the output of each cell, so many steps before the last one that it read; a line that falls steeply is a gradient that fades. The mean of %d %s examples."
                            .formatted(some.size(), dev ? "dev" : "training"),
                        List.of(chart))
                    .section());
  }

  private static <E> List<E> drawn(List<E> all, int count) {
    List<E> drawn = new ArrayList<>(all);
    Collections.shuffle(drawn, new Random(SEED));
    return drawn.subList(0, Math.min(count, drawn.size()));
  }
}
