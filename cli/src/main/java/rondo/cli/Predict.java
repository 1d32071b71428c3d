package rondo.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import rondo.core.DataException;

/** A line of answer for each line of text, in pieces as large as the text comes. */
@CommandLine.Command(
    name = "rondo predict",
    header = "Answers each line of a text with one line; an empty line with an empty one.",
    description = {
      "Reads UTF-8 from a file or standard input. What comes slowly is answered line by line.%n"
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

  @Mixin private final Common common = new Common();

  @Mixin private final Running running = new Running();

  @Parameters(index = "0", paramLabel = "MODEL", description = "a .rondo file")
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
  public Exit run() throws IOException {
    try (Trained<?, ?> trained = running.open(common, model);
        InputStream text = text()) {
      answer(trained, new LineSource(text, file.equals("-") ? "standard input" : file));
    }
    return Exit.DONE;
  }

  private InputStream text() throws IOException {
    if (file.equals("-")) {
      return console.in();
    }
    Path path = Path.of(file);
    if (Files.isDirectory(path)) {
      throw new DataException(file, "this is a folder; name a file in it");
    }
    if (!Files.isReadable(path)) {
      throw new DataException(file, "there is no such file that can be read");
    }
    return new BufferedInputStream(Files.newInputStream(path), 1 << 16);
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
