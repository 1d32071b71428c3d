package rondo.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A terminal session as it is written down: what was typed, and what came of it.
 *
 * <pre>
 * # A comment.
 * $ echo "Ada came ." | rondo predict ner.rondo
 * [Ada PER] came .
 * $ rondo predict nothing.rondo
 * ! rondo: there is no model file 'nothing.rondo'; is the path right?
 * = 4
 * </pre>
 *
 * Behind {@code $} stands a command, which goes on in the next line after a backslash; then follow
 * standard output as it is, standard error behind exclamation marks, and the exit code if it is not
 * 0. Empty lines at the end of an answer do not count. {@code …} is anything within a line, and
 * alone on a line any number of lines.
 */
record Session(List<Entry> entries) {

  /** A command and what has to come of it. */
  record Entry(int line, String command, String out, String err, int exit) {
    /** What differs; empty if nothing does. */
    String difference(Transcript said) {
      boolean same = fits(out, said.out()) && fits(err, said.err()) && exit == said.exit().code();
      return same ? "" : "line %d: $ %s%n%s".formatted(line, command, shown(said));
    }

    private static boolean fits(String due, String said) {
      StringBuilder pattern = new StringBuilder();
      for (String each : due.lines().toList()) {
        if (each.equals("…")) {
          pattern.append("(?s:.*\n)?");
        } else {
          pattern.append(Pattern.quote(each).replace("…", "\\E.*\\Q")).append("\n");
        }
      }
      return said.stripTrailing().concat("\n").matches(pattern.length() > 0 ? pattern + "" : "\n");
    }

    private static String shown(Transcript said) {
      StringBuilder all = new StringBuilder(said.out());
      said.err().lines().forEach(l -> all.append("! ").append(l).append('\n'));
      return all.append("= ").append(said.exit().code()).append('\n').toString();
    }
  }

  static Session read(Path file) throws IOException {
    return read(Files.readAllLines(file));
  }

  static Session read(List<String> lines) {
    List<Entry> entries = new ArrayList<>();
    int at = 0;
    while (at < lines.size()) {
      if (!lines.get(at).startsWith("$ ")) {
        at++; // a comment, or an empty line before the first command
        continue;
      }
      int first = at + 1;
      StringBuilder command = new StringBuilder(lines.get(at++).substring(2));
      while (command.toString().endsWith("\\")) {
        command.setLength(command.length() - 1);
        command.append(lines.get(at++).strip());
      }
      StringBuilder out = new StringBuilder();
      StringBuilder err = new StringBuilder();
      int exit = 0;
      for (; at < lines.size() && !lines.get(at).matches("[$#] .*"); at++) {
        String line = lines.get(at);
        if (line.startsWith("! ")) {
          err.append(line.substring(2)).append('\n');
        } else if (line.matches("= \\d+")) {
          exit = Integer.parseInt(line.substring(2));
        } else {
          out.append(line).append('\n');
        }
      }
      entries.add(
          new Entry(
              first,
              command.toString(),
              out.toString().stripTrailing(),
              err.toString().stripTrailing(),
              exit));
    }
    return new Session(entries);
  }
}
