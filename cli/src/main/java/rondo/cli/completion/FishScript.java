package rondo.cli.completion;

import java.util.ArrayList;
import java.util.List;
import rondo.cli.completion.Syntax.Flag;
import rondo.cli.completion.Syntax.Value;
import rondo.cli.completion.Syntax.Verb;

/** Completion for fish: one {@code complete} for each thing that can be typed. */
final class FishScript {
  private FishScript() {}

  static String of(Syntax syntax) {
    List<String> lines = new ArrayList<>();
    lines.add("# Completion of rondo for fish: ~/.config/fish/completions/rondo.fish");
    lines.add("complete -c rondo -f");
    for (Verb verb : syntax.verbs()) {
      lines.add(
          "complete -c rondo -n __fish_use_subcommand -a %s -d %s"
              .formatted(verb.name(), quoted(verb.summary())));
    }
    lines.add("complete -c rondo -n __fish_use_subcommand -a help -d 'shows the help of a verb'");
    lines.add(
        "complete -c rondo -n '__fish_seen_subcommand_from help' -a " + quoted(syntax.names()));
    for (Verb verb : syntax.verbs()) {
      String begin = "complete -c rondo -n '__fish_seen_subcommand_from %s'".formatted(verb.name());
      lines.add(
          begin + (verb.words().words().isEmpty() ? " -F" : " -a " + quoted(verb.words().line())));
      for (Flag flag : verb.flags()) {
        lines.add(begin + names(flag) + value(flag.value()) + " -d " + quoted(flag.meaning()));
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private static String names(Flag flag) {
    StringBuilder names = new StringBuilder();
    for (String name : flag.names()) {
      names.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
    }
    return names.toString();
  }

  private static String value(Value value) {
    return switch (value.kind()) {
      case NONE -> "";
      case TEXT -> " -x";
      case FILE -> " -r -F";
      case FOLDER -> " -x -a '(__fish_complete_directories)'";
      case WORDS -> " -x -a " + quoted(value.line());
    };
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
