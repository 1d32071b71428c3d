package org.example.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.core.Model;

class LettersTest {
  private static final Path EXAMPLES = Path.of("..");
  private static final String LOST = "Did anyone find a small black bag?";
  private static final String THANKS = "Thank you for the friendly help.";

  @TempDir static Path folder;
  private static Model<?, ?> subjects;
  private static Model<?, ?> kinds;

  @BeforeAll
  static void learn() {
    Path letters = EXAMPLES.resolve("classify");
    subjects = Letters.learn("classify", letters.resolve("train.tsv"), letters.resolve("dev.tsv"));
    Path words = EXAMPLES.resolve("tag");
    kinds = Letters.learn("tag", words.resolve("train.conll"), words.resolve("dev.conll"));
  }

  @Test
  void lettersAreSortedByTheirSubjects() {
    try (Letters letters = new Letters(subjects, kinds)) {
      assertTrue(letters.subject(LOST).startsWith("lost"));
      assertTrue(letters.subject(THANKS).startsWith("thanks"));
    }
  }

  @Test
  void aFileOfLettersIsCountedLineByLine() throws IOException {
    Path file = Files.write(folder.resolve("letters.txt"), List.of(LOST, THANKS, LOST));
    try (Letters letters = new Letters(subjects, kinds)) {
      assertEquals(Map.of("lost", 2L, "thanks", 1L), letters.count(file));
    }
  }

  @Test
  void wordsAreCutOutWhereTheyStand() {
    String letter = "They watch the old boats.  The watch is broken!";
    try (Letters letters = new Letters(subjects, kinds)) {
      assertEquals(List.of(".", "!"), letters.words("PUNCT", letter));
      assertEquals(List.of("the", "The"), letters.words("DET", letter));
      assertTrue(letter.contains(letters.doubtful(letter)));
      assertEquals("", letters.doubtful(" "));
    }
  }
}
