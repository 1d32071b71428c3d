package org.example.consumer;

import java.util.ArrayList;
import java.util.List;
import rondo.core.Example;
import rondo.tasks.text.Entity;
import rondo.tasks.text.Span;
import rondo.tasks.text.Tokenizing;

/** Sentences about people and places, and where these stand in them. */
final class Corpus {
  private static final List<String> GIVEN =
      List.of("Ada", "Charles", "Emmy", "Grace", "Alan", "Maria", "Leonhard", "Sofia", "Kurt");
  private static final List<String> FAMILY =
      List.of("Babbage", "Noether", "Hopper", "Turing", "Agnesi", "Euler", "Kovalevskaya");
  private static final List<String> PLACES =
      List.of("London", "Erlangen", "New York", "Milan", "St. Petersburg", "Basel", "Stockholm");
  private static final List<String> SENTENCES =
      List.of(
          "PERSON lived in PLACE.",
          "In PLACE, PERSON wrote three letters.",
          "The train to PLACE was late, and PERSON walked.",
          "Nobody in PLACE had heard of PERSON before.",
          "\"I met PERSON,\" she said.",
          "They left for PLACE at once.",
          "It rained all day.");

  private Corpus() {}

  /** What to learn from. */
  static List<Example<List<String>, List<Span>>> train() {
    return sentences(0, 300);
  }

  /** What to choose the best model by: other combinations of the same words. */
  static List<Example<List<String>, List<Span>>> dev() {
    return sentences(300, 60);
  }

  private static List<Example<List<String>, List<Span>>> sentences(int from, int count) {
    List<Example<List<String>, List<Span>>> examples = new ArrayList<>();
    for (int i = from; i < from + count; i++) {
      String person = pick(GIVEN, i) + " " + pick(FAMILY, i / GIVEN.size());
      String place = pick(PLACES, i / SENTENCES.size());
      String text = pick(SENTENCES, i).replace("PERSON", person).replace("PLACE", place);
      List<Entity> entities = new ArrayList<>();
      add(entities, text, "PER", person);
      add(entities, text, "LOC", place);
      examples.add(Tokenizing.REGEX.example(text, entities));
    }
    return examples;
  }

  private static String pick(List<String> list, int i) {
    return list.get(i % list.size());
  }

  private static void add(List<Entity> entities, String text, String label, String words) {
    int from = text.indexOf(words);
    if (from >= 0) {
      entities.add(Entity.in(text, label, from, from + words.length()));
    }
  }
}
