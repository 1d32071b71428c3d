package rondo.tasks.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads parallel files as the SNIPS data have them: a sentence a line in {@code seq.in}, a tag for
 * each of its tokens in {@code seq.out}, its intent in {@code label}.
 */
final class Snips {
  private static final String WORDS = "seq.in";

  private Snips() {}

  /** The file that a path means: a folder stands for the words in it. */
  static Path words(Path path) {
    Path words = path.resolve(WORDS);
    return Files.isDirectory(path) && Files.exists(words) ? words : path;
  }

  static void tags(Path words, Lines lines, TagKind kind, TaggedSentences sentences)
      throws IOException {
    try (Lines tags = Lines.of(words.resolveSibling("seq.out"))) {
      while (lines.nextBeside(tags)) {
        List<String> tokens = tokens(lines);
        List<String> found = Separator.SPACE.columns(tags.text());
        if (found.size() != tokens.size()) {
          throw tags.fault(
              "%d tags for %d tokens: '%s'"
                  .formatted(found.size(), tokens.size(), Lines.shown(lines.text())));
        }
        for (String tag : found) {
          if (!kind.takes(tag)) {
            throw tags.fault(kind.refusal(tag));
          }
        }
        sentences.add(tokens, found);
      }
    }
  }

  static void intents(Path words, Lines lines, LabelledTexts texts) throws IOException {
    try (Lines labels = Lines.of(words.resolveSibling("label"))) {
      while (lines.nextBeside(labels)) {
        if (labels.text().isBlank()) {
          throw labels.fault("the label is empty");
        }
        texts.add(lines.number(), labels.text(), tokens(lines));
      }
    }
  }

  private static List<String> tokens(Lines lines) {
    List<String> tokens = Separator.SPACE.columns(lines.text());
    if (tokens.isEmpty()) {
      throw lines.fault("the sentence is empty");
    }
    return tokens;
  }
}
