package rondo.cli;

import java.nio.file.Path;
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

  Trained<?, ?> open(Common common, Path model) {
    int side = threads();
    ModelPath.existing(model);
    Rondo rondo = Rondo.load(common.plugins).device(device);
    return Trained.open(backend.map(rondo::backend).orElse(rondo), model, side);
  }
}
