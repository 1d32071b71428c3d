package rondo.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rondo.engine.Answering;
import rondo.engine.work.Workers;
import rondo.tasks.Candidate;
import rondo.tasks.Translation;

/** A line of translation for each line of text, in pieces as large as the text comes. */
@CommandLine.Command(
    name = "rondo translate",
    header = "Translates each line of a text to one line; an empty line to an empty one.",
    description = {
      "Reads UTF-8 from files or standard input. What comes slowly is answered line by line. How it",
      "searches is as the model was trained to, where nothing is said.%n"
    },
    sortOptions = false,
    footer = {
      "",
      "Examples",
      "  echo \"Where is the station?\" | rondo translate model/best.rondo",
      "  rondo translate one.rondo --with two.rondo test.en --beam 12 --format jsonl > test.jsonl"
    })
final class Translate implements Command {
  private static final int MOST = 1000; // translations of a line

  private final Console console;
  private final SortedMap<String, String> otherwise = new TreeMap<>(); // options of the task

  @Mixin private final Common common = new Common();

  @Mixin private final Running running = new Running();

  @Mixin private final Translators translators = new Translators();

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "FILE",
      description = "texts, a line an input; - or nothing is standard input")
  private List<String> files = new ArrayList<>();

  @Mixin private final TextLines texts = new TextLines();

  @Mixin private final Searching searching = new Searching();

  @Option(
      names = "--n-best",
      paramLabel = "N",
      description =
          "answer with so many translations of each line, one a line behind the number of the line"
              + " and their score")
  private int best = 1;

  @Option(names = "--scores", description = "write the score and a tab before each translation")
  private boolean scores;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description =
          "how translations are written: text, or jsonl, an object a line with scores, pieces and"
              + " the attention between them; text unless said")
  private Format format = Format.TEXT;

  @Mixin private final HeatMaps pictures = new HeatMaps();

  Translate(Console console) {
    this.console = console;
  }

  private enum Format {
    TEXT,
    JSONL
  }

  @Override
  public String[] take(String[] words) {
    return Overrides.ofTask(running.take(words), otherwise);
  }

  @Override
  public Exit run() throws IOException {
    if (best < 1 || best > MOST) {
      throw new UsageException("--n-best must be from 1 to %d, is %d".formatted(MOST, best));
    }
    otherwise.putAll(searching.options());
    try (Translation translation = translators.open(running.rondo(common), otherwise);
        Workers workers = Workers.of(running.threads())) {
      pictures.open();
      Relay<Line, String> relay =
          new Relay<>(
              line -> line.text().length(),
              lines -> Answering.answer(lines, workers, some -> answers(some, translation)),
              (line, answer) -> console.print(answer),
              console);
      texts.each(files, console, relay::pass);
    }
    return Exit.DONE;
  }

  // out

  private List<String> answers(List<Line> lines, Translation translation) {
    List<List<Candidate>> found =
        translation.bestOfAll(lines.stream().map(Line::text).toList(), best);
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      pictures.draw(line.number(), found.get(i).get(0).alignment());
      answers.add(format == Format.JSONL ? json(line, found.get(i)) : text(line, found.get(i)));
    }
    return answers;
  }

  private String text(Line line, List<Candidate> found) {
    if (best == 1) {
      return scored(found.get(0)) + "\n";
    }
    StringBuilder all = new StringBuilder();
    for (Candidate each : found) {
      all.append(line.number()).append('\t').append(scored(each)).append('\n');
    }
    return all.toString();
  }

  private String scored(Candidate c) {
    return scores || best > 1 ? Figures.loss(c.score()) + "\t" + c.text() : c.text();
  }

  private String json(Line line, List<Candidate> found) {
    ObjectNode node = CandidateJson.into(line.fields(), found.get(0));
    if (best > 1) {
      ArrayNode all = node.putArray("best");
      found.forEach(c -> CandidateJson.into(all.addObject(), c));
    }
    return node + "\n";
  }
}
