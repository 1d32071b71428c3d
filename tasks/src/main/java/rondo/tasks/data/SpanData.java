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

/**
 * Data sets of sentences in which spans of tokens are labelled: names, slots, diseases.
 *
 * {@snippet :
 * Settings options = SpanData.OPTIONS.fill(Map.of("label-column", "4"));
 * var examples = SpanData.of(options, Tokenizing.REGEX).read(Path.of("train.conll"));
 * }
 */
public final class SpanData {
  private static final Set<Format> FORMATS = EnumSet.of(Format.CONLL, Format.SNIPS);

  /** How the data are written; each is found out unless said. */
  public static final Options OPTIONS =
      Options.of(
          Format.option(FORMATS),
          new Option("token-column", "1", "the column of the tokens, by number or name"),
          new Option(
              "label-column",
              "auto",
              "the column of the labels, by number or name; auto is the last one"),
          new Option("separator", "auto", "what stands between columns: auto, tab or space"),
          Labels.rename("its spans"));

  private final Settings options;
  private final Labels labels;

  private SpanData(Settings options, Labels labels) {
    this.options = options;
    this.labels = labels;
  }

  /** A reader with such options; raw text in the data is cut into tokens as said. */
  public static SpanData of(Settings options, Tokenizing tokenizing) {
    return new SpanData(options, Labels.of(options.with("label-until", "")));
  }

  /** The sentences of a file, in order; at least one. */
  public List<Example<List<String>, List<Span>>> read(Path file) throws IOException {
    List<Example<List<String>, List<Span>>> examples = new ArrayList<>();
    Path words = Snips.words(file);
    try (Lines lines = Lines.of(words)) {
      Sentences tagged = (tokens, tags) -> examples.add(example(tokens, spans(tags)));
      switch (Format.of(options, words, lines, FORMATS)) {
        case SNIPS -> Snips.tags(words, lines, TagKind.SPANS, tagged);
        default -> new ConllReader(options, TagKind.SPANS).read(lines, tagged);
      }
      if (examples.isEmpty()) {
        throw lines.without("sentence");
      }
    }
    return examples;
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
