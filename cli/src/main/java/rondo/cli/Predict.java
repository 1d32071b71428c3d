package rondo.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import rondo.core.Asked;
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
  private static final int LINES = 512; // in a piece, at most
  private static final int CHARACTERS = 1 << 18; // in a piece, or a line more

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
    if (!Files.isReadable(path) || Files.isDirectory(path)) {
      throw new DataException(file, "there is no such file that can be read");
    }
    return new BufferedInputStream(Files.newInputStream(path), 1 << 16);
  }

  private <I, O> void answer(Trained<I, O> trained, LineSource lines) throws IOException {
    List<String> piece = new ArrayList<>();
    int characters = 0;
    boolean more = true;
    while (more) {
      Optional<String> line = lines.next();
      line.ifPresent(piece::add);
      characters += line.map(String::length).orElse(0);
      more = line.isPresent();
      if (!more || piece.size() == LINES || characters >= CHARACTERS || lines.waits()) {
        print(trained, piece);
        piece.clear();
        characters = 0;
      }
    }
  }

  private <I, O> void print(Trained<I, O> trained, List<String> piece) {
    List<Asked<I, O>> asked =
        piece.stream().filter(l -> !l.isBlank()).map(l -> trained.texts().ask(l)).toList();
    Iterator<Asked<I, O>> questions = asked.iterator();
    Iterator<O> answered =
        trained.answer(asked.stream().flatMap(a -> a.inputs().stream()).toList()).iterator();
    for (String line : piece) {
      console.print(line.isBlank() ? "\n" : answered(questions.next(), answered) + "\n");
    }
    console.flush();
  }

  private static <I, O> String answered(Asked<I, O> asked, Iterator<O> answers) {
    return asked.line(asked.inputs().stream().map(input -> answers.next()).toList());
  }
}
