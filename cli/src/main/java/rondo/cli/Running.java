package rondo.cli;

import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import rondo.engine.Rondo;

/** By what and where a trained model is run, and on how many threads. */
final class Running {
  @Mixin private final Backing backing = new Backing();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "how many threads answer side by side; one for each core unless said")
  private int threads = Runtime.getRuntime().availableProcessors();

  /** Takes the backend's options from a command line; returns the words left. */
  String[] take(String[] words) {
    return backing.take(words);
  }

  int threads() {
    if (threads < 1 || threads > 1024) {
      throw new UsageException("--threads must be from 1 to 1024, is " + threads);
    }
    return threads;
  }

  Rondo rondo(Common common) {
    return backing.rondo(common);
  }

  /** A model that reads and answers otherwise than it was trained to, where that is said. */
  Trained<?, ?> open(Common common, Path model, Map<String, String> otherwise) {
    int side = threads();
    ModelPath.existing(model);
    return Trained.open(rondo(common), model, side, otherwise);
  }
}
