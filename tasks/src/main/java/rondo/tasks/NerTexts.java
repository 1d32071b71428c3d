package rondo.tasks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import rondo.core.Asked;
import rondo.core.Example;
import rondo.core.Settings;
import rondo.core.Texts;
import rondo.core.Told;
import rondo.tasks.data.SpanData;
import rondo.tasks.text.Sentences;
import rondo.tasks.text.Span;

/** Sentences with spans; raw text line by line, a sentence an input. */
final class NerTexts implements Texts<List<String>, List<Span>> {
  private final Sentences sentences;
  private final SpanData data;

  NerTexts(Settings options) {
    sentences = Sentences.of(options);
    data = SpanData.of(options, sentences.tokenizing());
  }

  @Override
  public List<Example<List<String>, List<Span>>> read(Path file) throws IOException {
    return data.read(file);
  }

  @Override
  public List<Told> tellAll(Path file) throws IOException {
    return data.tell(file);
  }

  @Override
  public Iterator<Asked<List<String>>> ask(String line) {
    return new SentencesAsked(sentences.each(line));
  }

  @Override
  public Told.Shape shape() {
    return Told.Shape.SPANS;
  }

  @Override
  public Told tell(List<String> tokens, List<Span> spans) {
    return Told.spans(
        tokens, spans.stream().map(s -> new Told.Mark(s.label(), s.from(), s.to())).toList());
  }
}
