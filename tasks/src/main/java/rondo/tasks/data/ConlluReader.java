package rondo.tasks.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import rondo.core.Settings;

/**
 * Reads the words of Universal Dependencies' CoNLL-U with their part of speech or another column of
 * theirs. The written forms of several words together ({@code 1-2}) and words that are not there
 * ({@code 1.1}) are passed over. Reads one file.
 */
final class ConlluReader {
  private static final String NAMES = "# global.columns =";
  private static final List<String> USUAL =
      List.of("id", "form", "lemma", "upos", "xpos", "feats", "head", "deprel", "deps", "misc");

  private final Place token;
  private final Place label;
  private List<String> names = USUAL;
  private final List<String> tokens = new ArrayList<>();
  private final List<String> labels = new ArrayList<>();

  ConlluReader(Settings options) {
    token = Place.of(options, "token-column").or("form");
    label = Place.of(options, "label-column").or("upos");
  }

  void read(Lines lines, TaggedSentences sentences) {
    while (lines.next()) {
      String line = lines.text();
      if (line.startsWith(NAMES)) {
        names = Separator.SPACE.columns(line.substring(NAMES.length()).toLowerCase(Locale.ROOT));
      } else if (line.isBlank()) {
        end(sentences);
      } else if (!line.startsWith("#") || !tokens.isEmpty()) {
        word(line, lines);
      }
    }
    end(sentences);
  }

  private void word(String line, Lines lines) {
    String[] columns = line.split("\t", -1);
    if (columns.length != names.size()) {
      throw lines.fault(
          "%d columns with tabs between are needed, there %s: '%s'"
              .formatted(names.size(), Place.are(columns.length), Lines.shown(line)));
    }
    String id = columns[0];
    if (id.matches("\\d+-\\d+|\\d+\\.\\d+")) {
      return;
    }
    if (!id.equals(String.valueOf(tokens.size() + 1))) {
      throw lines.fault(
          "word %d is due, there is '%s'; an empty line ends a sentence"
              .formatted(tokens.size() + 1, Lines.shown(id)));
    }
    int place = label.index(columns.length, names, lines);
    String word = columns[token.index(columns.length, names, lines)].strip();
    String tag = columns[place].strip();
    boolean unsaid = tag.equals("_") && names.get(place).endsWith("pos");
    if (word.isEmpty() || tag.isEmpty() || unsaid) {
      throw lines.fault(
          word.isEmpty()
              ? "the word is empty"
              : "word '%s' has no %s".formatted(Lines.shown(word), names.get(place)));
    }
    tokens.add(word);
    labels.add(tag);
  }

  private void end(TaggedSentences sentences) {
    if (!tokens.isEmpty()) {
      sentences.add(List.copyOf(tokens), List.copyOf(labels));
      tokens.clear();
      labels.clear();
    }
  }
}
