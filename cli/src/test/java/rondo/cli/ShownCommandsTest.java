package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the front page do, one after the other, what the page says of them. */
class ShownCommandsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern COMMAND =
      Pattern.compile("(?m)^(?:echo \"(.*)\" \\| )?\\./rondo (.*)$");

  @TempDir Path folder;

  @Test
  void theFrontPageKeepsItsWord() throws IOException {
    String page = Files.readString(ROOT.resolve("README.md"));
    List<MatchResult> commands = COMMAND.matcher(page).results().toList();
    assertThat(commands).hasSizeGreaterThan(5);
    for (MatchResult command : commands) {
      Object[] words = Stream.of(command.group(2).split(" ")).map(this::word).toArray();
      boolean asks = command.group(1) != null;
      Transcript said = Transcript.reading(asks ? command.group(1) + "\n" : "", words);
      assertThat(said.exit()).as("%s%n%s", command.group(), said.err()).isEqualTo(Exit.DONE);
      if (asks) {
        assertThat(page).as(command.group()).contains("`" + said.out().strip() + "`");
      }
    }
    assertThat(folder.resolve("ner.onnx")).isNotEmptyFile();
  }

  /** A word of a command; what it reads lies in the source tree, what it writes in a folder. */
  private String word(String shown) {
    boolean ours = shown.startsWith("examples/");
    boolean written = shown.matches("model|letters|words|spanish|.*\\.(rondo|onnx)");
    return ours
        ? ROOT.resolve(shown).toString()
        : written ? folder.resolve(shown).toString() : shown;
  }
}
