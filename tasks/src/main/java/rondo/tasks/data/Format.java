package rondo.tasks.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import rondo.core.Option;
import rondo.core.Settings;

/** The ways in which data sets are written, and how a file's own is found out. */
enum Format {
  CONLL("CoNLL columns"),
  CONLLU("CoNLL-U"),
  JSONL("JSON lines"),
  SNIPS("parallel files as SNIPS has them"),
  OPENNLP("a format of OpenNLP"),
  TSV("columns with tabs between"),
  CSV("CSV"),
  LINES("lines that begin with a label"),
  TREES("labelled trees");

  /** Lines that are looked at. */
  private static final int ENOUGH = 50;

  private static final Pattern TREE = Pattern.compile("\\([^\\s()]+ .*\\)\\s*");
  private static final Pattern NAME_SAMPLE = Pattern.compile("(.*\\s)?<START(:\\S*)?>\\s.*");
  private static final Pattern CONLLU_WORD = Pattern.compile("[0-9.-]+\t([^\t]*\t){8}[^\t]*");

  private final String title;

  Format(String title) {
    this.title = title;
  }

  /** The option that names one of these. */
  static Option option(Set<Format> offered) {
    List<String> names = names(offered);
    String meaning = "how the data are written: auto (seen from name and first lines), ";
    return new Option("format", "auto", meaning + String.join(", ", names));
  }

  /** What an option says, or else what a file seems to be. */
  static Format of(Settings options, Path file, Lines lines, Set<Format> offered) {
    List<String> words = new ArrayList<>(names(offered));
    words.add(0, "auto");
    String said = options.choice("format", words.toArray(new String[0]));
    if (!said.equals("auto")) {
      return valueOf(said.toUpperCase(Locale.ROOT));
    }
    Format found = guess(file.toString().toLowerCase(Locale.ROOT), lines.look(ENOUGH), offered);
    lines.takenFor(found.title);
    return found;
  }

  private static List<String> names(Set<Format> offered) {
    return offered.stream().sorted().map(f -> f.name().toLowerCase(Locale.ROOT)).toList();
  }

  private static Format guess(String file, List<String> first, Set<Format> offered) {
    Format usual = offered.contains(CONLL) ? CONLL : LINES;
    Format found =
        switch (ending(file)) {
          case "in" -> file.endsWith("seq.in") ? SNIPS : content(first, offered, usual);
          case "conllu" -> CONLLU;
          case "jsonl", "ndjson", "json" -> JSONL;
          case "csv" -> CSV;
          case "tsv" -> offered.contains(TSV) ? TSV : content(first, offered, usual);
          default -> content(first, offered, usual);
        };
    return offered.contains(found) ? found : usual;
  }

  private static String ending(String file) {
    String name = file.endsWith(".gz") ? file.substring(0, file.length() - 3) : file;
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static Format content(List<String> first, Set<Format> offered, Format usual) {
    List<String> filled = first.stream().filter(l -> !l.isBlank()).toList();
    if (filled.isEmpty()) {
      return usual;
    }
    String line = filled.get(0).strip();
    if (line.startsWith("{\"") || line.startsWith("[{") || line.equals("[")) {
      return JSONL;
    }
    if (offered.contains(TREES) && TREE.matcher(line).matches()) {
      return TREES;
    }
    if (offered.contains(CONLL)) {
      List<String> words = filled.stream().filter(l -> !l.startsWith("#")).toList();
      if (!words.isEmpty() && words.stream().allMatch(w -> CONLLU_WORD.matcher(w).matches())) {
        return CONLLU;
      }
      boolean marked = filled.stream().anyMatch(l -> NAME_SAMPLE.matcher(l).matches());
      return marked ? OPENNLP : usual;
    }
    return line.indexOf('\t') >= 0 ? TSV : usual;
  }
}
