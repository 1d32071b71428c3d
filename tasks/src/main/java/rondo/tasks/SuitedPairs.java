package rondo.tasks;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What suits sentence pairs of a number, where a person says nothing else. Found by trials on the
 * dev sets of public corpora; {@code docs/results.md} tells what it reaches.
 */
final class SuitedPairs {
  private static final int ROWS = 256; // pairs to a step, at most
  private static final int PART = 128; // half of them
  private static final long BUDGET = 4_000_000; // words that are worth reading in all
  private static final int LARGE = 300_000; // words that are worth a larger network
  private static final int PLENTY = 2_000_000; // words that are hardly learnt by heart

  /**
   * Steps that grow before a large network takes large ones: else attention may settle on the end
   * of all sources, from where no gradient leads away.
   */
  private static final int WARM_UP = 400;

  private SuitedPairs() {}

  static Map<String, String> translating(List<String> translations) {
    long words = translations.stream().mapToLong(SuitedPairs::words).sum();
    boolean large = words >= LARGE;
    boolean plenty = words >= PLENTY;
    Map<String, String> recipe = new TreeMap<>();
    recipe.put("network", "seq2seq");
    if (large) {
      recipe.put("task.min-count", "2");
      recipe.put("train.warmup", "" + WARM_UP);
    }
    int step = large ? 1_200 : 600; // small steps learn more of a few sentences
    recipe.put("task.step-pieces", "" + step);
    recipe.put("train.rows", "" + ROWS);
    recipe.put("train.part", "" + PART);
    recipe.put("train.clip", "1");
    recipe.put("train.rate", plenty ? "0.002" : large ? "0.003" : "0.004");
    recipe.put("train.schedule", "cosine");
    recipe.put("train.average-decay", Suited.decay(words / (double) step, 0.9));
    recipe.put("train.epochs", "" + Math.max(6, Math.min(40, BUDGET / Math.max(1, words))));
    recipe.put("task.merges", "" + Math.max(1_000, Math.min(32_000, words / 100)));
    recipe.put("network.attention", "additive"); // finds where to look sooner than others
    recipe.put("network.hidden", large ? "512" : "192");
    recipe.put("network.embedding", large ? "256" : "128");
    recipe.put("network.dropout", !large ? "0.1" : plenty ? "0.2" : "0.5");
    recipe.put("network.tie", "output");
    return recipe;
  }

  /** As spaces tell them apart, which is near enough to tell much from little. */
  private static long words(String text) {
    return text.chars().filter(c -> c == ' ').count() + 1;
  }
}
