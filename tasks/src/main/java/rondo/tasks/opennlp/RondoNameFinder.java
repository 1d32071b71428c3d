package rondo.tasks.opennlp;

import java.util.List;
import opennlp.tools.namefind.TokenNameFinder;
import opennlp.tools.util.Span;
import rondo.tasks.Found;
import rondo.tasks.Ner;

/**
 * OpenNLP's name finder over a model of ours. Each span has its label as type and, as probability,
 * how sure the model is of the span as a whole.
 */
public final class RondoNameFinder implements TokenNameFinder {
  private final Ner ner;

  public RondoNameFinder(Ner ner) {
    this.ner = ner;
  }

  /** The names of a sentence, in order; they never overlap. */
  @Override
  public Span[] find(String[] tokens) {
    return ner.likely(List.of(List.of(tokens))).get(0).stream()
        .map(RondoNameFinder::span)
        .toArray(Span[]::new);
  }

  private static Span span(Found found) {
    rondo.tasks.text.Span span = found.span();
    return new Span(span.from(), span.to(), span.label(), found.confidence());
  }

  /** Does nothing: what was found in earlier sentences changes nothing here. */
  @Override
  public void clearAdaptiveData() {}
}
