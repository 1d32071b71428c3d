package rondo.tasks;

import java.util.HashMap;
import java.util.Map;
import rondo.core.Settings;

/** What suits data of a size: the recipes of these tasks, where a person says nothing else. */
final class Suited {
  private Suited() {}

  /** Where each word gets a label; so many words there are to learn from. */
  static Map<String, String> tagging(long words, Settings options) {
    Map<String, String> suited = new HashMap<>(features(options));
    suited.put("network.hidden", "200");
    return suited;
  }

  /** Where each of so many texts, with so many words in all, gets a label. */
  static Map<String, String> classifying(int texts, long words, Settings options) {
    Map<String, String> suited = new HashMap<>(features(options));
    suited.put("network.hidden", "200");
    suited.put("network.pooling", "mean-max");
    return suited;
  }

  private static Map<String, String> features(Settings options) {
    Map<String, String> suited = new HashMap<>();
    suited.put("network.characters.encoder", "convolution");
    suited.put("network.embedding.shape", "8");
    Words.vectorWidth(options).ifPresent(w -> suited.put("network.embedding.vectors", "" + w));
    return suited;
  }
}
