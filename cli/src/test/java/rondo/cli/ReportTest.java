package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.engine.Recipe;
import rondo.engine.Rondo;
import rondo.engine.train.TrainingListener;
import rondo.testkit.javascript.Browser;

/** The page that a training leaves, as a file and as a browser shows it. */
class ReportTest {
  private static final Path EXAMPLES = Path.of("../examples");
  private static final String HOSTILE = "</script><script>alert(1)</script>";
  private static final String LONG = "x".repeat(10_000);
  private static final int MOST = 2_000_000; // bytes of a page

  @TempDir static Path folder;

  /** Of a stranger's cell, on data that mean no good; without dev data; of a translator. */
  @BeforeAll
  static void train() throws IOException {
    Path plugins = Files.createDirectory(folder.resolve("plugins"));
    Strangers.into(plugins);
    Path data = Corpus.write(folder.resolve("train.conll"), 24, 1);
    Files.writeString(
        data,
        Files.readString(data)
            + "%s B-PER\n\u202eevil\u0001 B-<b>\n%s B-LOC\n\n".formatted(HOSTILE, LONG));
    ner("hostile", "--dev", data, "--cell=indrnn", "--plugins", plugins, "--train.report=1");
    ner("alone");
    Path text = EXAMPLES.resolve("translate/dev.en");
    TinyTranslator.in(folder.resolve("spanish"), "--dev=" + text, "--train.epochs=2");
  }

  private static void ner(String out, Object... more) {
    List<Object> words = new ArrayList<>(List.of("train", "ner"));
    words.addAll(List.of("--data", folder.resolve("train.conll"), "-o", folder.resolve(out)));
    words.addAll(TinyModel.SMALL);
    words.add("--train.epochs=1");
    words.addAll(List.of(more));
    Transcript said = Transcript.of(words.toArray());
    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DONE);
    assertThat(said.err())
        .endsWith(
            "how it went: %s%nto use it:   rondo predict %s%n"
                .formatted(page(out), folder.resolve(out).resolve("best.rondo")));
  }

  private static Path page(String out) {
    return folder.resolve(out).resolve("report.html");
  }

  private static String text(String out) throws IOException {
    return Files.readString(page(out));
  }

  @Test
  void tellsWhatWasTrainedAndHowItWent() throws IOException {
    assertThat(text("hostile"))
        .contains("<h1 dir=\"auto\">ner on train.conll</h1>")
        .contains(
            "The network is recurrent with indrnn cells, learnt from 25 examples of train.conll")
        .containsSubsequence(
            "f1 on dev",
            "<h2>How it learnt</h2>",
            "mean on the training data",
            "tokens a second",
            "<h2>How good it is</h2>",
            "<th>precision</th>",
            "<h2>What was taken for what</h2>",
            "Counted in all 25 dev examples.",
            "<h2>What it gets wrong</h2>",
            "<h2>How the gradient comes back</h2>",
            "layer0/forward",
            "<h2>Recipe</h2>",
            "network.cell = indrnn");
  }

  @Test
  void nothingInDataIsTakenForTheTask() throws IOException {
    assertThat(text("hostile"))
        .doesNotContain("<script", "\u0001", LONG.substring(0, 200), "url(")
        .doesNotContainPattern("(src|href)=\"(?!data:)")
        .contains("&lt;/script&gt;");
    assertThat(Files.size(page("hostile"))).isLessThan(MOST);
  }

  @Test
  void withoutDevDataItSaysSo() throws IOException {
    assertThat(text("alone"))
        .contains("There were no dev data, so the last model was kept")
        .contains("How the gradient comes back", "16 training examples")
        .doesNotContain("How good it is", "What it gets wrong", "What was taken for what");
  }

  @Test
  void aTranslatorShowsWhereItLooks() throws IOException {
    assertThat(text("spanish"))
        .containsSubsequence(
            "<dd>",
            "bleu",
            "<h2>Right and answered</h2>",
            "<h2>Where it looks</h2>",
            "class=\"heat\"")
        .contains("encoder/")
        .doesNotContain("What was taken for what");
  }

  @Test
  void anInterruptedTrainingHasOneToo() throws IOException {
    Rondo rondo = Rondo.load();
    Path out = folder.resolve("interrupted");
    Recipe recipe =
        Recipe.of("ner")
            .data(folder.resolve("train.conll"))
            .dev(folder.resolve("train.conll"))
            .out(out)
            .set("network.hidden", 8)
            .set("train.epochs", 2)
            .set("train.rows", 8)
            .set("threads", 1);
    OutputStream nowhere = OutputStream.nullOutputStream();
    Console console = new Console(InputStream.nullInputStream(), nowhere, nowhere, 0);
    Reporting reporting = new Reporting(console, rondo, out);
    reporting.write(rondo.train(recipe, reporting, new StopAfter(2)).await());
    assertThat(text("interrupted")).contains("This training was interrupted");
    Reporting again = new Reporting(console, rondo, out);
    again.write(rondo.train(recipe, again).await());
    assertThat(text("interrupted"))
        .doesNotContain("This training was interrupted")
        .containsPattern("Training ended after 2 epochs and \\d+ steps");
  }

  private static final class StopAfter implements TrainingListener {
    private final int steps;
    private long seen;

    StopAfter(int steps) {
      this.steps = steps;
    }

    @Override
    public void step(Step event) {
      seen = event.step();
    }

    @Override
    public boolean enough() {
      return seen >= steps;
    }
  }

  @Test
  void aBrowserShowsItQuietlyAndNothingIsWiderThanTheWindow() throws IOException {
    Assumptions.assumeTrue(Browser.found().isPresent(), "there is no Chromium to open pages in");
    try (Browser browser = Browser.start(Browser.found().orElseThrow())) {
      for (String each : List.of("hostile", "alone", "spanish")) {
        for (int width : new int[] {1280, 400}) {
          for (boolean dark : new boolean[] {false, true}) {
            browser.open(page(each), width, dark);
            assertThat(browser.value("document.querySelector('details').open = true").asBoolean())
                .isTrue();
            assertThat(browser.complaints()).as(each).isEmpty();
            assertThat(browser.requests()).containsExactly(page(each).toUri().toString());
            assertThat(browser.value("document.documentElement.scrollWidth").asInt())
                .as("%s at %d", each, width)
                .isEqualTo(width);
            assertThat(browser.value("getComputedStyle(document.body).color").asText())
                .isEqualTo(dark ? "rgb(230, 237, 243)" : "rgb(31, 35, 40)");
          }
        }
      }
    }
  }
}
