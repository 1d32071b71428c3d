package rondo.tasks.opennlp;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import opennlp.tools.doccat.DocumentCategorizer;
import rondo.tasks.Classification;

/**
 * OpenNLP's categorizer of documents over a model of ours. Scores are probabilities, in the order
 * of the model's labels.
 */
public final class RondoCategorizer implements DocumentCategorizer {
  private final Classification classification;
  private final List<String> labels;

  public RondoCategorizer(Classification classification) {
    this.classification = classification;
    labels = classification.labels();
  }

  /** A probability for each category. */
  @Override
  public double[] categorize(String[] text) {
    Map<String, Double> scores = classification.answer(List.of(text)).probabilities();
    return labels.stream().mapToDouble(label -> scores.getOrDefault(label, 0.0)).toArray();
  }

  /** The same; a model of ours reads the text and nothing beside it. */
  @Override
  public double[] categorize(String[] text, Map<String, Object> extraInformation) {
    return categorize(text);
  }

  /** The likeliest, of equally likely ones the first. */
  @Override
  public String getBestCategory(double[] scores) {
    checked(scores);
    int best = 0;
    for (int k = 1; k < scores.length; k++) {
      best = scores[k] > scores[best] ? k : best;
    }
    return labels.get(best);
  }

  private void checked(double[] scores) {
    if (scores.length != labels.size()) {
      throw new IllegalArgumentException(
          "%d scores are not of this model, which has %d categories"
              .formatted(scores.length, labels.size()));
    }
  }

  /** The place of a category among the scores; -1 if there is none such. */
  @Override
  public int getIndex(String category) {
    return labels.indexOf(category);
  }

  @Override
  public String getCategory(int index) {
    return labels.get(index);
  }

  @Override
  public int getNumberOfCategories() {
    return labels.size();
  }

  /** All scores as text, as OpenNLP has it: {@code neg[0.2500] pos[0.7500]}. */
  @Override
  public String getAllResults(double[] scores) {
    checked(scores);
    return IntStream.range(0, scores.length)
        .mapToObj(k -> String.format(Locale.ROOT, "%s[%.4f]", labels.get(k), scores[k]))
        .collect(Collectors.joining("  "));
  }

  /** Each category's score. */
  @Override
  public Map<String, Double> scoreMap(String[] text) {
    double[] scores = categorize(text);
    SortedMap<String, Double> all = new TreeMap<>();
    for (int k = 0; k < scores.length; k++) {
      all.put(labels.get(k), scores[k]);
    }
    return Collections.unmodifiableSortedMap(all);
  }

  /** Each score's categories, the lowest score first. */
  @Override
  public SortedMap<Double, Set<String>> sortedScoreMap(String[] text) {
    double[] scores = categorize(text);
    SortedMap<Double, Set<String>> all = new TreeMap<>();
    for (int k = 0; k < scores.length; k++) {
      all.computeIfAbsent(scores[k], score -> new TreeSet<>()).add(labels.get(k));
    }
    return all;
  }
}
