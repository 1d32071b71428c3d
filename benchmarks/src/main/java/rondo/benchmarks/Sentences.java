package rondo.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import rondo.core.Example;
import rondo.core.Settings;
import rondo.tasks.NerType;
import rondo.tasks.text.Span;

/** What an epoch goes over: the sentences of a file, or made ones of the same lengths. */
public record Sentences(String name, List<Example<List<String>, List<Span>>> examples) {
  private static final String FILE = "data/ner/ncbi-disease/train.tsv";
  private static final int MADE = 5424; // as many as the file has
  private static final int[] DECILES = {2, 11, 15, 18, 20, 23, 26, 30, 34, 41, 123}; // its lengths
  private static final int WORDS = 9284; // its distinct words

  /** The file in a folder of shared data; where it is missing, made ones. */
  static Sentences of(Path shared) throws IOException {
    Path file = shared.resolve(FILE);
    if (Files.isRegularFile(file)) {
      Settings options = new NerType().options().fill(Map.of());
      return new Sentences(file.toString(), new NerType().texts(options).read(file));
    }
    return new Sentences("made, '" + file + "' being missing", made(MADE));
  }

  /** So many of those that are made, always the same. */
  public static List<Example<List<String>, List<Span>>> made(int count) {
    Random random = new Random(1);
    List<Example<List<String>, List<Span>>> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      made.add(made(random));
    }
    return made;
  }

  /** A length between two deciles; words by Zipf's law, spelled with two to ten letters. */
  private static Example<List<String>, List<Span>> made(Random random) {
    int decile = random.nextInt(DECILES.length - 1);
    int length = random.nextInt(DECILES[decile], DECILES[decile + 1]);
    List<String> words = new ArrayList<>();
    for (int t = 0; t < length; t++) {
      words.add(word((int) Math.pow(WORDS, random.nextDouble())));
    }
    int from = random.nextInt(length);
    Span span = new Span("Disease", from, Math.min(length, from + 1 + random.nextInt(3)));
    return new Example<>(words, List.of(span));
  }

  private static String word(int rank) {
    Random spelling = new Random(rank);
    StringBuilder word = new StringBuilder();
    for (int i = 2 + spelling.nextInt(9); i > 0; i--) {
      word.append((char) ('a' + spelling.nextInt(26)));
    }
    return word.toString();
  }

  int tokens() {
    return examples.stream().mapToInt(e -> e.input().size()).sum();
  }
}
