package rondo.cli.quickstart;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import rondo.cli.terminal.Curve;
import rondo.cli.terminal.Shell;
import rondo.cli.terminal.Style;

/** Tells the story: numbered steps, commands behind a dollar sign, what came of them. */
public final class Narrator {
  private final Style style;
  private final Consumer<String> out;
  private final Typist typist;
  private int steps;

  /**
   * @param out takes lines, as soon as they are told
   */
  public Narrator(Style style, Consumer<String> out, Typist typist) {
    this.style = style;
    this.out = out;
    this.typist = typist;
  }

  /** A heading. */
  public void title(String text) {
    out.accept("");
    out.accept(style.strong(text));
  }

  /** Begins the next step. */
  void step(String heading) {
    title(++steps + ". " + heading);
  }

  /** Some lines, of a paragraph or of several. */
  public void tell(String lines) {
    lines.lines().forEach(out);
  }

  /** A command that the person may type; it is only shown. */
  public void show(String... words) {
    out.accept(prompt(List.of(words)));
  }

  /** A command that answers a line of text; it is only shown. */
  public void showWith(String text, String... words) {
    String echo = Shell.line(List.of("echo", text));
    out.accept(style.strong("$ " + echo + " | " + Shell.rondo(List.of(words))));
  }

  /** A training, under its command. */
  boolean train(List<String> words) {
    announce(words);
    return typist.train(words);
  }

  /** A command of which nothing is shown yet but itself. */
  Optional<Typist.Answer> ask(List<String> words) {
    announce(words);
    return typist.ask(words);
  }

  /** A command and all it says; false if it failed. */
  boolean run(List<String> words) {
    Optional<Typist.Answer> answer = ask(words);
    answer.ifPresent(a -> a.remarks().forEach(out));
    answer.ifPresent(a -> a.results().forEach(out));
    return answer.isPresent();
  }

  /** How a figure went. */
  void curve(String title, List<Double> values) {
    if (values.size() > 1) {
      out.accept("");
      out.accept(title);
      new Curve(values, style).lines().forEach(out);
    }
  }

  Style style() {
    return style;
  }

  private void announce(List<String> words) {
    out.accept("");
    out.accept(prompt(words));
  }

  private String prompt(List<String> words) {
    return style.strong("$ " + Shell.rondo(words));
  }
}
