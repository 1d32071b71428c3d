package rondo.tasks.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads lists that were made elsewhere, such as vocabularies: an entry a line, its id the number of
 * the line counted from 0. One entry may be empty.
 */
public final class Entries {
  private static final int LONGEST = 1000; // characters of an entry

  private Entries() {}

  /** The entries of a file: at least one, and so many at most. */
  public static List<String> read(Path file, int most) {
    Map<String, Long> seen = new HashMap<>(); // and on which line
    List<String> entries = new ArrayList<>();
    try (Lines lines = Lines.of(file)) {
      while (lines.next()) {
        String entry = lines.text();
        requirePlain(lines, entry);
        Long before = seen.putIfAbsent(entry, lines.number());
        if (before != null) {
          throw lines.fault(
              "'%s' stands here and in line %d; an entry has one id".formatted(entry, before));
        }
        if (entries.size() == most) {
          throw lines.fault("the file has more entries than the %,d that are read".formatted(most));
        }
        entries.add(entry);
      }
      if (entries.isEmpty()) {
        throw lines.without("entry");
      }
      return entries;
    } catch (IOException e) {
      throw new UncheckedIOException("'" + file + "' cannot be read: " + e, e);
    }
  }

  private static void requirePlain(Lines lines, String entry) {
    if (entry.length() > LONGEST) {
      throw lines.fault("the entry has more than %d characters".formatted(LONGEST));
    }
    if (entry.indexOf('\t') >= 0) {
      throw lines.fault(
          "there is a tab in '%s'; a line is an entry, with no number or count beside it"
              .formatted(Lines.shown(entry)));
    }
  }
}
