package rondo.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import rondo.core.Example;
import rondo.core.Model;
import rondo.core.TaskSpec;
import rondo.core.TaskType;
import rondo.core.Texts;
import rondo.engine.Rondo;

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

  /** What stands in the files, as the task of a model reads it. */
  <I, O> List<I> read(Rondo rondo, Model<I, O> model, Console console) throws IOException {
    TaskSpec task = model.spec().task();
    @SuppressWarnings("unchecked") // a model is of the type that its spec names
    TaskType<I, O> type = (TaskType<I, O>) rondo.plugins().task(task.type());
    Texts<I, O> texts = type.texts(task.options());
    List<I> inputs = new ArrayList<>();
    if (text.isPresent()) {
      try (LineSource lines = LineSource.open(text.get().toString(), console)) {
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
          if (!line.get().isBlank()) {
            texts.ask(line.get()).forEachRemaining(asked -> inputs.add(asked.input()));
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
