package org.example.consumer;

import java.util.List;
import opennlp.tools.namefind.TokenNameFinder;
import opennlp.tools.tokenize.SimpleTokenizer;
import opennlp.tools.util.Span;

/** Knows OpenNLP's interfaces, and finds who and what is mentioned with whatever stands behind them. */
public final class Mentions {
  private final TokenNameFinder finder;

  public Mentions(TokenNameFinder finder) {
    this.finder = finder;
  }

  List<String> in(String text) {
    String[] tokens = SimpleTokenizer.INSTANCE.tokenize(text);
    Span[] found = finder.find(tokens);
    return List.of(Span.spansToStrings(found, tokens));
  }
}
