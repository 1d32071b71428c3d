package rondo.cli.completion;

import java.util.ArrayList;
import java.util.List;
import rondo.cli.completion.Syntax.Flag;
import rondo.cli.completion.Syntax.Value;
import rondo.cli.completion.Syntax.Verb;

/** Completion for zsh, by its own {@code _arguments}. */
final class ZshScript {
  private static final String SCRIPT =
      """
      #compdef rondo
      # Completion of rondo for zsh: a file '_rondo' in a folder of $fpath.
      _rondo() {
        local -a verbs
        verbs=(
      %VERBS%
        )
        if (( CURRENT == 2 )); then
          _describe -t verbs verb verbs
          return
        fi
        shift words
        (( CURRENT-- ))
        case $words[1] in
      %CASES%
          (help) _describe -t verbs verb verbs ;;
        esac
      }
      if [[ $funcstack[1] == _rondo ]]; then
        _rondo "$@"
      else
        compdef _rondo rondo
      fi
      """;

  private ZshScript() {}

  static String of(Syntax syntax) {
    List<String> verbs = new ArrayList<>();
    List<String> cases = new ArrayList<>();
    for (Verb verb : syntax.verbs()) {
      verbs.add("    " + quoted(verb.name() + ":" + verb.summary()));
      cases.add("    (" + verb.name() + ")");
      cases.add("      _arguments \\");
      for (Flag flag : verb.flags()) {
        for (String name : flag.names()) {
          cases.add("        " + flag(name, flag) + " \\");
        }
      }
      cases.add("        " + quoted("*:" + verb.name() + ":" + action(verb.words())));
      cases.add("      ;;");
    }
    return SCRIPT
        .replace("%VERBS%", String.join("\n", verbs))
        .replace("%CASES%", String.join("\n", cases));
  }

  private static String flag(String name, Flag flag) {
    String text = "*" + name;
    boolean valued = flag.value().kind() != Syntax.Kind.NONE;
    text += valued && name.startsWith("--") ? "=" : "";
    text += "[" + flag.meaning().replaceAll("[\\\\\\[\\]]", "\\\\$0") + "]";
    return quoted(valued ? text + ":value:" + action(flag.value()) : text);
  }

  private static String action(Value value) {
    return switch (value.kind()) {
      case NONE, FILE -> "_files";
      case TEXT -> " ";
      case FOLDER -> "_files -/";
      case WORDS -> "(" + value.line() + ")";
    };
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
