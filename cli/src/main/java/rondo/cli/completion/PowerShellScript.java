package rondo.cli.completion;

import java.util.ArrayList;
import java.util.List;
import rondo.cli.completion.Syntax.Flag;
import rondo.cli.completion.Syntax.Value;
import rondo.cli.completion.Syntax.Verb;

/** Completion for PowerShell; where it offers nothing, PowerShell offers files. */
final class PowerShellScript {
  private static final String SCRIPT =
      """
      # Completion of rondo for PowerShell. To use it now:  rondo completion powershell | Out-String | Invoke-Expression
      Register-ArgumentCompleter -Native -CommandName rondo -ScriptBlock {
        param($current, $ast, $cursor)
        $verbs = [ordered]@{
      %VERBS%
        }
        $flags = @{
      %FLAGS%
        }
        $words = @{
      %WORDS%
        }
        $values = @{
      %VALUES%
        }
        $typed = @($ast.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.Extent })
        $before = @($typed | Where-Object { $_.EndOffset -lt $cursor } | ForEach-Object { $_.Text })
        $verb = $before | Where-Object { $verbs.Contains($_) } | Select-Object -First 1
        $prefix = ''
        $offered = @()
        if ($current -like '--*=*') {
          $prefix = $current.Substring(0, $current.IndexOf('=') + 1)
          $offered = $values["${verb}:" + $prefix.TrimEnd('=')]
        } elseif ($before.Count -gt 0 -and $values.ContainsKey("${verb}:" + $before[-1])) {
          $offered = $values["${verb}:" + $before[-1]]
        } elseif (-not $verb) {
          $offered = @($verbs.Keys)
        } elseif ($current -like '-*') {
          $offered = $flags[$verb]
        } else {
          $offered = $words[$verb]
        }
        $offered | ForEach-Object { "$prefix$_" } | Where-Object { $_ -like "$current*" } | ForEach-Object {
          $about = if ($verbs.Contains($_)) { $verbs[$_] } else { $_ }
          [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $about)
        }
      }
      """;

  private PowerShellScript() {}

  static String of(Syntax syntax) {
    List<String> verbs = new ArrayList<>();
    List<String> flags = new ArrayList<>();
    List<String> words = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (Verb verb : syntax.verbs()) {
      verbs.add(entry(verb.name(), quoted(verb.summary())));
      flags.add(entry(verb.name(), list(verb.flags().stream().flatMap(Flag::typed).toList())));
      words.add(entry(verb.name(), list(verb.words().words())));
      for (Flag flag : verb.flags()) {
        Value value = flag.value();
        if (value.kind() != Syntax.Kind.NONE) {
          flag.names()
              .forEach(name -> values.add(entry(verb.name() + ":" + name, list(value.words()))));
        }
      }
    }
    return SCRIPT
        .replace("%VERBS%", String.join("\n", verbs))
        .replace("%FLAGS%", String.join("\n", flags))
        .replace("%WORDS%", String.join("\n", words))
        .replace("%VALUES%", String.join("\n", values));
  }

  private static String entry(String key, String value) {
    return "    %s = %s".formatted(quoted(key), value);
  }

  private static String list(List<String> words) {
    return "@(" + String.join(", ", words.stream().map(PowerShellScript::quoted).toList()) + ")";
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
