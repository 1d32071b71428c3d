package rondo.benchmarks.tagging;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import opennlp.tools.namefind.NameFinderME;
import opennlp.tools.namefind.NameSample;
import opennlp.tools.namefind.TokenNameFinderFactory;
import opennlp.tools.namefind.TokenNameFinderModel;
import opennlp.tools.util.ObjectStreamUtils;
import opennlp.tools.util.TrainingParameters;
import rondo.core.Example;
import rondo.tasks.text.Span;

/** OpenNLP's name finder with its defaults, trained here. A sentence is a document of its own. */
record OpenNlp(TokenNameFinderModel model) implements Finder {
  static OpenNlp train(List<Example<List<String>, List<Span>>> data) throws IOException {
    List<NameSample> samples = data.stream().map(OpenNlp::sample).toList();
    TrainingParameters defaults = TrainingParameters.defaultParams();
    return new OpenNlp(
        NameFinderME.train(
            "en",
            null,
            ObjectStreamUtils.createObjectStream(samples),
            defaults,
            new TokenNameFinderFactory()));
  }

  private static NameSample sample(Example<List<String>, List<Span>> e) {
    opennlp.tools.util.Span[] names =
        e.gold().stream()
            .map(s -> new opennlp.tools.util.Span(s.from(), s.to(), s.label()))
            .toArray(opennlp.tools.util.Span[]::new);
    return new NameSample(e.input().toArray(String[]::new), names, true);
  }

  @Override
  public String name() {
    return "OpenNLP";
  }

  @Override
  public List<List<Span>> find(List<List<String>> sentences) {
    NameFinderME finder = new NameFinderME(model); // one for each thread
    List<List<Span>> all = new ArrayList<>();
    for (List<String> sentence : sentences) {
      List<Span> spans = new ArrayList<>();
      for (opennlp.tools.util.Span s : finder.find(sentence.toArray(String[]::new))) {
        spans.add(new Span(s.getType(), s.getStart(), s.getEnd()));
      }
      finder.clearAdaptiveData();
      all.add(spans);
    }
    return all;
  }
}
