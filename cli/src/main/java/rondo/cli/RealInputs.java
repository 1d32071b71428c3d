package rondo.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import rondo.core.Example;
import rondo.core.Texts;

/** Real inputs for a proof: text as predict reads it, or data as evaluate reads them. */
final class RealInputs {
  @Option(
      names = "--check",
      paramLabel = "FILE",
      description = "a text to prove it on too, a line an input, as predict reads it")
  private Optional<Path> text = Optional.empty();

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "data with answers to prove it on too, as evaluate reads them")
  private Optional<Path> data = Optional.empty();

  /** What stands in the files. */
  <I, O> List<I> read(Texts<I, O> texts, Console console) throws IOException {
    List<I> inputs = new ArrayList<>();
    if (text.isPresent()) {
      try (LineSource lines = LineSource.open(text.get().toString(), console)) {
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
          if (!line.get().isBlank()) {
            texts.ask(line.get()).inputs().forEachRemaining(inputs::add);
          }
        }
      }
    }
    if (data.isPresent()) {
      texts.read(data.get()).stream().map(Example::input).forEach(inputs::add);
    }
    return inputs;
  }
}
