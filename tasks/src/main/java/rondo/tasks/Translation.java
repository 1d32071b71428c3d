package rondo.tasks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import rondo.core.Example;
import rondo.core.Runner;
import rondo.core.TaskSpec;
import rondo.tasks.data.SentencePair;
import rondo.tasks.search.Beam;
import rondo.tasks.search.Ensemble;

/**
 * Translates text with a trained model, or with several at once. Immutable; one instance serves any
 * number of threads.
 *
 * <pre>{@code
 * try (var spanish = rondo.open(Path.of("en-es.rondo"), Translation.class)) {
 *   System.out.println(spanish.translate("Where is the station?"));
 *   for (Candidate c : spanish.best("I am cold.", 3)) { … }
 * }
 * }</pre>
 */
public final class Translation implements AutoCloseable {
  private final TaskSpec spec;
  private final Translator translator;
  private final Runner runner;

  Translation(TranslateTask task, Runner runner) {
    this(task.spec(), task.translator(), runner);
  }

  private Translation(TaskSpec spec, Translator translator, Runner runner) {
    this.spec = spec;
    this.translator = translator;
    this.runner = runner;
  }

  /** A pair to learn from, or to be measured by. */
  public static Example<Source, Translated> example(String text, String translation) {
    return new Example<>(new Source(text, Optional.of(translation)), Translated.of(translation));
  }

  /**
   * Models that translate together, by the mean of what they find probable, searching as the first
   * does; they must have the same vocabularies, as trainings with different seeds on the same data
   * make them. Closing it closes them.
   */
  public static Translation together(List<Translation> models) {
    List<Runner> runners = new ArrayList<>();
    for (Translation model : models) {
      TaskSpec first = models.get(0).spec;
      if (!model.spec.lists().equals(first.lists()) || !cuts(model.spec).equals(cuts(first))) {
        throw new IllegalArgumentException(
            "models that translate together need the same vocabularies and must cut text alike; train them on the same data with different seeds");
      }
      runners.add(model.runner);
    }
    Ensemble ensemble = new Ensemble(runners); // which refuses to be of none
    return new Translation(models.get(0).spec, models.get(0).translator, ensemble);
  }

  /** What says how text becomes pieces. */
  private static List<String> cuts(TaskSpec spec) {
    return Side.OPTIONS.names().stream().map(spec.options()::text).toList();
  }

  /** How this one searches. */
  public Beam beam() {
    return translator.beam();
  }

  /** The same model, searching otherwise than it was told when it was trained. */
  public Translation searching(Beam beam) {
    return new Translation(spec, translator.searching(beam), runner);
  }

  /** The translation of a text; one too long to be read at once is translated in stretches. */
  public String translate(String text) {
    return translateAll(List.of(text)).get(0);
  }

  /** The translations of many texts, in their order; like lengths are run together. */
  public List<String> translateAll(List<String> texts) {
    return answerAll(texts.stream().map(Source::of).toList()).stream()
        .map(Translated::text)
        .toList();
  }

  /** The translations of endlessly many, in bounded memory; no more are read than are wanted. */
  public Stream<String> translate(Stream<String> texts) {
    return Pieces.of(texts, this::translateAll);
  }

  /** Translations with how likely they are, and known ones with how likely those are. */
  public List<Translated> answerAll(List<Source> texts) {
    return translator.translate(texts, runner);
  }

  /**
   * So many translations of a text, the best first, if the model finds so many. Of a text that is
   * too long to be read at once there is one, put together of the best of its stretches.
   */
  public List<Candidate> best(String text, int count) {
    return bestOfAll(List.of(text), count).get(0);
  }

  /** The same of many texts, in their order; like lengths are run together. */
  public List<List<Candidate>> bestOfAll(List<String> texts, int count) {
    return translator.best(texts, count, runner);
  }

  /** How likely the model finds a translation, and where it looks for it. */
  public Candidate score(String text, String translation) {
    return scoreAll(List.of(new SentencePair(text, translation))).get(0);
  }

  /** The same of many pairs, in their order. */
  public List<Candidate> scoreAll(List<SentencePair> pairs) {
    return translator.score(pairs, runner);
  }

  /** Whether a pair is short enough to be scored. */
  public boolean scores(SentencePair pair) {
    return translator.scores(pair);
  }

  @Override
  public void close() {
    runner.close();
  }
}
