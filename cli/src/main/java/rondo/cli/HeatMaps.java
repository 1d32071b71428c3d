package rondo.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;
import rondo.engine.model.WholeFile;
import rondo.tasks.Alignment;

/** Pictures of where a translator looked in some of the lines. */
final class HeatMaps {
  private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

  @Option(
      names = "--heat-map",
      paramLabel = "DIR",
      description =
          "write a picture of the attention for each of some lines to this folder, as line-1.svg")
  private Optional<Path> folder = Optional.empty();

  @Option(
      names = "--lines",
      paramLabel = "LIST",
      description = "of which lines, such as 1,4-6; of the first ten unless said")
  private String lines = "1-10";

  /** Makes the folder ready; what cannot be meant is told before any work is done. */
  void open() {
    boolean ignored = chosen(1);
    if (folder.isPresent()) {
      try {
        Files.createDirectories(folder.get());
      } catch (IOException e) {
        throw new UncheckedIOException(
            "the folder '%s' cannot be used: %s"
                .formatted(folder.get(), WholeFile.reason(folder.get(), e)),
            e);
      }
    }
  }

  /** Whether there are to be any. */
  boolean wanted() {
    return folder.isPresent();
  }

  /** Whether there is to be a picture of a line. */
  boolean of(long line) {
    return folder.isPresent() && chosen(line);
  }

  private boolean chosen(long line) {
    boolean found = false;
    for (String each : lines.split(",", -1)) {
      Matcher range = RANGE.matcher(each.strip());
      if (!range.matches()) {
        throw new UsageException(
            "--lines must be numbers and ranges of lines, such as 1,4-6; it is '%s'"
                .formatted(lines));
      }
      long from = Long.parseLong(range.group(1));
      long to = range.group(2) == null ? from : Long.parseLong(range.group(2));
      found |= line >= from && line <= to;
    }
    return found;
  }

  /** Draws a line, if it was one to draw and something was looked at. */
  void draw(long line, Alignment looks) {
    if (!of(line) || looks.target().isEmpty()) {
      return;
    }
    if (looks.none()) {
      throw new UsageException(
          "the model has no attention that --heat-map could draw; train one with network.attention = general");
    }
    String svg = looks.picture("Where the model looked in line " + line).svg();
    WholeFile.write(
        folder.orElseThrow().resolve("line-" + line + ".svg"),
        out -> out.write(svg.getBytes(StandardCharsets.UTF_8)));
  }
}
