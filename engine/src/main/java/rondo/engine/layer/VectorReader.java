package rondo.engine.layer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import rondo.core.DataException;
import rondo.core.Matrix;

/**
 * Reads one file of word vectors as a stream. Nothing is believed before it was read: a declared
 * size is held against what the file can hold, and memory grows with the words that are kept.
 */
final class VectorReader {
  private static final int WIDEST = 1 << 16;
  private static final int LONGEST_WORD = 1 << 12; // bytes
  private static final int LONGEST_NUMBER = 64;
  private static final int LONGEST_LINE = 1 << 22;
  private static final int WINDOW = 1 << 14; // bytes that tell text from binary

  private final String file;
  private final VectorBytes in;
  private final long most; // bytes that the file can hold
  private final VectorTable.Contents contents;
  private long line;

  VectorReader(String file, InputStream in, long most, VectorTable.Contents contents) {
    this.file = file;
    this.in = new VectorBytes(in);
    this.most = most;
    this.contents = contents;
  }

  VectorTable read() throws IOException {
    skipMark();
    if (!nextLine(LONGEST_LINE)) {
      throw new DataException(file, "is empty; each line should hold a word and its vector");
    }
    String[] words =
        new String(in.line, 0, Math.min(in.length, 64), StandardCharsets.UTF_8).trim().split(" ");
    if (words.length == 2 && words[0].matches("[0-9]+") && words[1].matches("[0-9]+")) {
      return declared(words[0], words[1]);
    }
    int width = fields() - 1;
    if (width < 1 || width > WIDEST) {
      throw fault("has " + width + " numbers; each line should hold a word and its vector");
    }
    VectorTable table = new VectorTable(width, contents);
    text(table);
    return table;
  }

  private void skipMark() throws IOException {
    byte[] start = in.peek(3);
    if (start.length == 3
        && start[0] == (byte) 0xef
        && start[1] == (byte) 0xbb
        && start[2] == (byte) 0xbf) {
      for (int i = 0; i < 3; i++) {
        in.read();
      }
    }
  }

  /** The rest of a file that says how many vectors of how many numbers it holds. */
  private VectorTable declared(String count, String width) throws IOException {
    boolean absurd = count.length() > 15 || width.length() > 5;
    long n = absurd ? 0 : Long.parseLong(count);
    int d = absurd ? 0 : Integer.parseInt(width);
    if (n < 1 || d < 1 || d > WIDEST || n > most / (2L * d)) {
      throw fault(
          "declares %s vectors of %s numbers, which %d bytes at most cannot be"
              .formatted(count, width, most));
    }
    VectorTable table = new VectorTable(d, contents);
    long found;
    if (binary()) {
      found = binary(table, n);
    } else {
      found = nextLine(lineLimit(d)) ? text(table) : 0;
    }
    if (found != n && table.more()) {
      throw new DataException(file, "declares %d vectors, holds %d".formatted(n, found));
    }
    return table;
  }

  // text

  private boolean nextLine(int limit) throws IOException {
    boolean more = in.line(limit);
    line += more ? 1 : 0;
    if (in.length > limit) {
      throw fault("is longer than a word and its vector can be");
    }
    while (in.length > 0 && (space(in.length - 1) || in.line[in.length - 1] == '\r')) {
      in.length--;
    }
    return more;
  }

  private static int lineLimit(int width) {
    return LONGEST_WORD + LONGEST_NUMBER * width;
  }

  private boolean space(int at) {
    return in.line[at] == ' ' || in.line[at] == '\t';
  }

  private int fields() {
    int fields = 0;
    for (int i = 0; i < in.length; i++) {
      fields += !space(i) && (i == 0 || space(i - 1)) ? 1 : 0;
    }
    return fields;
  }

  /** From the line that was read on; how many vectors. */
  private long text(VectorTable table) throws IOException {
    int[] starts = new int[table.width + 1]; // of the numbers, and where the last one ends
    long found = 0;
    do {
      if (in.length == 0 && found > 0 && in.peek() < 0) {
        break; // an empty line at the end
      }
      int letters = cut(starts);
      String word = word(letters, table);
      if (table.wants(word)) {
        Matrix row = room(word, table, "");
        for (int k = 0; k < table.width && table.keepsVectors(); k++) {
          row.data()[row.offset() + k] = number(starts[k], starts[k + 1]);
        }
      }
      found++;
    } while (table.more() && nextLine(lineLimit(table.width)));
    return found;
  }

