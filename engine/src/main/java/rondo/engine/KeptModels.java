package rondo.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import rondo.core.Model;
import rondo.engine.model.ModelFile;
import rondo.engine.train.TrainingListener;

/** The models of the last epochs of a training, each a file. */
record KeptModels(Model<?, ?> model, Path folder, int count) implements TrainingListener {
  static final int MOST = 1000;

  @Override
  public void epochEnded(int epoch) {
    ModelFile.of(model).write(folder.resolve(name(epoch)));
    try {
      Files.deleteIfExists(folder.resolve(name(epoch - count)));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "'%s' cannot be deleted: %s".formatted(folder.resolve(name(epoch - count)), e), e);
    }
  }

  private static String name(int epoch) {
    return "epoch-" + epoch + ".rondo";
  }

  /** Those that a folder has. */
  static List<Path> in(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(f -> f.getFileName().toString().matches("epoch-\\d+\\.rondo"))
          .sorted()
          .toList();
    }
  }
}
