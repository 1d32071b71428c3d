package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The commands of all pages do, one after the other, what the pages say of them. They are typed in
 * one folder, those of the front page first; its trainings are real, those of the other pages dry
 * runs. A command in a line of text is not run, but must be one that could be.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShownCommandsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path FRONT = ROOT.resolve("README.md");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
  private static final Pattern COMMAND =
      Pattern.compile("(\\./)?rondo .*|(echo|paste|cat|printf|yes) .*\\| *(\\./)?rondo .*");
  private static final Pattern ASKED =
      Pattern.compile("echo \"(.*?)\" \\| (\\./)?rondo predict .*");
  private static final Pattern WITHIN = Pattern.compile("`(\\./)?rondo ([a-z]+)( [^`]*)?`");

  /** What {@code .ci/run} runs, or is: the build, and the quick start, which takes two minutes. */
  private static final Pattern ELSEWHERE =
      Pattern.compile(
          "mvn .*|bash \\.ci/run|benchmarks/run .*|java .*|cd .*|npm .*|node .*|(\\./)?rondo quickstart");

  private Path folder = Path.of("");
  private Terminal terminal;

  @BeforeAll
  void setUp(@TempDir Path empty) throws IOException {
    folder = PagesStage.in(empty);
    terminal = new Terminal(folder);
  }

  @AfterAll
  void tearDown() {
    terminal.close();
  }

  static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(PagesTest.pages());
    pages.removeIf(p -> p.endsWith("CHANGELOG.md"));
    pages.remove(FRONT);
    pages.add(0, FRONT); // which trains the models that the others use
    return pages;
  }

  @ParameterizedTest
  @MethodSource("pages")
  void keepsItsWord(Path page) throws IOException {
    String text = Files.readString(page);
    for (MatchResult block : BLOCK.matcher(text).results().toList()) {
      List<String> lines = joined(block.group(2));
      if (block.group(2).startsWith("$ ")) {
        play(page, Session.read(block.group(2).lines().toList()));
      } else if (lines.stream().anyMatch(l -> COMMAND.matcher(l).matches())) {
        for (String line : lines) {
          type(page, text, line);
        }
      }
    }
    if (page.equals(FRONT)) {
      terminal.type("cp -r spanish again"); // a second translator with the same vocabularies
    }
    for (MatchResult each : WITHIN.matcher(text).results().toList()) {
      requireMeant(page, each.group(2), each.group(3) == null ? "" : each.group(3));
    }
  }

  /** Lines without their comments, those that end in a backslash with the next one. */
  private static List<String> joined(String block) {
    return block.replaceAll("\\\\\\n\\s*", "").lines().map(String::strip).toList();
  }

  private void play(Path page, Session session) throws IOException {
    for (Session.Entry each : session.entries()) {
      Transcript said = terminal.type(each.command());
      String err = each.err().isEmpty() ? "" : said.err(); // pages show it where it matters
      said = new Transcript(said.exit(), said.out(), err);
      assertThat(each.difference(said)).as(page.toString()).isEmpty();
    }
  }

  private void type(Path page, String text, String line) throws IOException {
    if (line.isEmpty() || line.startsWith("#") || ELSEWHERE.matcher(line).matches()) {
      return;
    }
    assertThat(line).as("%s shows it among commands", page).matches(COMMAND);
    Transcript said = terminal.type(page.equals(FRONT) ? line : rehearsed(line));
    boolean mayLack = line.contains("--device cuda"); // a machine without one says so
    assertThat(said.exit())
        .as("%s: %s%n%s", page, line, said.err())
        .isIn(Exit.DONE, mayLack ? Exit.DEVICE : Exit.DONE);
    if (page.equals(FRONT) && ASKED.matcher(line).matches()) {
      assertThat(text).as(line).contains("`" + said.out().strip() + "`");
    }
  }

  /** A training without its length: a dry run, or an epoch of each fold. */
  private static String rehearsed(String line) {
    if (!line.matches("(\\./)?rondo train .*")) {
      return line;
    }
    return line + (line.contains("--folds") ? " --train.epochs=1" : " --resume never --dry-run");
  }

  /** Verb and options must be known; what stands for the reader's own files need not be there. */
  private static void requireMeant(Path page, String verb, String words) {
    Transcript help = Transcript.of(verb, "--help");
    assertThat(help.exit()).as("%s: rondo %s", page, verb).isEqualTo(Exit.DONE);
    Matcher option = Pattern.compile(" (--[a-z-]+)(?=[ =]|$)").matcher(words);
    while (option.find()) {
      assertThat(help.out()).as("%s: rondo %s", page, verb).contains(option.group(1));
    }
  }
}
