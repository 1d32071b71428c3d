package rondo.tasks;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import rondo.tasks.text.Span;

/**
 * Spans that were read off tags which may break their scheme. Whoever counts tokens asks the tags:
 * an {@code I-PER} with nothing before it begins a span, and is another tag than {@code B-PER}.
 */
final class SpansOfTags extends AbstractList<Span> implements RandomAccess {
  private final List<Span> spans;
  private final List<String> tags;

  SpansOfTags(List<Span> spans, List<String> tags) {
    this.spans = List.copyOf(spans);
    this.tags = List.copyOf(tags);
  }

  List<String> tags() {
    return tags;
  }

  @Override
  public Span get(int index) {
    return spans.get(index);
  }

  @Override
  public int size() {
    return spans.size();
  }
}