  /** Finds the numbers from the end, for a word may have spaces in it; returns where it ends. */
  private int cut(int[] starts) {
    int width = starts.length - 1;
    int at = in.length;
    starts[width] = at;
    for (int k = width - 1; k >= 0; k--) {
      while (at > 0 && space(at - 1)) {
        at--;
      }
      while (at > 0 && !space(at - 1)) {
        at--;
      }
      if (at == 0) {
        throw ragged(Math.max(0, fields() - 1), width);
      }
      starts[k] = at;
    }
    while (at > 0 && space(at - 1)) {
      at--;
    }
    int last = at;
    while (last > 0 && !space(last - 1)) {
      last--;
    }
    if (at == 0 || (last > 0 && isNumber(text(last, at)))) {
      throw ragged(fields() - 1, width);
    }
    return at;
  }

  private DataException ragged(int numbers, int width) {
    return fault("has %d numbers where vectors have %d".formatted(numbers, width));
  }

  private String text(int from, int to) {
    return new String(in.line, from, to - from, StandardCharsets.UTF_8).trim();
  }

  private static boolean isNumber(String s) {
    return s.matches("[-+]?[0-9]*\\.?[0-9]+([eE][-+]?[0-9]+)?");
  }

  private float number(int from, int to) {
    String s = text(from, to);
    boolean plain = !s.isEmpty();
    for (int i = 0; i < s.length(); i++) { // parseFloat takes more than numbers: 1f, NaN, 0x1p3
      plain &= "0123456789+-.eE".indexOf(s.charAt(i)) >= 0;
    }
    try {
      float value = plain ? Float.parseFloat(s) : Float.NaN;
      if (Float.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw fault("'%s' is not a number".formatted(s.length() > 40 ? s.substring(0, 40) + "…" : s));
  }

  private String word(int letters, VectorTable table) {
    try {
      return decode(ByteBuffer.wrap(in.line, 0, letters));
    } catch (CharacterCodingException e) {
      if (table.all()) {
        throw fault("holds a word that is not UTF-8");
      }
      return ""; // which nobody wants
    }
  }

  private static String decode(ByteBuffer bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
  }

  private DataException fault(String what) {
    return new DataException(file, line, what);
  }

  // binary

  /** Numbers as bytes are hardly ever UTF-8 without a control character. */
  private boolean binary() throws IOException {
    byte[] start = in.peek(WINDOW);
    for (byte b : start) {
      if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t') {
        return true;
      }
    }
    CharBuffer chars = CharBuffer.allocate(start.length);
    return StandardCharsets.UTF_8
        .newDecoder()
        .decode(ByteBuffer.wrap(start), chars, false)
        .isError();
  }

  private long binary(VectorTable table, long count) throws IOException {
    byte[] letters = new byte[LONGEST_WORD];
    byte[] numbers = new byte[Float.BYTES * table.width];
    for (long i = 0; i < count && table.more(); i++) {
      String here = "vector " + (i + 1) + " of " + count + ", at byte " + in.position() + ", ";
      String word = binaryWord(letters, here, table);
      if (in.read(numbers) < numbers.length) {
        throw new DataException(file, here + "is cut off");
      }
      if (table.wants(word)) {
        Matrix row = room(word, table, here);
        if (!table.keepsVectors()) {
          continue;
        }
        ByteBuffer.wrap(numbers)
            .order(ByteOrder.LITTLE_ENDIAN)
            .asFloatBuffer()
            .get(row.data(), row.offset(), table.width);
        for (int k = 0; k < table.width; k++) {
          if (!Float.isFinite(row.get(0, k))) {
            throw new DataException(
                file, here + "holds " + row.get(0, k) + ", which is not a number");
          }
        }
      }
    }
    if (!table.more()) {
      return count;
    }
    while (in.peek() == '\n') {
      in.read();
    }
    if (in.peek() >= 0) {
      throw new DataException(
          file, "declares %d vectors, goes on at byte %d".formatted(count, in.position()));
    }
    return count;
  }

  private String binaryWord(byte[] letters, String here, VectorTable table) throws IOException {
    int length = 0;
    int b = in.read();
    while (b == '\n') { // some writers end a vector with it
      b = in.read();
    }
    for (; b != ' '; b = in.read()) {
      if (b < 0) {
        throw new DataException(file, here + "is cut off");
      }
      if (length == letters.length) {
        throw new DataException(file, here + "has a word of more than " + length + " bytes");
      }
      letters[length++] = (byte) b;
    }
    try {
      return decode(ByteBuffer.wrap(letters, 0, length));
    } catch (CharacterCodingException e) {
      if (table.all()) {
        throw new DataException(file, here + "has a word that is not UTF-8");
      }
      return ""; // which nobody wants
    }
  }

  private Matrix room(String word, VectorTable table, String here) {
    if (table.knows(word)) {
      String twice = "has the word '" + word + "' a second time";
      throw here.isEmpty() ? fault(twice) : new DataException(file, here + twice);
    }
    if (table.full()) {
      throw new DataException(
          file, "holds more than memory allows; read it for the words of a vocabulary alone");
    }
    return table.add(word);
  }
}
