package rondo.cli;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** How a translation is looked for, where that is not as the model was trained to. */
final class Searching {
  private static final Pattern LENGTH = Pattern.compile("(\\d+(?:\\.\\d+)?)(x?)");

  @Option(
      names = "--beam",
      paramLabel = "N",
      description = "hypotheses kept about each line; 1 is greedy")
  private Optional<String> beam = Optional.empty();

  @Option(
      names = "--beam-margin",
      paramLabel = "X",
      description = "keep none that is e^X times less likely than the likeliest; 0 keeps all N")
  private Optional<String> margin = Optional.empty();

  @Option(names = "--min-length", paramLabel = "N", description = "pieces to write at least")
  private Optional<String> least = Optional.empty();

  @Option(
      names = "--max-length",
      paramLabel = "N",
      description =
          "pieces to write at most; 1.5x is so many times those of the line, and a few more")
  private Optional<String> most = Optional.empty();

  @Option(
      names = "--length-penalty",
      paramLabel = "X",
      description = "how much length counts in a score: log p / length^X")
  private Optional<String> penalty = Optional.empty();

  @Option(
      names = "--no-repeat",
      paramLabel = "N",
      description = "write no N pieces in a row twice; 0 lets all repeat")
  private Optional<String> noRepeat = Optional.empty();

  @Option(
      names = "--unknown",
      paramLabel = "WAY",
      description =
          "where an unknown piece should stand: copy (the piece of the line that was looked at"
              + " most), avoid (write another one)")
  private Optional<String> unknown = Optional.empty();

  /** Options of the task, those that were said. */
  Map<String, String> options() {
    SortedMap<String, String> said = new TreeMap<>();
    beam.ifPresent(v -> said.put("beam", v));
    margin.ifPresent(v -> said.put("beam-margin", v));
    least.ifPresent(v -> said.put("least-pieces", v));
    penalty.ifPresent(v -> said.put("length-penalty", v));
    noRepeat.ifPresent(v -> said.put("no-repeat", v));
    unknown.ifPresent(v -> said.put("unknown", v));
    most.ifPresent(v -> most(v, said));
    return said;
  }

  private static void most(String value, Map<String, String> said) {
    Matcher length = LENGTH.matcher(value);
    if (!length.matches()) {
      throw new UsageException(
          "--max-length must be a number of pieces, such as 50, or of times the line's, such as 1.5x; it is '%s'"
              .formatted(value));
    }
    if (length.group(2).isEmpty()) {
      said.put("most-ratio", "0");
      said.put("most-more", value);
    } else {
      said.put("most-ratio", length.group(1));
    }
  }
}
