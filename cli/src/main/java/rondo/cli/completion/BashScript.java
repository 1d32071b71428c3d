package rondo.cli.completion;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import rondo.cli.completion.Syntax.Flag;
import rondo.cli.completion.Syntax.Value;
import rondo.cli.completion.Syntax.Verb;

/**
 * Completion for bash. The words before the cursor are read off the line itself, because bash cuts
 * them at equals signs and colons, too.
 */
final class BashScript {
  private static final String SCRIPT =
      """
      # Completion of rondo for bash. To use it now:  source <(rondo completion bash)
      _rondo() {
        local line=${COMP_LINE:0:COMP_POINT} verbs='%VERBS%'
        local current=${line##*[[:space:]]} verb= option= value= flags= words= kind=none word
        local rest=${line%"$current"}
        rest=${rest%"${rest##*[![:space:]]}"}
        for word in $rest; do
          case " $verbs help " in *" $word "*) verb=$word && break ;; esac
        done
        case $verb in
      %FLAGS%
          help) words=$verbs ;;
          *) words="$verbs help" flags='--help --version' ;;
        esac
        if [[ $current == --*=* ]]; then
          option=${current%%=*} value=${current#*=}
        else
          option=${rest##*[[:space:]]} value=$current
        fi
        case $verb:$option in
      %VALUES%
        esac
        local prefix=
        [[ $current != --*=* || $COMP_WORDBREAKS == *=* ]] || prefix=$option=
        local IFS=$'\\n'
        case $kind in
          text) return ;;
          files) COMPREPLY=($(compgen -P "$prefix" -f -- "$value")) && compopt -o filenames 2>/dev/null ;;
          folders) COMPREPLY=($(compgen -P "$prefix" -d -- "$value")) && compopt -o filenames 2>/dev/null ;;
          words) COMPREPLY=($(compgen -P "$prefix" -W "${words// /$IFS}" -- "$value")) ;;
          *)
            if [[ $current == -* ]]; then
              COMPREPLY=($(compgen -W "${flags// /$IFS}" -- "$current"))
              [[ ${#COMPREPLY[@]} != 1 || ${COMPREPLY[0]} != *= ]] || compopt -o nospace 2>/dev/null
            elif [[ -n $words ]]; then
              COMPREPLY=($(compgen -W "${words// /$IFS}" -- "$current"))
            else
              COMPREPLY=($(compgen -f -- "$current")) && compopt -o filenames 2>/dev/null
            fi
            ;;
        esac
      }
      complete -F _rondo rondo ./rondo
      """;

  private BashScript() {}

  static String of(Syntax syntax) {
    return SCRIPT
        .replace("%VERBS%", syntax.names())
        .replace("%FLAGS%", flags(syntax))
        .replace("%VALUES%", values(syntax));
  }

  private static String flags(Syntax syntax) {
    List<String> lines = new ArrayList<>();
    for (Verb verb : syntax.verbs()) {
      String flags = verb.flags().stream().flatMap(Flag::typed).collect(Collectors.joining(" "));
      lines.add(
          "    %s) words='%s' flags='%s' ;;".formatted(verb.name(), verb.words().line(), flags));
    }
    return String.join("\n", lines);
  }

  /** Options with the same values stand together. */
  private static String values(Syntax syntax) {
    Map<Value, List<String>> options = new LinkedHashMap<>();
    for (Verb verb : syntax.verbs()) {
      for (Flag flag : verb.flags()) {
        for (String name : flag.names()) {
          options
              .computeIfAbsent(flag.value(), v -> new ArrayList<>())
              .add(verb.name() + ":" + name);
        }
      }
    }
    options.remove(Value.NONE);
    List<String> lines = new ArrayList<>();
    options.forEach(
        (value, names) ->
            lines.add("    %s) %s ;;".formatted(String.join(" | ", names), effect(value))));
    return String.join("\n", lines);
  }

  private static String effect(Value value) {
    return switch (value.kind()) {
      case NONE -> "kind=none";
      case TEXT -> "kind=text";
      case FILE -> "kind=files";
      case FOLDER -> "kind=folders";
      case WORDS -> "kind=words words='%s'".formatted(value.line());
    };
  }
}
