package rondo.cli.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rondo.engine.train.History;

/** Learns to translate, translates sentences beside their references, and measures. */
public final class TranslationTour {
  private static final String TIME = "60s";

  private final Narrator narrator;
  private final Supplies supplies;
  private final Wishes wishes;
  private final Path folder;
  private final String model;

  /**
   * @param out where models go
   */
  public TranslationTour(Narrator narrator, Supplies supplies, Path out, Wishes wishes) {
    this.narrator = narrator;
    this.supplies = supplies;
    this.wishes = wishes;
    this.folder = out.resolve("translator");
    this.model = folder.resolve("best.rondo").toString();
  }

  /** True if all steps went well. */
  public boolean run() throws IOException {
    return learn() && translate() && measure();
  }

  private boolean learn() {
    narrator.step("Learn to translate English into Spanish");
    narrator.tell(
        """
        40,000 short sentences and their translations (manythings.org/anki and tatoeba.org, CC BY 2.0
        FR) are learnt from. One LSTM reads the English; another one writes the Spanish, piece by
        piece, and looks at what it translates all the while (attention).
        """);
    List<String> words = new ArrayList<>(List.of("train", "translate"));
    supplies.recipe(Supplies.TRANSLATION).ifPresent(words::addAll);
    words.addAll(List.of("--data", supplies.translation("train.en.gz")));
    words.addAll(List.of("--dev", supplies.translation("dev.en.gz"), "-o", folder.toString()));
    if (!narrator.train(wishes.training(TIME, words))) {
      return false;
    }
    List<History.Step> steps = History.read(folder).steps();
    narrator.curve(
        "loss, from the first steps to the last", steps.stream().map(s -> s.loss()).toList());
    return true;
  }

  private boolean translate() throws IOException {
    narrator.step("Translate ten sentences it has not seen");
    String english = supplies.translation("ten.en");
    List<String> lines = Files.readAllLines(Path.of(english));
    List<String> references = Files.readAllLines(Path.of(supplies.translation("ten.es")));
    Optional<Typist.Answer> answer = narrator.ask(wishes.answering("translate", model, english));
    answer.ifPresent(a -> tellBeside(lines, references, a.results()));
    return answer.isPresent();
  }

  private void tellBeside(List<String> lines, List<String> references, List<String> written) {
    for (int i = 0; i < Math.min(lines.size(), written.size()); i++) {
      String reference = i < references.size() ? references.get(i) : "";
      narrator.tell("\n  English    " + lines.get(i));
      narrator.tell(narrator.style().faint("  reference  " + reference));
      narrator.tell("  " + narrator.style().strong("model      " + written.get(i)));
    }
  }

  private boolean measure() {
    narrator.step("Measure it");
    narrator.tell(
        """
        BLEU tells how many of the words, and of the sequences of up to four, stand in the reference,
        too; most sentences have other right translations besides.
        """);
    return narrator.run(wishes.answering("evaluate", model, supplies.translation("test.en.gz")));
  }
}
