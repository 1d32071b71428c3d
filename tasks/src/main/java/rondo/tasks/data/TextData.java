package rondo.tasks.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import rondo.core.Example;
import rondo.core.Option;
import rondo.core.Options;
import rondo.core.Settings;
import rondo.core.Told;
import rondo.tasks.text.Tokenizing;

/** Data sets of texts with a label each: sentiment, intent, kinds of questions. */
public final class TextData {
  private static final Set<Format> FORMATS =
      EnumSet.of(
          Format.TSV,
          Format.CSV,
          Format.JSONL,
          Format.LINES,
          Format.TREES,
          Format.SNIPS,
          Format.OPENNLP);

  /** How the data are written; each is found out unless said. */
  public static final Options OPTIONS =
      Options.of(
          Format.option(FORMATS),
          new Option(
              "text-column",
              "auto",
              "the texts' column, by number or name, or field; auto is one with a usual name, or"
                  + " the second of two"),
          new Option(
              "label-column",
              "auto",
              "the labels' column, by number or name, or field; auto is one with a usual name, or"
                  + " the first of two"),
          Table.HEADER,
          new Option(
              "separator",
              "auto",
              "what stands between the cells of CSV: auto, comma, semicolon, tab"),
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
    return read(file, false);
  }

  /**
   * The texts of a file to learn from: with the phrases of its trees, where an option says so, each
   * text with a label once.
   */
  public List<Example<List<String>, String>> readToLearn(Path file) throws IOException {
    boolean phrases = options.flag("phrases");
    List<Example<List<String>, String>> examples = read(file, phrases);
    return phrases ? List.copyOf(new LinkedHashSet<>(examples)) : examples;
  }

  /** The texts of {@link #read} as they stand in the file; where that holds tokens, these. */
  public List<Told> tell(Path file) throws IOException {
    List<Told> all = new ArrayList<>();
    read(
        file,
        false,
        text ->
            all.add(
                text.whole()
                    .map(t -> Told.label(t, text.label()))
                    .orElseGet(() -> Told.label(text.tokens(), text.label()))));
    return all;
  }

  private List<Example<List<String>, String>> read(Path file, boolean phrases) throws IOException {
    List<Example<List<String>, String>> examples = new ArrayList<>();
    read(file, phrases, text -> examples.add(new Example<>(text.tokens(), text.label())));
    return examples;
  }

  /**
   * A text of a file.
   *
   * @param whole as it stands there, if it was not in tokens
   */
  private record Labelled(String label, List<String> tokens, Optional<String> whole) {}

  private void read(Path file, boolean phrases, Consumer<Labelled> found) throws IOException {
    Path words = Snips.words(file);
    try (Lines lines = Lines.of(words)) {
      Sink texts = new Sink(lines, found);
      Format format = Format.of(options, words, lines, FORMATS);
      if (phrases && format != Format.TREES) {
        throw lines.faultOfAll("only trees have phrases; unset the option 'phrases'");
      }
      switch (format) {
        case SNIPS -> Snips.intents(words, lines, texts);
        case TSV -> new Table(options).read(lines, Rows.tabs(lines), texts);
        case CSV -> new Table(options).read(lines, new CsvRows(lines, options), texts);
        case JSONL -> JsonTexts.read(lines, options, texts);
        case OPENNLP -> OpenNlp.documents(lines, texts);
        case TREES -> trees(lines, phrases, texts);
        default -> LabelledLines.read(lines, texts);
      }
      if (texts.none) {
        throw lines.without(labels.left("text"));
      }
    }
  }

  private static void trees(Lines lines, boolean phrases, LabelledTexts texts) {
    while (lines.next()) {
      if (!lines.text().isBlank()) {
        Tree tree = Tree.read(lines);
        for (Tree.Phrase phrase : tree.phrases().subList(0, phrases ? tree.phrases().size() : 1)) {
          texts.add(lines.number(), phrase.label(), tree.tokens(phrase));
        }
      }
    }
  }

  /** Refuses what is empty, and drops what is not wanted. */
  private final class Sink implements LabelledTexts {
    private final Lines lines;
    private final Consumer<Labelled> found;
    private boolean none = true;

    Sink(Lines lines, Consumer<Labelled> found) {
      this.lines = lines;
      this.found = found;
    }

    @Override
    public void add(long line, String label, String text) {
      add(line, label, tokenizing.words(text), Optional.of(text));
    }

    @Override
    public void add(long line, String label, List<String> tokens) {
      add(line, label, tokens, Optional.empty());
    }

    private void add(long line, String label, List<String> tokens, Optional<String> whole) {
      if (label.isBlank()) {
        throw lines.fault(line, "the label is empty");
      }
      if (tokens.isEmpty()) {
        throw lines.fault(line, "the text is empty");
      }
      Optional<String> kept = labels.of(label.strip());
      kept.ifPresent(l -> found.accept(new Labelled(l, tokens, whole)));
      none &= kept.isEmpty();
    }
  }
}
