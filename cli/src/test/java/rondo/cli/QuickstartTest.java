package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rondo.cli.terminal.Shell;
import rondo.cli.terminal.Style;

/** The tour does what it shows, and what it shows can be typed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuickstartTest {
  private static final Path EXAMPLES = Path.of("../examples").toAbsolutePath().normalize();
  private static final Path SHIPPED = EXAMPLES.resolve("quickstart");
  private static final Pattern COMMAND = Pattern.compile("(?m)^\\$ (.*)$");

  private Path folder;
  private Terminal terminal;
  private Transcript tour;

  @BeforeAll
  void takeTheTour(@TempDir Path temporary) throws IOException {
    folder = temporary;
    small(folder.resolve("small data"));
    terminal = new Terminal(folder);
    tour = terminal.type(Shell.line(command()));
    assertThat(tour.exit()).as(tour.err()).isEqualTo(Exit.DONE);
  }

  @AfterAll
  void close() {
    terminal.close();
  }

  private List<String> command() {
    return List.of(
        "rondo",
        "quickstart",
        "--data=" + folder.resolve("small data"),
        "--out=" + folder.resolve("Ada's"),
        "--max-time=20s",
        "--threads=2");
  }

  @Test
  void itIsToldStepByStep() {
    assertThat(tour.out().replace(folder + "/", ""))
        .containsSubsequence(
            "\n1. Learn to find names\n",
            "\n$ rondo train ner --recipe 'small data/ner/recipe.txt'",
            "\nmodel  Ada's/ner/best.rondo\n",
            "\nF1 on dev",
            "#####\n",
            "\n2. Measure it\n",
            "\n3. Tag sentences\n",
            " PER] ",
            "\n4. Export it to ONNX\n",
            "\nproved: ",
            "\n5. Run the same sentences on ONNX Runtime\n",
            " PER] ",
            "\nsame answers: 2 of 2\n",
            "\n6. Learn to translate English into Spanish\n",
            "\nloss",
            "#####\n",
            "\n7. Translate ten sentences it has not seen\n",
            "  English    The doctor does not sleep now.\n",
            "  reference  El médico no duerme ahora.\n",
            "  model      ",
            "\n8. Measure it\n",
            "\nBLEU|",
            "\nYour turn\n",
            "\nThis took ");
    assertThat(tour.err()).contains("training on").doesNotContain("$ rondo");
  }

  @Test
  void everyCommandThatIsShownWorksWhenTyped() throws IOException {
    List<String> commands = COMMAND.matcher(tour.out()).results().map(c -> c.group(1)).toList();
    assertThat(commands).hasSize(11);
    for (String command : commands) {
      Transcript again = terminal.type(command);
      assertThat(again.exit()).as("%s%n%s", command, again.err()).isEqualTo(Exit.DONE);
      assertThat(again.out()).as(command).isNotBlank();
    }
  }

  @Test
  void itIsToldAgainInColoursAndNothingIsTrainedTwice() throws IOException {
    Path model = folder.resolve("Ada's/ner/best.rondo");
    byte[] written = Files.readAllBytes(model);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console terminal =
        new Console(InputStream.nullInputStream(), out, err, 0, new Style(true, true));
    Exit exit = Main.run(terminal, command().subList(1, 6).toArray(String[]::new));
    assertThat(exit).as(err.toString(StandardCharsets.UTF_8)).isEqualTo(Exit.DONE);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("\u001b[1m1. Learn to find names\u001b[0m", "PER \u001b[0m", "│", "█")
        .contains("\u001b[32msame answers: 2 of 2\u001b[0m")
        .doesNotContain(" PER]", "#####");
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("going on after step");
    assertThat(model).hasBinaryContent(written);
  }

  @Test
  void aStepThatFailsEndsItWithItsSentence(@TempDir Path other) throws IOException {
    Path data = small(other.resolve("data"));
    Files.writeString(data.resolve("ner/dev.conll"), "Ada B-PER\nslept\n\n");
    Transcript said = Transcript.of("quickstart", "--data", data, "-o", other.resolve("out"));
    assertThat(said.exit()).isEqualTo(Exit.DATA);
    assertThat(said.out()).contains("\n1. Learn to find names\n").doesNotContain("\n2. ");
    assertThat(said.err()).contains("dev.conll:2: ").hasLineCount(1);
    Files.delete(data.resolve("ner/sentences.txt"));
    said = Transcript.of("quickstart", "--data", data, "-o", other.resolve("out"));
    assertThat(said.exit()).isEqualTo(Exit.DATA);
    assertThat(said.out()).isEmpty();
    assertThat(said.err()).contains("sentences.txt", "--data names another folder");
  }

  /** Data that are learnt in a second, laid out as those that are shipped. */
  private static Path small(Path folder) throws IOException {
    Path ner = Files.createDirectories(folder.resolve("ner"));
    Path translation = Files.createDirectories(folder.resolve("translation"));
    for (String part : List.of("train", "dev", "test")) {
      Files.copy(EXAMPLES.resolve("ner/" + part + ".conll"), ner.resolve(part + ".conll"));
      for (String language : List.of("en", "es")) {
        Path packed = translation.resolve(part + "." + language + ".gz");
        try (GZIPOutputStream to = new GZIPOutputStream(Files.newOutputStream(packed))) {
          Files.copy(EXAMPLES.resolve("translate/" + part + "." + language), to);
        }
      }
    }
    recipe(ner, TinyModel.SMALL, "--train.epochs=8");
    recipe(translation, TinyTranslator.SMALL, "--train.epochs=12", "--train.report=10");
    Files.writeString(
        ner.resolve("sentences.txt"), "Ada Lovelace lived in London.\nGrace Hopper met Kurt.\n");
    for (String language : List.of("en", "es")) {
      try (Stream<String> lines = Files.lines(EXAMPLES.resolve("translate/test." + language))) {
        Files.write(translation.resolve("ten." + language), lines.limit(10).toList());
      }
    }
    return folder;
  }

  private static void recipe(Path folder, List<String> options, String... more) throws IOException {
    SortedMap<String, String> keys = new TreeMap<>();
    for (String option : Stream.concat(options.stream(), Stream.of(more)).toList()) {
      String[] parts = option.substring(2).split("=");
      keys.put(parts[0].equals("threads") ? "train.threads" : parts[0], parts[1]);
    }
    List<String> lines = keys.entrySet().stream().map(Object::toString).toList();
    Files.write(folder.resolve("recipe.txt"), lines);
  }

  // what is shipped

  @ParameterizedTest
  @CsvSource({
    "train, 119, 1363, 32074, 2847",
    "dev, 9, 169, 3749, 390",
    "test, 17, 164, 3184, 321"
  })
  void namesAreAsManyAsIsSaid(String part, int articles, int sentences, int tokens, int names)
      throws IOException {
    assertThat(Files.readString(SHIPPED.resolve("README.md")))
        .contains(
            "| `%s.conll` | %d | %d | %d | %d |"
                .formatted(part, articles, sentences, tokens, names));
    List<String> lines = Files.readAllLines(SHIPPED.resolve("ner/" + part + ".conll"));
    assertThat(lines.stream().filter(l -> !l.isEmpty())).hasSize(tokens);
    int found = 0;
    int ended = 0;
    String before = "O";
    for (String line : lines) {
      String tag = line.isEmpty() ? "O" : line.substring(line.indexOf(' ') + 1);
      ended += line.isEmpty() ? 1 : 0;
      boolean goesOn = before.length() > 1 && tag.equals("I-" + before.substring(2));
      found += tag.equals("O") || goesOn ? 0 : 1; // IOB1
      before = tag;
    }
    assertThat(ended + 1).isEqualTo(sentences);
    assertThat(found).isEqualTo(names);
  }

  @Test
  void pairsAreAsManyAsIsSaidAndTheTenAreUnseen() throws IOException {
    String readme = Files.readString(SHIPPED.resolve("README.md"));
    for (String part : List.of("train", "dev", "test")) {
      int pairs = unpacked(part + ".en").size();
      assertThat(unpacked(part + ".es")).hasSize(pairs).noneMatch(String::isBlank);
      assertThat(readme).contains("| `%s.en.gz`, `%s.es.gz` | %d |".formatted(part, part, pairs));
    }
    assertThat(Files.readAllLines(SHIPPED.resolve("translation/ten.en")))
        .isEqualTo(unpacked("test.en").subList(15, 25))
        .doesNotContainAnyElementsOf(unpacked("train.en"))
        .doesNotContainAnyElementsOf(unpacked("dev.en"));
    assertThat(Files.readAllLines(SHIPPED.resolve("translation/ten.es")))
        .isEqualTo(unpacked("test.es").subList(15, 25));
  }

  private static List<String> unpacked(String file) throws IOException {
    Path packed = SHIPPED.resolve("translation").resolve(file + ".gz");
    try (InputStream in = new GZIPInputStream(Files.newInputStream(packed))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  @ParameterizedTest
  @CsvSource({"README.md", "../../NOTICE", "../../docs/quickstart.md"})
  void thoseWhoMadeTheDataAreNamed(String file) throws IOException {
    assertThat(Files.readString(SHIPPED.resolve(file)))
        .contains("Wikigold", "Balasuriya", "CC BY 4.0")
        .contains("manythings.org/anki and tatoeba.org", "CC BY 2.0 FR");
  }

  @Test
  void theDataAreSmall() throws IOException {
    try (Stream<Path> all = Files.walk(SHIPPED)) {
      assertThat(all.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum())
          .isLessThan(1_500_000);
    }
  }
}
