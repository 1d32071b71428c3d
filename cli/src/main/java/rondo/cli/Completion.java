package rondo.cli;

import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import rondo.cli.completion.Shell;
import rondo.cli.completion.Syntax;
import rondo.engine.Plugins;

/** Prints what lets a shell complete verbs, options, names and recipe keys. */
@CommandLine.Command(
    name = "rondo completion",
    header = "Prints a script that lets a shell complete verbs, options, names and recipe keys.",
    description = {
      "The script holds all there is to complete, names from --plugins too, and starts no Java."
          + " Make",
      "it anew when Rondo or its plugins change.%n"
    },
    sortOptions = false,
    footer = {
      "",
      "Examples",
      "  rondo completion bash > ~/.local/share/bash-completion/completions/rondo",
      "  rondo completion zsh > ~/.zsh/completions/_rondo    # with fpath+=~/.zsh/completions",
      "  rondo completion fish > ~/.config/fish/completions/rondo.fish",
      "  rondo completion powershell | Out-String | Invoke-Expression"
    })
final class Completion implements Command {
  private final Console console;

  @Mixin private final Common common = new Common();

  @Parameters(index = "0", paramLabel = "SHELL", description = "bash, zsh, fish or powershell")
  private Optional<Shell> shell = Optional.empty();

  Completion(Console console) {
    this.console = console;
  }

  @Override
  public Exit run() {
    Typed typed = new Typed(Plugins.load(common.plugins));
    Syntax syntax =
        new Syntax(
            Stream.of(Verb.values())
                .map(verb -> typed.verb(verb, new Words(verb, verb.create(console)).spec()))
                .toList());
    console.print(shell.orElseThrow().script(syntax)); // picocli asks for it
    return Exit.DONE;
  }
}
