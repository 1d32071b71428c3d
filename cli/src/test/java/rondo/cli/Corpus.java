package rondo.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** A small world of people and places, told in the columns that NER corpora have. */
final class Corpus {
  private static final List<String> PEOPLE =
      List.of("Ada Lovelace", "Alan Turing", "Grace Hopper", "Zoë", "Kurt Gödel", "Emmy Noether");
  private static final List<String> PLACES =
      List.of("London", "New York", "Göttingen", "Vienna", "Paris", "Cambridge");
  private static final List<String> STORIES =
      List.of("P lived in L .", "P met P in L .", "In L , P wrote .", "Nobody wrote .", "P went .");

  private Corpus() {}

  /** So many sentences, always the same for a seed. */
  static Path write(Path file, int sentences, long seed) throws IOException {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < sentences; i++) {
      for (String word : STORIES.get(random.nextInt(STORIES.size())).split(" ")) {
        switch (word) {
          case "P" -> name(text, PEOPLE.get(random.nextInt(PEOPLE.size())), "PER");
          case "L" -> name(text, PLACES.get(random.nextInt(PLACES.size())), "LOC");
          default -> text.append(word).append(" O\n");
        }
      }
      text.append('\n');
    }
    return Files.writeString(file, text);
  }

  private static void name(StringBuilder text, String name, String label) {
    String mark = "B-";
    for (String token : name.split(" ")) {
      text.append(token).append(' ').append(mark).append(label).append('\n');
      mark = "I-";
    }
  }

  /** The sentences of a corpus as text, one a line. */
  static String lines(Path corpus) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String sentence : Files.readString(corpus).split("\n\n")) {
      text.append(sentence.replaceAll(" \\S+(\\n|$)", " ").strip()).append('\n');
    }
    return text.toString();
  }
}
