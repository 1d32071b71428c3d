package rondo.tasks.opennlp;

import java.util.List;
import opennlp.tools.namefind.NameSample;
import opennlp.tools.postag.POSSample;
import opennlp.tools.util.Span;

/** Our examples as OpenNLP's samples. */
final class OpenNlpSamples {
  private OpenNlpSamples() {}

  static NameSample names(List<String> words, List<rondo.tasks.text.Span> spans) {
    return new NameSample(words.toArray(String[]::new), spans(spans), false);
  }

  static POSSample tags(List<String> words, List<String> tags) {
    return new POSSample(words.toArray(String[]::new), tags.toArray(String[]::new));
  }

  static Span[] spans(List<rondo.tasks.text.Span> spans) {
    return spans.stream().map(s -> new Span(s.from(), s.to(), s.label())).toArray(Span[]::new);
  }
}
