package rondo.cli;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** What a command line says of a recipe: its most used keys by short names, the others in full. */
final class Choices {
  private SortedMap<String, String> overrides = new TreeMap<>();

  @Option(names = "--data", paramLabel = "FILE", description = "the examples to train on")
  private Optional<String> data = Optional.empty();

  @Option(
      names = "--dev",
      paramLabel = "FILE",
      description = "the examples to choose the best model by, or a share of the data such as 10%%")
  private Optional<String> dev = Optional.empty();

  @Option(
      names = "--cell",
      paramLabel = "CELL",
      description = "the recurrent cell; short for --" + Keys.CELL)
  private Optional<String> cell = Optional.empty();

  @Option(
      names = "--network",
      paramLabel = "NETWORK",
      description = "how cells are arranged; auto takes what the task needs")
  private Optional<String> network = Optional.empty();

  /** Takes {@code --SECTION.KEY=VALUE} from a command line; returns the words left. */
  String[] take(String[] words) {
    Overrides taken = Overrides.take(words, key -> key.indexOf('.') > 0);
    overrides = taken.values();
    return taken.rest().toArray(String[]::new);
  }

  /** All that was said, by recipe key. */
  SortedMap<String, String> said() {
    SortedMap<String, String> said = new TreeMap<>(overrides);
    data.ifPresent(v -> said.put("data", v));
    dev.ifPresent(v -> said.put("dev", v));
    cell.ifPresent(v -> said.put(Keys.CELL, v));
    network.ifPresent(v -> said.put("network", v));
    return said;
  }
}
