package rondo.tasks;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What suits sentence pairs of a number, where a person says nothing else. */
final class SuitedPairs {
  private static final int ROWS = 256; // pairs to a step, at most
  private static final int PART = 128; // half of them
  private static final int MANY = 20_000; // words, enough to do without pieces seen once
  private static final long BUDGET = 8_000_000; // words that are worth reading in all
  private static final int LARGE = 300_000; // words that are worth a larger network

  private SuitedPairs() {}

  static Map<String, String> translating(List<String> translations) {
    long words = translations.stream().mapToLong(SuitedPairs::words).sum();
    Map<String, String> recipe = new TreeMap<>();
    recipe.put("network", "seq2seq");
    if (words > MANY) {
      recipe.put("task.min-count", "2");
    }
    int step = words < LARGE ? 600 : 1_200; // small steps learn more of a few sentences
    recipe.put("task.step-pieces", "" + step);
    recipe.put("train.rows", "" + ROWS);
    recipe.put("train.part", "" + PART);
    recipe.put("train.clip", "1");
    recipe.put("train.average-decay", Suited.decay(words / (double) step, 0.9));
    recipe.put("train.epochs", "" + Math.max(6, Math.min(40, BUDGET / Math.max(1, words))));
    recipe.put("task.merges", "" + Math.max(1_000, Math.min(32_000, words / 50)));
    recipe.put("network.hidden", words < LARGE ? "256" : "512");
    recipe.put("network.tie", "output");
    return recipe;
  }

  /** As spaces tell them apart, which is near enough to tell much from little. */
  private static long words(String text) {
    return text.chars().filter(c -> c == ' ').count() + 1;
  }
}
