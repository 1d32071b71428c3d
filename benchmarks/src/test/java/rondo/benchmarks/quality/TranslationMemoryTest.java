package rondo.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import rondo.tasks.data.SentencePair;

class TranslationMemoryTest {
  private static final TranslationMemory MEMORY =
      new TranslationMemory(
          List.of(
              new SentencePair("The cat sleeps.", "El gato duerme."),
              new SentencePair("The dog eats.", "El perro come."),
              new SentencePair("The dog eats.", "El perro está comiendo."),
              new SentencePair("The old man eats bread.", "El viejo come pan.")));

  @Test
  void whatIsKnownIsAnsweredAsItWasFirst() {
    assertThat(MEMORY.answer("The cat sleeps.")).isEqualTo("El gato duerme.");
    assertThat(MEMORY.answer("the DOG eats .")).isEqualTo("El perro come.");
  }

  @Test
  void rareWordsSayMoreThanFrequentOnes() {
    assertThat(MEMORY.answer("The bread.")).isEqualTo("El viejo come pan.");
  }

  @Test
  void nothingIsLikeWordsThatNobodyHas() {
    assertThat(MEMORY.answer("Popocatépetl")).isEmpty();
    assertThat(MEMORY.answer("")).isEmpty();
  }

  /** The index finds what comparing with every sentence finds. */
  @Test
  void noSentenceIsMoreAlike() {
    Random random = new Random(7);
    List<SentencePair> pairs = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      pairs.add(new SentencePair(sentence(random), "" + i));
    }
    TranslationMemory memory = new TranslationMemory(pairs);
    for (int i = 0; i < 200; i++) {
      String asked = sentence(random);
      String answer = memory.answer(asked);
      double most =
          pairs.stream().mapToDouble(p -> cosine(asked, p.source(), pairs)).max().orElseThrow();
      double found =
          answer.isEmpty() ? 0 : cosine(asked, pairs.get(Integer.parseInt(answer)).source(), pairs);
      assertThat(found).isCloseTo(most, within(1e-12)); // sums of doubles in two orders
    }
  }

  private static String sentence(Random random) {
    StringBuilder words = new StringBuilder();
    for (int i = random.nextInt(6); i >= 0; i--) {
      words.append((char) ('a' + (int) (26 * Math.pow(random.nextDouble(), 2)))).append(' ');
    }
    return words.toString().strip();
  }

  private static double cosine(String a, String b, List<SentencePair> known) {
    double product = 0;
    double first = 0;
    double second = 0;
    TreeSet<String> words = new TreeSet<>(List.of((a + " " + b).split(" ")));
    for (String word : words) {
      long with = known.stream().filter(p -> count(p.source(), word) > 0).count();
      double rarity = with == 0 ? 0 : Math.log(1 + (double) known.size() / with);
      product += count(a, word) * count(b, word) * rarity * rarity;
      first += Math.pow(count(a, word) * rarity, 2);
      second += Math.pow(count(b, word) * rarity, 2);
    }
    return product == 0 ? 0 : product / Math.sqrt(first) / Math.sqrt(second);
  }

  private static int count(String sentence, String word) {
    TreeMap<String, Integer> counts = new TreeMap<>();
    for (String each : sentence.split(" ")) {
      counts.merge(each, 1, Integer::sum);
    }
    return counts.getOrDefault(word, 0);
  }
}
