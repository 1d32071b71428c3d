package rondo.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rondo.cli.terminal.Shell;
import rondo.engine.Recipe;
import rondo.engine.Rondo;
import rondo.engine.model.WholeFile;

/** Writes a recipe for a person to edit. */
@CommandLine.Command(
    name = "rondo init",
    header = "Writes a recipe to begin with: every key, what it means, what holds unless said.",
    customSynopsis = {
      "rondo init TASK [--data FILE] [--dev FILE] [-o FILE] [OPTIONS]",
      "            [--SECTION.KEY=VALUE ...]"
    },
    description = {
      "",
      "With --data the recipe is filled with what suits the data; without, that is left to the",
      "training. Keys are given as to train, such as --network.hidden=128.%n"
    },
    sortOptions = false,
    footer = {
      "",
      "Examples",
      "  rondo init ner > recipe.txt",
      "  rondo init ner --data train.conll --dev dev.conll --cell gru -o recipe.txt",
      "  rondo train --recipe recipe.txt -o model"
    })
final class Init implements Command {
  private final Console console;

  @Mixin private final Common common = new Common();

  @Parameters(
      index = "0",
      paramLabel = "TASK",
      description = "what to learn, such as ner; rondo plugins lists the tasks")
  private String task = "";

  @Mixin private final Choices choices = new Choices();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "the file to write; standard output unless said")
  private Optional<Path> out = Optional.empty();

  @Option(names = "--force", description = "replace a file that is there")
  private boolean force;

  Init(Console console) {
    this.console = console;
  }

  @Override
  public String[] take(String[] words) {
    return choices.take(words);
  }

  @Override
  public Exit run() {
    out.filter(f -> Files.exists(f) && !force)
        .ifPresent(
            f -> {
              throw new UsageException(
                  "there is a file '%s' already; --force replaces it".formatted(f));
            });
    SortedMap<String, String> said = choices.said();
    said.put("task", task);
    Rondo rondo = Rondo.load(common.plugins);
    Optional.ofNullable(said.get(Keys.CELL)).ifPresent(rondo.plugins().cells()::get);
    String page = rondo.page(Recipe.of(said));
    if (out.isPresent()) {
      byte[] text = page.getBytes(StandardCharsets.UTF_8);
      WholeFile.write(out.get(), stream -> stream.write(text));
    } else {
      console.print(page);
    }
    console.say("To train by it:%n  %s".formatted(next()));
    return Exit.DONE;
  }

  private String next() {
    List<String> words = new ArrayList<>(List.of("train", "--recipe"));
    words.add(out.map(Path::toString).orElse("recipe.txt"));
    if (!choices.said().containsKey("data")) {
      words.addAll(List.of("--data", "FILE", "--dev", "FILE"));
    }
    words.addAll(List.of("-o", "model"));
    return Shell.rondo(words);
  }
}
