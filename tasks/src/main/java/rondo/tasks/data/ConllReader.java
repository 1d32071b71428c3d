package rondo.tasks.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import rondo.core.DataException;
import rondo.core.Example;
import rondo.tasks.text.Scheme;
import rondo.tasks.text.Span;

/**
 * Reads a token a line with its tag in the last column and a blank line between sentences, as the
 * CoNLL shared tasks wrote them. Columns stand apart by tabs, or else by spaces; lines that begin a
 * document ({@code -DOCSTART-}) are passed over.
 */
public final class ConllReader {
  private ConllReader() {}

  public static List<Example<List<String>, List<Span>>> read(Path file) throws IOException {
    List<Example<List<String>, List<Span>>> examples = new ArrayList<>();
    List<String> tokens = new ArrayList<>();
    List<String> tags = new ArrayList<>();
    try (Lines lines = Lines.of(file)) {
      while (lines.next()) {
        String line = lines.text();
        if (line.isBlank()) {
          end(tokens, tags, examples);
          continue;
        }
        if (line.startsWith("-DOCSTART-")) {
          continue;
        }
        String[] columns = line.indexOf('\t') >= 0 ? line.split("\t") : line.strip().split(" +");
        if (columns.length < 2) {
          throw lines.fault(
              "a token and its tag are needed in two or more columns, there is one: '"
                  + shown(line)
                  + "'");
        }
        String tag = columns[columns.length - 1].strip();
        if (!tag.matches("O|[BIES]-.+")) {
          throw lines.fault(
              "the last column must be a tag such as O, B-PER or I-PER, is '%s'"
                  .formatted(shown(tag)));
        }
        tokens.add(columns[0]);
        tags.add(tag);
      }
      end(tokens, tags, examples);
    }
    if (examples.isEmpty()) {
      throw new DataException(file.toString(), "there is no sentence in it");
    }
    return examples;
  }

  private static void end(
      List<String> tokens, List<String> tags, List<Example<List<String>, List<Span>>> examples) {
    if (!tokens.isEmpty()) {
      examples.add(new Example<>(List.copyOf(tokens), Scheme.spans(tags)));
      tokens.clear();
      tags.clear();
    }
  }

  private static String shown(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
