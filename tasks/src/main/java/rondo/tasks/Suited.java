package rondo.tasks;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import rondo.core.Settings;

/**
 * What suits data of a size: the recipes of these tasks, where a person says nothing else. Found by
 * trials on the dev sets of public corpora of several languages and kinds of text; {@code
 * docs/results.md} tells what they reach.
 */
final class Suited {
  private static final int ROWS = 16; // examples a step
  private static final int MANY = 20_000; // words, enough to do without those seen once
  private static final int ENOUGH = 100_000; // words, of which each may often be left out
  private static final int EASY = 2; // kinds of labels that half as large a network tells apart
  private static final int SHORT = 15; // words of a text in which each letter may matter
  private static final int FEW = 20_000; // texts whose words are not all there are

  private final Map<String, String> recipe = new TreeMap<>();

  private Suited(long examples, long words, Settings options) {
    if (words > MANY) { // then those seen once say best what a stranger is
      say("task.min-count", 2);
      say("task.unknown-rate", 0.25);
    }
    say("train.rows", ROWS);
    say("train.average-decay", decay(examples / (double) ROWS, 0.99));
    say("network.dropout", 0.5);
    say("network.embedding.shape", 8);
    say("network.characters.encoder", "convolution");
    TrainedVectors.width(options).ifPresent(w -> say("network.embedding.vectors", w));
  }

  private void say(String key, Object value) {
    recipe.put(key, value.toString());
  }

  /** Keeps rare words near where they began, where the letters of a new one tell as much. */
  private void trustLetters() {
    say("train.idle", "wait");
  }

  /** Averages over about half an epoch of so many steps; never below the least. */
  static String decay(double steps, double least) {
    double half = 1 - 2 / Math.max(1, steps);
    return String.format(Locale.ROOT, "%.5f", Math.max(least, Math.min(0.9998, half)));
  }

  /** As many as it takes to read so many words in all, within bounds. */
  private static long epochs(long budget, long words, int least, int most) {
    return Math.max(least, Math.min(most, budget / Math.max(1, words)));
  }

  /** Where each of so many words, in so many sentences, gets one of so many kinds of labels. */
  static Map<String, String> tagging(long sentences, long words, long kinds, Settings options) {
    Suited suited = new Suited(sentences, words, options);
    suited.say("network.hidden", kinds <= EASY ? 100 : 200);
    if (words >= ENOUGH) { // then what stands around a word, and how it is spelled, count more
      suited.say("network.word-dropout", 0.2);
    }
    suited.trustLetters();
    suited.say("network.characters.embedding", 30);
    suited.say("network.characters.filters", 100);
    suited.say("train.epochs", epochs(7_000_000, words, 6, 40));
    return suited.recipe;
  }

  /** Where each of so many texts, with so many words in all, gets a label. */
  static Map<String, String> classifying(long texts, long words, Settings options) {
    Suited suited = new Suited(texts, words, options);
    boolean letters = texts < FEW && words < SHORT * texts;
    suited.say("network.hidden", 200);
    suited.say("task.characters", letters);
    suited.say("task.shape", letters);
    if (letters) {
      suited.trustLetters();
    }
    suited.say("network.pooling", "mean-max");
    suited.say("train.epochs", epochs(1_500_000, words, 4, 20));
    return suited.recipe;
  }
}
