package rondo.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import rondo.engine.model.WholeFile;

/** Where results go: standard output, or a file that is there whole or not at all. */
final class Output {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description =
          "a file to write instead of standard output, packed if its name ends in .gz; it is there"
              + " whole or not at all")
  private Optional<Path> file = Optional.empty();

  /** Writes results. */
  interface Results {
    void write(Console out) throws IOException;
  }

  void write(Console console, Results results) throws IOException {
    if (file.isEmpty()) {
      results.write(console);
      return;
    }
    Path path = file.get();
    WholeFile.write(
        path, WholeFile.packed(path, out -> results(results, console.into(out, "'" + path + "'"))));
  }

  private static void results(Results results, Console there) {
    try {
      results.write(there);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e); // of what is read, not of this file
    }
    there.flush();
  }
}
