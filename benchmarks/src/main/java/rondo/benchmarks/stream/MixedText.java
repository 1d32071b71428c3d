package rondo.benchmarks.stream;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import rondo.tasks.text.Tokenizing;

/**
 * Text as it comes: short lines, empty ones, lines of a megabyte without a full stop, emoji,
 * scripts that write no spaces; in blocks that are made once and repeated.
 *
 * @param bytes of a block
 * @param lines in it
 * @param tokens in it
 */
record MixedText(byte[] bytes, long lines, long tokens) {
  private static final int MEGABYTE = 1_000_000;
  private static final List<String> NAMES = List.of("Ada Lovelace", "Zoë", "Kurt Gödel", "Łódź");
  private static final List<String> ODD =
      List.of("😀", "👩‍👧", "🇩🇪", "über-all", "e\u0301te\u0301", "מזג", "東京都庁", "10.5%", "…");

  /** So many blocks of two megabytes, each different, always the same for a seed. */
  static List<MixedText> blocks(int count, long seed) {
    Random random = new Random(seed);
    List<MixedText> blocks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      blocks.add(block(random));
    }
    return blocks;
  }

  private static MixedText block(Random random) {
    StringBuilder text = new StringBuilder();
    StringBuilder line = new StringBuilder();
    while (text.length() < MEGABYTE) {
      words(line, 1 + random.nextInt(30), random);
      text.append(line).append(random.nextInt(20) == 0 ? ".\r\n\n" : " .\n");
      line.setLength(0);
    }
    while (line.length() < MEGABYTE) {
      words(line, 1000, random);
    }
    text.append(line).append('\n');
    String whole = text.toString();
    long lines = whole.chars().filter(c -> c == '\n').count();
    long tokens = Tokenizing.REGEX.words(whole).size();
    return new MixedText(whole.getBytes(StandardCharsets.UTF_8), lines, tokens);
  }

  private static void words(StringBuilder line, int count, Random random) {
    for (int i = 0; i < count; i++) {
      int kind = random.nextInt(20);
      if (kind == 0) {
        line.append(NAMES.get(random.nextInt(NAMES.size())));
      } else if (kind == 1) {
        line.append(ODD.get(random.nextInt(ODD.size())));
      } else {
        for (int letters = 1 + random.nextInt(9); letters > 0; letters--) {
          line.append((char) ('a' + random.nextInt(26)));
        }
      }
      line.append(' ');
    }
  }

  /** One line of so many bytes without a full stop. */
  static byte[] line(int bytes) {
    byte[] line = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      line[i] = (byte) (i % 6 == 5 ? ' ' : 'a' + i % 26);
    }
    line[bytes - 1] = '\n';
    return line;
  }
}
