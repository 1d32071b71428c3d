package rondo.tasks.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import rondo.core.Option;
import rondo.core.Options;
import rondo.core.Settings;

/**
 * Data sets of sentences with their translations: two files that are parallel, line by line, or one
 * with both in columns.
 */
public final class PairData {
  /** How the data are written; each is found out unless said. */
  public static final Options OPTIONS =
      Options.of(
          new Option(
              "format",
              "auto",
              "how the data are written: auto (seen from the name and what stands beside it), parallel"
                  + " (two files), tsv, jsonl"),
          new Option(
              "source",
              "auto",
              "of parallel files: how the name ends of the one to translate from, such as en"),
          new Option(
              "target",
              "auto",
              "of parallel files: how the name ends of the one to translate to, such as es; auto is"
                  + " that of the only other one"),
          new Option("source-column", "1", "of columns: that of the texts, by number"),
          new Option("target-column", "2", "of columns: that of their translations, by number"));

  private static final String AUTO = "auto";
  private static final int COLUMNS = 1000; // that a line may have

  private final Settings options;

  private PairData(Settings options) {
    this.options = options;
    options.choice("format", AUTO, "parallel", "tsv", "jsonl");
    column("source-column");
    column("target-column");
  }

  /** A reader with such options. */
  public static PairData of(Settings options) {
    return new PairData(options);
  }

  private int column(String option) {
    return options.number(option, 1, COLUMNS);
  }

  /** The pairs of a file, of the two that a path means, or of a folder; at least one. */
  public List<SentencePair> read(Path path) throws IOException {
    List<SentencePair> pairs = new ArrayList<>();
    switch (format(path)) {
      case "tsv" -> columns(path, pairs);
      case "jsonl" -> objects(path, pairs);
      default ->
          parallel(ParallelFiles.of(path, options.text("source"), options.text("target")), pairs);
    }
    return pairs;
  }

  private String format(Path path) {
    String said = options.text("format").toLowerCase(Locale.ROOT);
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    if (!said.equals(AUTO) || Files.isDirectory(path)) {
      return said;
    }
    return plain.endsWith(".tsv")
        ? "tsv"
        : plain.endsWith(".jsonl") || plain.endsWith(".ndjson") ? "jsonl" : AUTO;
  }

  /** An object a line, as {@code translate} and {@code predict} write them. */
  private static void objects(Path file, List<SentencePair> pairs) throws IOException {
    try (Lines lines = Lines.of(file)) {
      JsonLines json = new JsonLines(lines);
      while (json.next()) {
        String source = json.field(List.of("text", "source"));
        String target = json.field(List.of("translation", "target", "answer"));
        pairs.add(
            pair(
                lines,
                json.text(json.at(source), source),
                lines,
                json.text(json.at(target), target)));
      }
      if (pairs.isEmpty()) {
        throw lines.without("pair of sentences");
      }
    }
  }

  private void columns(Path file, List<SentencePair> pairs) throws IOException {
    int source = column("source-column");
    int target = column("target-column");
    try (Lines lines = Lines.of(file)) {
      while (lines.next()) {
        if (lines.text().isBlank()) {
          continue;
        }
        String[] cells = lines.text().split("\t", -1);
        if (cells.length < Math.max(source, target)) {
          throw lines.fault(
              "a text and its translation are needed in columns %d and %d with a tab between, there %s: '%s'"
                  .formatted(
                      source, target, Place.are(cells.length), Lines.shown(lines.text().strip())));
        }
        pairs.add(pair(lines, cells[source - 1], lines, cells[target - 1]));
      }
      if (pairs.isEmpty()) {
        throw lines.without("pair of sentences");
      }
    }
  }

  /**
   * Answers of any tool beside the right ones, which are the column before: the last two of each
   * line, with tabs between. An answer may be empty.
   */
  public static List<SentencePair> answers(Path file) throws IOException {
    List<SentencePair> pairs = new ArrayList<>();
    try (Lines lines = Lines.of(file)) {
      while (lines.next()) {
        String[] cells = lines.text().split("\t", -1);
        if (lines.text().isEmpty()) {
          continue;
        }
        if (cells.length < 2 || cells[cells.length - 2].isBlank()) {
          throw lines.fault(
              "a right translation, a tab and the one that was found are needed, there is '%s'"
                  .formatted(Lines.shown(lines.text().strip())));
        }
        pairs.add(
            new SentencePair(cells[cells.length - 2].strip(), cells[cells.length - 1].strip()));
      }
      if (pairs.isEmpty()) {
        throw lines.without("translation");
      }
    }
    return pairs;
  }

  private static void parallel(ParallelFiles files, List<SentencePair> pairs) throws IOException {
    try (Lines sources = Lines.of(files.source());
        Lines targets = Lines.of(files.target())) {
      while (sources.nextBeside(targets)) {
        if (!sources.text().isBlank() || !targets.text().isBlank()) {
          pairs.add(pair(sources, sources.text(), targets, targets.text()));
        }
      }
      if (pairs.isEmpty()) {
        throw sources.without("sentence");
      }
    }
  }

  private static SentencePair pair(Lines sources, String source, Lines targets, String target) {
    if (source.isBlank()) {
      throw sources.fault("the text is empty where its translation is not; remove both");
    }
    if (target.isBlank()) {
      throw targets.fault("the translation is empty where its text is not; remove both");
    }
    return new SentencePair(source.strip(), target.strip());
  }
}
