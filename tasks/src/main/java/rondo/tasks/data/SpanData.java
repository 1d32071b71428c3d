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
import rondo.core.Told;
import rondo.tasks.text.Scheme;
import rondo.tasks.text.Span;
import rondo.tasks.text.Token;
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
    read(file, (tokens, spans) -> examples.add(new Example<>(tokens, spans)));
    return examples;
  }

  /** The same, each in the text that the file has of it, or else in one of its tokens. */
  public List<Told> tell(Path file) throws IOException {
    List<Told> all = new ArrayList<>();
    read(
        file,
        new JsonSentences.Spans() {
          @Override
          public void add(List<String> tokens, List<Span> spans) {
            all.add(Told.spans(tokens, marks(spans)));
          }

          @Override
          public void add(String text, List<Token> tokens, List<Span> spans) {
            List<Told.Word> words =
                tokens.stream().map(t -> new Told.Word(t.from(), t.to())).toList();
            all.add(new Told(text, words, Told.Shape.SPANS, marks(spans)));
          }
        });
    return all;
  }

  private static List<Told.Mark> marks(List<Span> spans) {
    return spans.stream().map(s -> new Told.Mark(s.label(), s.from(), s.to())).toList();
  }

  private void read(Path file, JsonSentences.Spans found) throws IOException {
    Path words = Snips.words(file);
    try (Lines lines = Lines.of(words)) {
      Sink marked = new Sink(found);
      TaggedSentences tagged = (tokens, tags) -> marked.add(tokens, spans(tags));
      switch (Format.of(options, words, lines, FORMATS)) {
        case SNIPS -> Snips.tags(words, lines, TagKind.SPANS, tagged);
        case OPENNLP -> OpenNlp.names(lines, marked);
        case JSONL -> new JsonSentences(lines, options).spans(tokenizing, utf16(), tagged, marked);
        default -> new ConllReader(options, TagKind.SPANS).read(lines, tagged);
      }
      if (marked.none) {
        throw lines.without("sentence");
      }
    }
  }

  /** Renames labels, and drops what is not wanted. */
  private final class Sink implements JsonSentences.Spans {
    private final JsonSentences.Spans found;
    private boolean none = true;

    Sink(JsonSentences.Spans found) {
      this.found = found;
    }

    @Override
    public void add(List<String> tokens, List<Span> spans) {
      none = false;
      found.add(tokens, kept(spans));
    }

    @Override
    public void add(String text, List<Token> tokens, List<Span> spans) {
      none = false;
      found.add(text, tokens, kept(spans));
    }
  }

  private boolean utf16() {
    return options.choice("offsets", "characters", "utf16").equals("utf16");
  }

  private static List<Span> spans(List<String> tags) {
    return Scheme.spans(tags.stream().map(TagKind::bioes).toList());
  }

  private List<Span> kept(List<Span> spans) {
    List<Span> kept = new ArrayList<>();
    for (Span span : spans) {
      Optional<String> label = labels.of(span.label());
      label.ifPresent(l -> kept.add(new Span(l, span.from(), span.to())));
    }
    return List.copyOf(kept);
  }
}
