package rondo.tasks.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import rondo.core.Example;
import rondo.core.Option;
import rondo.core.Options;
import rondo.core.Settings;
import rondo.tasks.text.Token;
import rondo.tasks.text.Tokenizing;

/** Data sets of texts with a label each: sentiment, intent, kinds of questions. */
public final class TextData {
  private static final Set<Format> FORMATS = EnumSet.of(Format.LINES, Format.SNIPS);

  /** How the data are written; each is found out unless said. */
  public static final Options OPTIONS =
      Options.of(
          Format.option(FORMATS),
          new Option("text-column", "auto", "the column of the texts, by number or name"),
          new Option("label-column", "auto", "the column of the labels, by number or name"),
          Labels.rename("its examples"),
          Labels.until(),
          new Option(
              "phrases",
              "false",
              "whether every labelled phrase of a tree is learnt from, beside the whole"));

  private final Settings options;
  private final Tokenizing tokenizing;
  private final Labels labels;

  private TextData(Settings options, Tokenizing tokenizing) {
    this.options = options;
    this.tokenizing = tokenizing;
    labels = Labels.of(options);
  }

  /** A reader with such options; texts are cut into tokens as said. */
  public static TextData of(Settings options, Tokenizing tokenizing) {
    return new TextData(options, tokenizing);
  }

  /** The texts of a file, in order; at least one. */
  public List<Example<List<String>, String>> read(Path file) throws IOException {
    List<Example<List<String>, String>> examples = new ArrayList<>();
    Path words = Snips.words(file);
    try (Lines lines = Lines.of(words)) {
      LabelledTexts texts = (line, label, tokens) -> add(lines, line, label, tokens, examples);
      switch (Format.of(options, words, lines, FORMATS)) {
        case SNIPS -> Snips.intents(words, lines, texts);
        default -> LabelledLines.read(lines, this::tokens, texts);
      }
      if (examples.isEmpty()) {
        throw lines.without("text");
      }
    }
    return examples;
  }

  /** The texts of a file to learn from: with the phrases of trees, where an option says so. */
  public List<Example<List<String>, String>> readToLearn(Path file) throws IOException {
    return read(file);
  }

  private List<String> tokens(String text) {
    return tokenizing.tokens(text).stream().map(Token::text).toList();
  }

  private void add(
      Lines lines,
      long line,
      String label,
      List<String> tokens,
      List<Example<List<String>, String>> examples) {
    if (label.isBlank()) {
      throw lines.fault(line, "the label is empty");
    }
    if (tokens.isEmpty()) {
      throw lines.fault(line, "the text is empty");
    }
    labels.of(label.strip()).ifPresent(l -> examples.add(new Example<>(tokens, l)));
  }
}
