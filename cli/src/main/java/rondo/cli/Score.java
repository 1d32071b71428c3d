package rondo.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rondo.engine.Answering;
import rondo.engine.work.Workers;
import rondo.tasks.Candidate;
import rondo.tasks.Translation;
import rondo.tasks.data.SentencePair;
import rondo.tasks.search.Likelihood;

/** How likely a translator finds each of many known translations. */
@CommandLine.Command(
    name = "rondo score",
    header = "Tells how likely a translator finds translations that are known.",
    description = {
      "Writes a line for each pair: the natural logarithm of the probability of the translation. The",
      "perplexity of a piece of all of them goes to standard error at the end. Pairs are read from a",
      "text and its translation, two files that are parallel line by line; or from one file, or",
      "standard input, with a tab between a line and its translation.%n"
    },
    sortOptions = false,
    footer = {
      "",
      "Examples",
      "  rondo score model/best.rondo test.en test.es > scores.txt",
      "  paste test.en other-tool.es | rondo score model/best.rondo --format jsonl"
    })
final class Score implements Command {
  private final Console console;
  private Likelihood all = Likelihood.NONE;

  @Mixin private final Common common = new Common();

  @Mixin private final Running running = new Running();

  @Mixin private final Translators translators = new Translators();

  @Parameters(
      index = "1..2",
      arity = "0..2",
      paramLabel = "FILE",
      description =
          "a text and its translation, or one file with a tab between; - or nothing is standard input")
  private List<String> files = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description =
          "what is written: text, the log probability; or jsonl, an object a line with pieces and"
              + " the attention between them, too; text unless said")
  private Format format = Format.TEXT;

  Score(Console console) {
    this.console = console;
  }

  private enum Format {
    TEXT,
    JSONL
  }

  /** What is written about a pair, and what it adds to the perplexity. */
  private record Scored(String line, Likelihood likelihood) {}

  @Override
  public String[] take(String[] words) {
    return running.take(words);
  }

  @Override
  public Exit run() throws IOException {
    try (Translation translation = translators.open(running.rondo(common), Map.of());
        Workers workers = Workers.of(running.threads());
        PairSource pairs = PairSource.open(files, console, translation::scores)) {
      new Relay<SentencePair, Scored>(
              pair -> pair.source().length() + pair.target().length(),
              some -> Answering.answer(some, workers, piece -> scored(piece, translation)),
              (pair, scored) -> tell(scored),
              console)
          .pass(pairs);
    }
    console.say(
        "perplexity %s of %s pieces"
            .formatted(Figures.score(all.perplexity()), Figures.count(all.ids())));
    return Exit.DONE;
  }

  private void tell(Scored scored) {
    all = all.and(scored.likelihood());
    console.print(scored.line());
  }

  private List<Scored> scored(List<SentencePair> pairs, Translation translation) {
    List<Candidate> found = translation.scoreAll(pairs);
    List<Scored> scored = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      scored.add(new Scored(line(pairs.get(i), found.get(i)), found.get(i).likelihood()));
    }
    return scored;
  }

  private String line(SentencePair pair, Candidate found) {
    if (format == Format.TEXT) {
      return Figures.loss(found.likelihood().logProbability());
    }
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("text", pair.source());
    return CandidateJson.into(node, found).put("translation", pair.target()).toString();
  }
}
