package rondo.tasks;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import rondo.core.Batch;
import rondo.core.Evaluation;
import rondo.core.Example;
import rondo.core.ModelFormatException;
import rondo.core.Noise;
import rondo.core.Rated;
import rondo.core.Runner;
import rondo.core.Script;
import rondo.core.Settings;
import rondo.core.TaskSpec;
import rondo.core.Weights;
import rondo.engine.layer.Grammar;
import rondo.tasks.measure.SpanScores;
import rondo.tasks.text.Scheme;
import rondo.tasks.text.Span;

/** Spans of words, as tags of a scheme that are decoded as a whole. */
final class NerTask implements TaggerTask<List<Span>> {
  private final Scheme scheme;
  private final List<String> tags;
  private final boolean free; // whether tags may break the scheme
  private final Tagger tagger;

  NerTask(TaskSpec spec, Weights weights) {
    scheme = scheme(spec.options());
    tags = spec.list(Tagger.LABELS);
    // models made elsewhere may score padding, too
    Set<String> reserved = Set.copyOf(spec.lists().getOrDefault(Words.RESERVED, List.of()));
    for (String tag : tags) {
      if (!scheme.has(tag) && !reserved.contains(tag)) {
        throw new ModelFormatException(
            "'%s' is no tag of scheme %s".formatted(tag, spec.options().text("scheme")));
      }
    }
    free = Tagger.decoder(spec.options()).equals(Tagger.ARGMAX);
    tagger = new Tagger(spec, this::allowed, weights);
  }

  static Scheme scheme(Settings options) {
    return Scheme.valueOf(
        options.choice("scheme", "iob1", "iob2", "bioes").toUpperCase(Locale.ROOT));
  }

  /** What the scheme lets follow what. */
  private boolean allowed(int before, int tag) {
    if (before == Grammar.BORDER) {
      return scheme.begins(tags.get(tag));
    }
    String last = tags.get(before);
    return tag == Grammar.BORDER ? scheme.ends(last) : scheme.allows(last, tags.get(tag));
  }

  @Override
  public Tagger tagger() {
    return tagger;
  }

  @Override
  public Stream<List<Batch>> epoch(
      List<Example<List<String>, List<Span>>> data, Plan plan, Noise order) {
    return tagger.epoch(data.stream().map(this::labelled).toList(), plan, order);
  }

  private Tagger.Labelled labelled(Example<List<String>, List<Span>> e) {
    return new Tagger.Labelled(e.input(), scheme.tags(e.gold(), e.input().size()));
  }

  @Override
  public List<List<Span>> answer(List<List<String>> sentences, Runner runner) {
    return tagger.read(sentences, runner, List.of(), scored -> spans(scored.labels()));
  }

  private List<Span> spans(List<String> labels) {
    List<Span> spans =
        Scheme.spans(labels.stream().map(l -> scheme.has(l) ? l : Scheme.OUTSIDE).toList());
    return free ? new SpansOfTags(spans, labels) : spans;
  }

  @Override
  public Script script(List<String> words, List<Span> spans) {
    return new Script(words, scheme.tags(spans, words.size()));
  }

  /** The same spans with how probable each is. */
  List<List<Found>> found(List<List<String>> sentences, Runner runner) {
    return tagger.read(
        sentences, runner, List.of(), scored -> scored.found(spans(scored.labels())));
  }

  @Override
  public List<Rated<List<Span>>> rate(List<List<String>> sentences, Runner runner) {
    return tagger.read(
        sentences,
        runner,
        new Rated<>(List.of(), List.of()),
        scored -> {
          List<Span> spans = spans(scored.labels());
          return new Rated<>(spans, scored.found(spans).stream().map(Found::confidence).toList());
        });
  }

  @Override
  public Evaluation evaluate(
      List<Example<List<String>, List<Span>>> gold, List<List<Span>> answers) {
    SpanScores scores = new SpanScores();
    for (int i = 0; i < gold.size(); i++) {
      List<Span> right = gold.get(i).gold();
      int length = gold.get(i).input().size();
      if (answers.get(i) instanceof SpansOfTags found) {
        scores.addTags(scheme.tags(right, length), found.tags());
      } else {
        scores.add(right, answers.get(i), length);
      }
    }
    return scores.evaluation();
  }
}
