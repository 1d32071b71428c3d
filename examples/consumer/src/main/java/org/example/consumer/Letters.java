package org.example.consumer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rondo.core.Model;
import rondo.engine.Recipe;
import rondo.engine.Rondo;
import rondo.tasks.Classification;
import rondo.tasks.Tagging;

/** Sorts letters by what they are about, and tells the kinds of their words. */
public final class Letters implements AutoCloseable {
  private final Classification subjects;
  private final Tagging kinds;

  /** Opens models that were trained on letters with their subjects, and on words with kinds. */
  Letters(Model<?, ?> subjects, Model<?, ?> kinds) {
    Rondo rondo = Rondo.load();
    this.subjects = rondo.open(subjects, Classification.class);
    this.kinds = rondo.open(kinds, Tagging.class);
  }

  /** Learns from a file; what the recipe does not say is chosen to suit the file. */
  static Model<?, ?> learn(String task, Path data, Path dev) {
    Recipe recipe = Recipe.of(task).data(data).dev(dev).set("hidden", 48).set("train.rate", 0.01);
    return Rondo.load().train(recipe).await().model();
  }

  /** What a letter is about, if the model is sure enough, and otherwise all that it may be about. */
  String subject(String letter) {
    Classification.Classified found = subjects.classify(letter);
    if (found.probability() > 0.9) {
      return found.label();
    }
    Map<String, Double> all = found.probabilities();
    return all.entrySet().stream()
        .map(each -> "%s %.0f%%".formatted(each.getKey(), 100 * each.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** How many letters of a file, one a line and however many, are about what. */
  SortedMap<String, Long> count(Path file) {
    try (Stream<String> letters = Files.lines(file)) {
      return subjects
          .classify(letters)
          .collect(
              Collectors.groupingBy(
                  Classification.Classified::label, TreeMap::new, Collectors.counting()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The words of a kind in a letter, as they stand in it. */
  List<String> words(String kind, String letter) {
    return kinds.tag(letter).stream()
        .filter(tagged -> tagged.label().equals(kind))
        .map(tagged -> letter.substring(tagged.token().from(), tagged.token().to()))
        .toList();
  }

  /** The word of a letter whose kind is the least certain. */
  String doubtful(String letter) {
    return kinds.tag(letter).stream()
        .min((a, b) -> Double.compare(a.confidence(), b.confidence()))
        .map(least -> least.token().text())
        .orElse("");
  }

  @Override
  public void close() {
    subjects.close();
    kinds.close();
  }
}
