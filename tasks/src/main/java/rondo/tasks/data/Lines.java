package rondo.tasks.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import rondo.core.DataException;

/**
 * A text file line by line, plain or gzip, in UTF-8 and nothing else; knows where it is when
 * something is wrong. Lines end with {@code \n} or {@code \r\n}; other characters that some
 * programs take for line ends (U+2028, U+0085, form feeds) are text.
 */
public final class Lines implements AutoCloseable {
  private static final int SHOWN = 60;

  private record Line(long number, String text) {}

  private final RawLines raw;
  private final Deque<Line> ahead = new ArrayDeque<>();
  private Line line = new Line(0, "");
  private String remark = "";

  private Lines(RawLines raw) {
    this.raw = raw;
  }

  /** A file that is there and may be read. */
  public static Lines of(Path file) {
    return new Lines(new RawLines(file));
  }

  /** Moves to the next line, if there is one. */
  public boolean next() {
    if (ahead.isEmpty()) {
      look(1);
    }
    Optional<Line> found = Optional.ofNullable(ahead.poll());
    found.ifPresent(l -> line = l);
    return found.isPresent();
  }

  /** The file. */
  String name() {
    return raw.name();
  }

  /** The line this stands at, without its end. */
  public String text() {
    return line.text;
  }

  /** Its number, counted from 1. */
  public long number() {
    return line.number;
  }

  /** The lines that come next, so many at most, without moving there. */
  List<String> look(int most) {
    while (ahead.size() < most) {
      Optional<String> next = raw.next();
      if (next.isEmpty()) {
        break;
      }
      ahead.add(new Line(raw.number(), next.get()));
    }
    return new ArrayList<>(ahead).stream().limit(most).map(Line::text).toList();
  }

  /** Goes on to the next line of both, of which neither may end before the other. */
  boolean nextBeside(Lines other) {
    boolean more = next();
    if (more != other.next()) {
      Lines longer = more ? this : other;
      Lines shorter = more ? other : this;
      throw shorter.faultOfAll(uneven(shorter.number(), longer.name()));
    }
    return more;
  }

  /** What is wrong with a file of so many lines that ends before its parallel one. */
  public static String uneven(long lines, String longer) {
    return "it has %d lines and ends before %s; they must be parallel, line by line"
        .formatted(lines, longer);
  }

  /** Every fault from now on says what the file was taken for, as nobody has told. */
  void takenFor(String format) {
    remark = " (taken for %s; the option 'format' says otherwise)".formatted(format);
  }

  /** Something is wrong with this line. */
  public DataException fault(String what) {
    return fault(line.number, what);
  }

  /** Something is wrong with a line before. */
  DataException fault(long number, String what) {
    return new DataException(raw.name(), number, what + remark);
  }

  /** Something is wrong with the file as a whole. */
  DataException faultOfAll(String what) {
    return new DataException(raw.name(), what + remark);
  }

  /** It has been read to its end, and what was looked for is not in it. */
  DataException without(String what) {
    return raw.number() == 0
        ? new DataException(raw.name(), "the file is empty")
        : faultOfAll("there is no %s in it".formatted(what));
  }

  /** As much of a text as a message can show. */
  static String shown(String text) {
    return text.length() <= SHOWN
        ? text
        : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, SHOWN))) + "…";
  }

  @Override
  public void close() throws IOException {
    raw.close();
  }
}
