package rondo.cli;

import java.util.Optional;
import picocli.CommandLine.Option;
import rondo.core.Settings;
import rondo.tasks.data.Manner;
import rondo.tasks.text.Scheme;

/** How spans are written. */
final class Manners {
  static final String OFFSETS = "offsets"; // of tasks that read spans in JSON

  @Option(
      names = "--spans",
      paramLabel = "NAME",
      description =
          "how jsonl and tsv say where spans stand: in characters, as Python counts them; in"
              + " utf16, as Java and JavaScript do; in tokens; or, in jsonl, by tags of all tokens."
              + " One of character, utf16, token, tags")
  private Optional<Manner.Places> places = Optional.empty();

  @Option(
      names = "--scheme",
      paramLabel = "NAME",
      description = "of tags that stand for spans: iob1, iob2 or bioes; iob2 unless said")
  private Scheme scheme = Scheme.IOB2;

  /**
   * What was said, or else what a model's own data are read by.
   *
   * @param usual where those leave it open
   */
  Manner of(Settings reading, Manner.Places usual, boolean scores) {
    boolean units = reading.values().getOrDefault(OFFSETS, "").equalsIgnoreCase("utf16");
    Manner.Places open = units && usual == Manner.Places.CHARACTER ? Manner.Places.UTF16 : usual;
    return new Manner(places.orElse(open), scheme, scores);
  }
}
