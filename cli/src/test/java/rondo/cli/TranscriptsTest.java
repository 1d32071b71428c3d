package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each verb does what the terminal session {@code transcripts/VERB.txt} shows, written down as
 * {@link Session} tells: at least one call that goes well, and two that do not. All sessions run in
 * one folder, whose files {@link Stage} makes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TranscriptsTest {
  private static final Path SESSIONS = Path.of("src/test/resources/rondo/cli/transcripts");

  private Terminal terminal;

  @BeforeAll
  void setUp(@TempDir Path folder) throws IOException {
    terminal = new Terminal(Stage.in(folder));
  }

  @AfterAll
  void tearDown() {
    terminal.close();
  }

  static List<Path> sessions() throws IOException {
    try (Stream<Path> all = Files.list(SESSIONS)) {
      return all.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("sessions")
  void goesAsItIsWrittenDown(Path file) throws IOException {
    List<String> differences = new ArrayList<>();
    for (Session.Entry each : Session.read(file).entries()) {
      String difference = each.difference(terminal.type(each.command()));
      if (!difference.isEmpty()) {
        differences.add(difference);
      }
    }
    assertThat(String.join("\n", differences)).as(file.toString()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void eachVerbIsShownInGoodDaysAndBad(Verb verb) throws IOException {
    Path file = SESSIONS.resolve(verb.word().toLowerCase(Locale.ROOT) + ".txt");
    List<Session.Entry> own =
        Session.read(file).entries().stream()
            .filter(e -> e.command().matches("(.*\\| *)?rondo " + verb.word() + "( .*)?"))
            .toList();
    assertThat(own).filteredOn(e -> e.exit() == 0).isNotEmpty();
    assertThat(own).filteredOn(e -> e.exit() != 0).hasSizeGreaterThanOrEqualTo(2);
  }
}
