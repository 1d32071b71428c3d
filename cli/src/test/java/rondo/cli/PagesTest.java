package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages tell is what the code does. */
class PagesTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern CODE =
      Pattern.compile("```(java|xml|js|html)\\n(.*?)```", Pattern.DOTALL);
  private static final Map<String, String> SUFFIXES =
      Map.of("java", ".java", "js", ".mjs", "html", ".html", "xml", "pom.xml");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]*)(?:#([^)]*))?\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$|<a id=\"(.*?)\">");

  static List<Path> pages() throws IOException {
    return files(f -> f.toString().endsWith(".md"));
  }

  /**
   * Every piece of Java, JavaScript, HTML or XML on a page stands, line by line, in a file that is
   * built or run.
   */
  @ParameterizedTest
  @MethodSource("pages")
  void codeIsTakenFromWhatIsBuilt(Path page) throws IOException {
    Matcher piece = CODE.matcher(Files.readString(page));
    while (piece.find()) {
      String suffix = SUFFIXES.getOrDefault(piece.group(1), "none");
      String text = lines(piece.group(2));
      boolean found =
          files(f -> f.toString().endsWith(suffix)).stream()
              .anyMatch(file -> lines(read(file)).contains(text));
      assertThat(found).as("a file has these lines of %s:%s", page.getFileName(), text).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linksLeadSomewhere(Path page) {
    Matcher link = LINK.matcher(read(page));
    while (link.find()) {
      Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
      assertThat(target).exists();
      if (link.group(2) != null) {
        assertThat(anchors(target)).as("%s leads to %s", page, target).contains(link.group(2));
      }
    }
  }

  /** What headings of a page are called in links. */
  private static List<String> anchors(Path page) {
    return HEADING
        .matcher(read(page))
        .results()
        .map(h -> h.group(1) == null ? h.group(2) : h.group(1))
        .map(h -> h.toLowerCase(Locale.ROOT).replaceAll("[^\\w -]", "").replace(' ', '-'))
        .toList();
  }

  /** Without what depends on where a line stands. */
  private static String lines(String text) {
    return text.lines().map(String::strip).collect(Collectors.joining("\n", "\n", "\n"));
  }

  private static List<Path> files(Predicate<Path> which) throws IOException {
    try (Stream<Path> all = Files.walk(ROOT)) {
      return all.filter(which)
          .filter(f -> !ROOT.relativize(f).toString().matches("(.*/)?(target|\\..*)/.*"))
          .sorted()
          .toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(file + " cannot be read", e);
    }
  }
}
