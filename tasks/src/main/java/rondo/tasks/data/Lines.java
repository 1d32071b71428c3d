package rondo.tasks.data;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import rondo.core.DataException;

/**
 * A text file line by line, plain or gzip, in UTF-8 and nothing else; knows where it is when
 * something is wrong.
 */
public final class Lines implements AutoCloseable {
  private final String name;
  private final BufferedReader reader;
  private String line = "";
  private long number;

  private Lines(String name, BufferedReader reader) {
    this.name = name;
    this.reader = reader;
  }

  public static Lines of(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new DataException(file.toString(), "there is no such file");
    }
    if (Files.isDirectory(file)) {
      throw new DataException(file.toString(), "this is a folder; name a file in it");
    }
    InputStream bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    bytes.mark(2);
    boolean zipped = bytes.read() == 0x1f && bytes.read() == 0x8b;
    bytes.reset();
    InputStream plain = zipped ? new GZIPInputStream(bytes, 1 << 16) : bytes;
    return new Lines(
        file.toString(),
        new BufferedReader(
            new InputStreamReader(
                plain,
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)),
            1 << 16));
  }

  /** Moves to the next line, if there is one. */
  public boolean next() throws IOException {
    String read;
    try {
      read = reader.readLine();
    } catch (CharacterCodingException e) {
      throw new DataException(
          name, "not UTF-8 somewhere after line %d; convert the file to UTF-8".formatted(number));
    }
    if (read == null) {
      return false;
    }
    number++;
    boolean mark = number == 1 && read.startsWith("\uFEFF");
    line = mark ? read.substring(1) : read;
    return true;
  }

  /** The line this stands at, without its end. */
  public String text() {
    return line;
  }

  /** Something is wrong with this line. */
  public DataException fault(String what) {
    return new DataException(name, number, what);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
