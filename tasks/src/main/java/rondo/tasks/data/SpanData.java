package rondo.tasks.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import rondo.core.Example;
import rondo.core.Option;
import rondo.core.Options;
import rondo.core.Settings;
import rondo.tasks.text.Scheme;
import rondo.tasks.text.Span;
import rondo.tasks.text.Tokenizing;

/** Data sets of sentences in which spans of tokens are labelled: names, slots, diseases. */
public final class SpanData {
  private static final Set<Format> FORMATS =
      EnumSet.of(Format.CONLL, Format.JSONL, Format.SNIPS, Format.OPENNLP);

  /** How the data are written; each is found out unless said. */
  public static final Options OPTIONS =
      Options.of(
          Format.option(FORMATS),
          new Option(
              "token-column",
              "auto",
              "the tokens' column, by number or name, or field; auto is the first one, or 'tokens'"
                  + " or 'text' in JSON"),
          new Option(
              "label-column",
              "auto",
              "the labels' column, by number or name, or field; auto is the last one, or 'tags',"
                  + " 'spans', 'entities' or 'labels' in JSON"),
          new Option("separator", "auto", "what stands between CoNLL columns: auto, tab or space"),
          new Option(
              "offsets",
              "characters",
              "how spans in JSON count: in characters, as Python does (an emoji is one), or in"
                  + " utf16, as Java and JavaScript do"),
          Labels.rename("its spans"));

  private final Settings options;
  private final Tokenizing tokenizing;
  private final Labels labels;

  private SpanData(Settings options, Tokenizing tokenizing) {
    this.options = options;
    this.tokenizing = tokenizing;
    labels = Labels.of(options.with("label-until", ""));
  }

  /** A reader with such options; raw text in the data is cut into tokens as said. */
  public static SpanData of(Settings options, Tokenizing tokenizing) {
    return new SpanData(options, tokenizing);
  }

  /** The sentences of a file, in order; at least one. */
  public List<Example<List<String>, List<Span>>> read(Path file) throws IOException {
    List<Example<List<String>, List<Span>>> examples = new ArrayList<>();
    Path words = Snips.words(file);
    try (Lines lines = Lines.of(words)) {
      JsonSentences.Spans marked = (tokens, spans) -> examples.add(example(tokens, spans));
      TaggedSentences tagged = (tokens, tags) -> marked.add(tokens, spans(tags));
      switch (Format.of(options, words, lines, FORMATS)) {
        case SNIPS -> Snips.tags(words, lines, TagKind.SPANS, tagged);
        case OPENNLP -> OpenNlp.names(lines, marked);
        case JSONL -> new JsonSentences(lines, options).spans(tokenizing, utf16(), tagged, marked);
        default -> new ConllReader(options, TagKind.SPANS).read(lines, tagged);
      }
      if (examples.isEmpty()) {
        throw lines.without("sentence");
      }
    }
    return examples;
  }

  private boolean utf16() {
    return options.choice("offsets", "characters", "utf16").equals("utf16");
  }

  private static List<Span> spans(List<String> tags) {
    return Scheme.spans(tags.stream().map(TagKind::bioes).toList());
  }

  private Example<List<String>, List<Span>> example(List<String> tokens, List<Span> spans) {
    List<Span> kept = new ArrayList<>();
    for (Span span : spans) {
      Optional<String> label = labels.of(span.label());
      label.ifPresent(l -> kept.add(new Span(l, span.from(), span.to())));
    }
    return new Example<>(tokens, List.copyOf(kept));
  }
}
