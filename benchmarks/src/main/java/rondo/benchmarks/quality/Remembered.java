package rondo.benchmarks.quality;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import rondo.core.Settings;
import rondo.engine.Recipe;
import rondo.engine.Rondo;
import rondo.tasks.data.PairData;
import rondo.tasks.data.SentencePair;
import rondo.tasks.measure.Tokenization;
import rondo.tasks.measure.TranslationScores;

/** What a {@link TranslationMemory} of the training data reaches, in BLEU as the recipe has it. */
record Remembered(double dev, List<Double> tests) {
  static Remembered of(Rondo rondo, Recipe recipe, Path dev, List<Path> tests) throws IOException {
    Settings options = recipe.filled(rondo.plugins()).section("task");
    PairData data = PairData.of(options);
    TranslationMemory memory = new TranslationMemory(data.read(Path.of(recipe.required("data"))));
    TranslationScores scores =
        new TranslationScores(Tokenization.of(options.text("bleu")), options.flag("bleu-lower"));
    List<Double> tested = new ArrayList<>();
    for (Path file : tests) {
      tested.add(bleu(memory, data.read(file), scores));
    }
    return new Remembered(bleu(memory, data.read(dev), scores), List.copyOf(tested));
  }

  private static double bleu(
      TranslationMemory memory, List<SentencePair> pairs, TranslationScores scores) {
    List<String> answers = pairs.stream().map(pair -> memory.answer(pair.source())).toList();
    return scores.evaluation(answers, pairs.stream().map(SentencePair::target).toList()).value();
  }

  /** More members of a JSON object that has some. */
  String json() {
    String test = tests.isEmpty() ? "" : ",\"memory\":%.4f".formatted(tests.get(0));
    return ",\"memory_dev\":%.4f%s".formatted(dev, test);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "memory of the training data, cosine of words weighted by rarity: dev %.2f, test bleu %s",
        dev,
        Trial.tested(tests));
  }
}
