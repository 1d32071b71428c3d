package rondo.tasks.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import rondo.core.DataException;

/**
 * Two files whose names differ in their ends, which tell the languages: {@code train.en} and {@code
 * train.es}, either of them maybe with {@code .gz} behind.
 */
record ParallelFiles(Path source, Path target) {
  private static final String AUTO = "auto";
  private static final String GZIP = ".gz";

  /**
   * The files that a path means.
   *
   * @param path the file to translate from, or a folder with both
   * @param from how the name of that file ends, or auto
   * @param to how the name of the other one ends, or auto
   */
  static ParallelFiles of(Path path, String from, String to) throws IOException {
    if (Files.isDirectory(path)) {
      if (from.equals(AUTO)) {
        throw new DataException(
            path.toString(),
            "which file of this folder is to be translated? Say how its name ends (task.source = en), or name the file");
      }
      return beside(one(path, files(path), from), to);
    }
    if (!from.equals(AUTO) && !language(path).equals(from)) {
      throw new DataException(
          path.toString(),
          "its name does not end in '.%s', as option 'source' says; name the file to translate from"
              .formatted(from));
    }
    return beside(path, to);
  }

  private static ParallelFiles beside(Path source, String to) throws IOException {
    Path folder = source.toAbsolutePath().resolveSibling("");
    List<Path> others =
        files(folder).stream()
            .filter(f -> stem(f).equals(stem(source)) && !language(f).equals(language(source)))
            .toList();
    if (!to.equals(AUTO)) {
      return new ParallelFiles(
          source, source.resolveSibling(one(source, others, to).getFileName()));
    }
    if (others.size() != 1) {
      throw new DataException(
          source.toString(),
          others.isEmpty()
              ? "no file with its translations stands beside it, such as %s; columns with tabs between need the name .tsv or format = tsv"
                  .formatted(stem(source) + "xx")
              : "which file has its translations: %s? Say how its name ends (task.target = %s)"
                  .formatted(names(others), language(others.get(0))));
    }
    return new ParallelFiles(source, source.resolveSibling(others.get(0).getFileName()));
  }

  /** The one whose name ends so. */
  private static Path one(Path where, List<Path> files, String language) {
    List<Path> found = files.stream().filter(f -> language(f).equals(language)).toList();
    if (found.size() != 1) {
      throw new DataException(
          where.toString(),
          found.isEmpty()
              ? "no file that belongs to it ends in '.%s'; there %s"
                  .formatted(language, files.isEmpty() ? "is none" : "are " + names(files))
              : "several files end in '.%s': %s; name the one to read"
                  .formatted(language, names(found)));
    }
    return found.get(0);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static String names(List<Path> files) {
    return Lines.shown(String.join(", ", files.stream().map(f -> "" + f.getFileName()).toList()));
  }

  private static String name(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(GZIP) ? name.substring(0, name.length() - GZIP.length()) : name;
  }

  /** What stands behind the last point. */
  private static String language(Path file) {
    String name = name(file);
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** What stands before it, and the point. */
  private static String stem(Path file) {
    String name = name(file);
    return name.substring(0, name.lastIndexOf('.') + 1);
  }
}
