package rondo.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rondo.cli.terminal.Highlighter;
import rondo.core.Asked;
import rondo.core.Rated;
import rondo.core.Told;
import rondo.tasks.data.AnswerWriter;
import rondo.tasks.data.Manner;
import rondo.tasks.data.Written;

/** Answers to lines of text, in a form for a person or for a program. */
@CommandLine.Command(
    name = "rondo predict",
    header = "Answers each line of a text with one line; an empty line with an empty one.",
    description = {
      "Reads UTF-8 from files or standard input. What comes slowly is answered line by line.",
      "--task.KEY=VALUE lets a model answer otherwise than it was trained to, where its task can.%n"
    },
    sortOptions = false,
    footer = {
      "",
      "Examples",
      "  echo \"Ada Lovelace lived in London.\" | rondo predict model/best.rondo",
      "  rondo predict model/best.rondo sentences.txt --backend onnxruntime > answers.txt",
      "  rondo predict model/best.rondo reviews.jsonl --field review --format jsonl --scores"
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
      index = "1..*",
      arity = "0..*",
      paramLabel = "FILE",
      description = "texts, a line an input; - or nothing is standard input")
  private List<String> files = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description =
          "how answers are written: text, for a person; jsonl, an object a line; conll, a token a"
              + " line; tsv, columns with tabs between; text unless said")
  private Format format = Format.TEXT;

  @Mixin private final TextLines texts = new TextLines();

  @Mixin private final Manners manners = new Manners();

  @Option(
      names = "--scores",
      description = "with how sure the model is, from 0 to 1: of each span, label or text")
  private boolean scores;

  @Mixin private final Output output = new Output();

  Predict(Console console) {
    this.console = console;
  }

  private enum Format {
    TEXT,
    JSONL,
    CONLL,
    TSV
  }

  @Override
  public String[] take(String[] words) {
    return Overrides.ofTask(running.take(words), otherwise);
  }

  @Override
  public Exit run() throws IOException {
    try (Trained<?, ?> trained = running.open(common, model, otherwise)) {
      output.write(console, out -> answer(trained, out));
    }
    return Exit.DONE;
  }

  private <I, O> void answer(Trained<I, O> trained, Console out) throws IOException {
    Manner manner = manners.of(trained.reading(), Manner.Places.CHARACTER, scores);
    Highlighter marks = new Highlighter(out.style());
    AnswerWriter writer =
        format == Format.TEXT
            ? Written.text(out::write, told -> told.print(scores, marks::mark))
            : Written.valueOf(format.name()).to(out::write, trained.texts().shape(), manner);
    Relay<Questions.Question<I>, Optional<Told>> relay =
        new Relay<>(
            Questions.Question::characters,
            questions -> told(trained, questions),
            (question, told) -> {
              told.ifPresent(writer::add);
              if (question.last()) {
                writer.end(question.line().fields());
              }
            },
            out);
    texts.each(files, console, lines -> relay.pass(new Questions<>(lines, trained.texts())));
  }

  /** What is told of each; nothing of a blank line. */
  private <I, O> List<Optional<Told>> told(
      Trained<I, O> trained, List<Questions.Question<I>> questions) {
    List<I> inputs = questions.stream().flatMap(q -> q.asked().stream()).map(Asked::input).toList();
    Iterator<Rated<O>> answers =
        (scores ? trained.rate(inputs) : unrated(trained.answer(inputs))).iterator();
    List<Optional<Told>> all = new ArrayList<>();
    for (Questions.Question<I> each : questions) {
      all.add(each.asked().map(a -> told(trained, each.line(), a, answers.next())));
    }
    return all;
  }

  private static <O> List<Rated<O>> unrated(List<O> answers) {
    return answers.stream().map(a -> new Rated<>(a, List.of())).toList();
  }

  private <I, O> Told told(Trained<I, O> trained, Line line, Asked<I> asked, Rated<O> rated) {
    Told told = trained.texts().tell(asked.input(), rated.answer()).in(line.text(), asked.words());
    if (!scores) {
      return told;
    }
    if (rated.chances().size() != told.marks().size()) {
      throw new UsageException(
          "task '%s' does not tell how sure a model is; leave out --scores"
              .formatted(trained.type().name()));
    }
    return told.rated(rated.chances());
  }
}
