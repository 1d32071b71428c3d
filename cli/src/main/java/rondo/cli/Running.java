package rondo.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import rondo.engine.Rondo;

/** By what and where a trained model is run. */
final class Running {
  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "what runs the model: native, onnxruntime, or a plugin's; native unless said")
  private Optional<String> backend = Optional.empty();

  @Option(
      names = "--device",
      paramLabel = "NAME",
      description = "cpu, cuda or cuda:N; cpu unless said")
  private String device = "cpu";

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "how many threads answer side by side; one for each core unless said")
  private int threads = Runtime.getRuntime().availableProcessors();

  int threads() {
    if (threads < 1 || threads > 1024) {
      throw new UsageException("--threads must be from 1 to 1024, is " + threads);
    }
    return threads;
  }

  Rondo rondo(Common common) {
    Rondo rondo = Rondo.load(common.plugins).device(device);
    return backend.map(rondo::backend).orElse(rondo);
  }

  /** A model that reads and answers otherwise than it was trained to, where that is said. */
  Trained<?, ?> open(Common common, Path model, Map<String, String> otherwise) {
    int side = threads();
    ModelPath.existing(model);
    return Trained.open(rondo(common), model, side, otherwise);
  }
}
