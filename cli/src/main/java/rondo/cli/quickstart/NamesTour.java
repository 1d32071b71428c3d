package rondo.cli.quickstart;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rondo.engine.train.History;

/** Learns to find names, measures that, tags, exports, and runs the file on ONNX Runtime. */
public final class NamesTour {
  private static final String TIME = "40s";
  private static final String SMALLER = "--network.hidden=100"; // learns more in so little time

  private final Narrator narrator;
  private final Supplies supplies;
  private final Wishes wishes;
  private final Path folder;
  private final String model;
  private final String exported;

  /**
   * @param out where models go
   */
  public NamesTour(Narrator narrator, Supplies supplies, Path out, Wishes wishes) {
    this.narrator = narrator;
    this.supplies = supplies;
    this.wishes = wishes;
    this.folder = out.resolve("ner");
    this.model = folder.resolve("best.rondo").toString();
    this.exported = out.resolve("ner.onnx").toString();
  }

  /** True if all steps went well. */
  public boolean run() {
    return learn() && measure() && tag();
  }

  private boolean learn() {
    narrator.step("Learn to find names");
    narrator.tell(
        """
        1,363 sentences of Wikipedia, in which the names of people, places, organisations and others
        are marked (Wikigold, CC BY 4.0), are learnt from by an LSTM that reads each of them from both
        ends. After each epoch, a pass over all of them, it is tried on others, and the best model is
        kept.
        """);
    List<String> words = new ArrayList<>(List.of("train", "ner"));
    words.addAll(supplies.recipe(Supplies.NER).orElse(List.of(SMALLER)));
    words.addAll(List.of("--data", supplies.name("train.conll")));
    words.addAll(List.of("--dev", supplies.name("dev.conll"), "-o", folder.toString()));
    if (!narrator.train(wishes.training(TIME, words))) {
      return false;
    }
    List<History.Evaluated> tried = History.read(folder).evaluations();
    narrator.curve("F1 on dev, epoch by epoch", tried.stream().map(e -> e.value()).toList());
    return true;
  }

  private boolean measure() {
    narrator.step("Measure it");
    narrator.tell(
        """
        On sentences that it has never seen, and was not chosen by. A thousand sentences are little to
        learn from: docs/results.md has what more of them make possible.
        """);
    return narrator.run(wishes.answering("evaluate", model, supplies.name("test.conll")));
  }

  private boolean tag() {
    narrator.step("Tag sentences");
    narrator.tell("Each line of a text gets a line; names stand there with what they are.");
    String sentences = supplies.name("sentences.txt");
    Optional<Typist.Answer> here = narrator.ask(wishes.answering("predict", model, sentences));
    here.ifPresent(a -> a.results().forEach(narrator::tell));
    return here.isPresent() && export() && compare(here.get().results(), sentences);
  }

  private boolean export() {
    narrator.step("Export it to ONNX");
    narrator.tell(
        """
        The file computes all that the model does, up to the best labels. It is written only if it
        answers as the model does; the numbers tell how closely.
        """);
    String test = supplies.name("test.conll");
    return narrator.run(wishes.any("export", model, "-o", exported, "--data", test));
  }

  private boolean compare(List<String> here, String sentences) {
    narrator.step("Run the same sentences on ONNX Runtime");
    narrator.tell(
        "Now the exported file answers, computed by Microsoft's runtime instead of Rondo.");
    Optional<Typist.Answer> there =
        narrator.ask(wishes.answering("predict", exported, sentences, "--backend", "onnxruntime"));
    there.ifPresent(a -> tellSame(here, a.results()));
    return there.isPresent();
  }

  private void tellSame(List<String> here, List<String> there) {
    int same = 0;
    for (int i = 0; i < here.size(); i++) {
      boolean alike = i < there.size() && here.get(i).equals(there.get(i));
      same += alike ? 1 : 0;
      narrator.tell(i < there.size() ? there.get(i) : "(no answer)");
    }
    String verdict = "same answers: %d of %d".formatted(same, here.size());
    narrator.tell(same == here.size() ? narrator.style().good(verdict) : verdict);
  }
}
