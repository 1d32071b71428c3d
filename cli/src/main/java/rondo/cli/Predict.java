package rondo.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import rondo.core.DataException;

/** A line of answer for each line of text, in pieces as large as the text comes. */
@CommandLine.Command(
    name = "rondo predict",
    header = "Answers each line of a text with one line; an empty line with an empty one.",
    description = {
      "Reads UTF-8 from a file or standard input. What comes slowly is answered line by line.",
      "--task.KEY=VALUE lets a model answer otherwise than it was trained to, where its task can.%n"
    },
    sortOptions = false,
    footer = {
      "",
      "Examples",
      "  echo \"Ada Lovelace lived in London.\" | rondo predict model/best.rondo",
      "  rondo predict model/best.rondo sentences.txt --backend onnxruntime > answers.txt"
    })
final class Predict implements Command {
  private final Console console;
  private final SortedMap<String, String> otherwise = new TreeMap<>(); // options of the task

  @Mixin private final Common common = new Common();

  @Mixin private final Running running = new Running();

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "a .rondo file, or an .onnx file that export wrote")
  private Path model = Path.of("");

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE",
      description = "a text, a line an input; - or nothing is standard input")
  private String file = "-";

  Predict(Console console) {
    this.console = console;
  }

  @Override
  public String[] take(String[] words) {
    return Overrides.ofTask(running.take(words), otherwise);
  }

  @Override
  public Exit run() throws IOException {
    try (Trained<?, ?> trained = running.open(common, model, otherwise);
        LineSource lines = LineSource.open(file, console)) {
      answer(trained, lines);
    }
    return Exit.DONE;
  }

  private <I, O> void answer(Trained<I, O> trained, LineSource lines) throws IOException {
    Piece<I, O> piece = new Piece<>(trained, console);
    try {
      for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
        piece.add(line.get());
        if (lines.waits()) {
          piece.answer();
        }
      }
    } catch (DataException e) {
      piece.answer(); // what stood before the fault
      throw e;
    }
    piece.answer();
  }
}
