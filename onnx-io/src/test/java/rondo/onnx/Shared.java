package rondo.onnx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The shared data beside the checkout; tests that need them are skipped where they are missing. */
final class Shared {
  private Shared() {}

  static Path folder(String name) {
    Path folder = Path.of(System.getProperty("rondo.shared", "../../shared")).resolve(name);
    Assumptions.assumeTrue(
        Files.isDirectory(folder),
        () -> folder + " is not there; set the property rondo.shared to the shared data");
    return folder;
  }

  /** The folders of a collection that hold a model. */
  static List<Path> cases(String name) {
    try (Stream<Path> all = Files.list(folder(name))) {
      return all.filter(p -> Files.exists(p.resolve("model.onnx"))).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
