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
import rondo.tasks.text.Tokenizing;

/** Data sets of sentences with a label for each token: parts of speech, slots. */
public final class LabelData {
  private static final Set<Format> FORMATS =
      EnumSet.of(Format.CONLL, Format.CONLLU, Format.JSONL, Format.SNIPS);

  /** How the data are written; each is found out unless said. */
  public static final Options OPTIONS =
      Options.of(
          Format.option(FORMATS),
          new Option(
              "token-column",
              "auto",
              "the tokens' column, by number or name, or field; auto is the first one, 'form' in"
                  + " CoNLL-U, 'tokens' in JSON"),
          new Option(
              "label-column",
              "auto",
              "the labels' column, by number or name, or field; auto is the last one, 'upos' in"
                  + " CoNLL-U, 'tags' in JSON"),
          new Option("separator", "auto", "what stands between CoNLL columns: auto, tab or space"),
          Labels.rename("the sentences that have it"),
          Labels.until());

  private final Settings options;
  private final Labels labels;

  private LabelData(Settings options, Labels labels) {
    this.options = options;
    this.labels = labels;
  }

  /** A reader with such options; no format of these has raw text that would have to be cut. */
  public static LabelData of(Settings options, Tokenizing tokenizing) {
    return new LabelData(options, Labels.of(options));
  }

  /** The sentences of a file, in order; at least one. */
  public List<Example<List<String>, List<String>>> read(Path file) throws IOException {
    List<Example<List<String>, List<String>>> examples = new ArrayList<>();
    Path words = Snips.words(file);
    try (Lines lines = Lines.of(words)) {
      TaggedSentences kept = (tokens, tags) -> add(tokens, tags, examples);
      switch (Format.of(options, words, lines, FORMATS)) {
        case SNIPS -> Snips.tags(words, lines, TagKind.ANY, kept);
        case CONLLU -> new ConlluReader(options).read(lines, kept);
        case JSONL -> new JsonSentences(lines, options).tags(TagKind.ANY, kept);
        default -> new ConllReader(options, TagKind.ANY).read(lines, kept);
      }
      if (examples.isEmpty()) {
        throw lines.without(labels.left("sentence"));
      }
    }
    return examples;
  }

  private void add(
      List<String> tokens, List<String> found, List<Example<List<String>, List<String>>> examples) {
    List<String> kept = found.stream().flatMap(l -> labels.of(l).stream()).toList();
    if (kept.size() == tokens.size()) {
      examples.add(new Example<>(tokens, kept));
    }
  }
}
