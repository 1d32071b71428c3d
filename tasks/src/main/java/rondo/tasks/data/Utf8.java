package rondo.tasks.data;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import rondo.core.DataException;

/** Makes text of a line's bytes, which must be UTF-8; guesses what they are where they are not. */
final class Utf8 {
  private static final char MARK = '\uFEFF';

  private Utf8() {}

  /** The text of a line; the first line of a file may begin with a byte order mark. */
  static String text(String file, long number, byte[] line, int length) {
    if (number == 1 && length >= 2 && utf16Mark(line[0] & 0xff, line[1] & 0xff)) {
      throw new DataException(file, number, "this is UTF-16; " + convert("UTF-16"));
    }
    for (int i = 0; i < length; i++) {
      if (line[i] == 0) {
        throw new DataException(file, number, nul(line, length, i));
      }
      if (line[i] == '\r') {
        throw new DataException(
            file,
            number,
            "a carriage return stands in the midst of this line; lines end with \\n or \\r\\n"
                + " (tr '\\r' '\\n' converts the files of old Macs)");
      }
    }
    String text = new String(line, 0, length, StandardCharsets.UTF_8);
    if (text.indexOf('\uFFFD') >= 0) { // what stands for the malformed, or was written itself
      check(file, number, line, length);
    }
    return number == 1 && !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
  }

  private static boolean utf16Mark(int first, int second) {
    return (first == 0xff && second == 0xfe) || (first == 0xfe && second == 0xff);
  }

  private static String nul(byte[] line, int length, int place) {
    int count = 0;
    for (int i = 0; i < length; i++) {
      count += line[i] == 0 ? 1 : 0;
    }
    return 3 * count > length // every second byte of Latin letters
        ? "this looks like UTF-16; " + convert("UTF-16")
        : "byte %d of this line is NUL, which no text holds; remove it".formatted(place + 1);
  }

  private static void check(String file, long number, byte[] line, int length) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(line, 0, length);
    CoderResult result = decoder.decode(in, CharBuffer.allocate(length + 1), true);
    if (result.isError()) {
      int bad = line[in.position()] & 0xff;
      // ISO-8859-1 has controls there, windows-1252 quotes, dashes and the euro sign
      String guess = bad < 0xa0 ? "windows-1252" : "ISO-8859-1";
      String letter = new String(new byte[] {(byte) bad}, Charset.forName(guess));
      throw new DataException(
          file,
          number,
          "not UTF-8: byte %d of this line is 0x%02X, '%s' if the file is in %s; %s"
              .formatted(in.position() + 1, bad, letter, guess, convert(guess)));
    }
  }

  private static String convert(String charset) {
    return "convert it: iconv -f %s -t UTF-8".formatted(charset);
  }
}
