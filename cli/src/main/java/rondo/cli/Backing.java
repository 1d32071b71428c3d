package rondo.cli;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Option;
import rondo.engine.Rondo;

/** What runs a trained model, and where. */
final class Backing {
  private static final String SECTION = "backend."; // before the name of an option of a backend

  private final SortedMap<String, String> tuning = new TreeMap<>(); // options of the backend

  @Option(
      names = "--backend",
      paramLabel = "BACKEND",
      description =
          "what runs the model: native, onnxruntime, or a plugin's; native unless said. Its options"
              + " are given as --backend.KEY=VALUE; rondo plugins --options shows them")
  private Optional<String> backend = Optional.empty();

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = "cpu, cuda or cuda:N; cpu unless said")
  private String device = "cpu";

  /** Takes {@code --backend.KEY=VALUE} from a command line; returns the words left. */
  String[] take(String[] words) {
    Overrides taken = Overrides.take(words, key -> key.startsWith(SECTION));
    taken.values().forEach((key, value) -> tuning.put(key.substring(SECTION.length()), value));
    return taken.rest().toArray(String[]::new);
  }

  Rondo rondo(Common common) {
    Rondo rondo = Rondo.load(common.plugins).device(device).tuned(tuning);
    return backend.map(rondo::backend).orElse(rondo);
  }

  /** The same, with another backend unless one is said. */
  Rondo rondo(Common common, String otherwise) {
    return rondo(common).backend(backend.orElse(otherwise));
  }
}
