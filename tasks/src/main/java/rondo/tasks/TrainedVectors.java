package rondo.tasks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rondo.core.DataException;
import rondo.core.Option;
import rondo.core.Options;
import rondo.core.Settings;
import rondo.core.TaskSpec;
import rondo.core.Weights;
import rondo.engine.layer.WordVectors;
import rondo.engine.model.Vocabulary;

/**
 * A file of word vectors, trained elsewhere, that a recipe may name: its words become a list of
 * their own, and what the model reads of them starts from the file. A trained model has no need of
 * it.
 */
final class TrainedVectors {
  /** A column, a list and an option. */
  static final String NAME = "vectors";

  static final Options OPTIONS =
      Options.of(
          new Option(
              NAME,
              "",
              "a file of word vectors (GloVe's or word2vec's) that are read beside the model's own"),
          new Option("vectors-words", "100000", "how many words of that file, from its start"));

  private static final int MOST = 10_000_000; // words of a file

  private TrainedVectors() {}

  private interface Reading<T> {
    T of(Path file) throws IOException;
  }

  /** Whether a recipe names a file. */
  static boolean named(Settings options) {
    return !options.text(NAME).isEmpty();
  }

  /** The words of the file as the entries of a vocabulary. */
  static List<String> entries(Settings options) {
    int most = options.number("vectors-words", 1, MOST);
    List<String> entries = new ArrayList<>(List.of(Vocabulary.UNKNOWN));
    for (String word : read(options, file -> WordVectors.heading(file, most)).words()) {
      if (!word.equals(Vocabulary.UNKNOWN)) {
        entries.add(word);
      }
    }
    return entries;
  }

  /** How wide the vectors of the file are, if one is named. */
  static Optional<Integer> width(Settings options) {
    return named(options)
        ? Optional.of(read(options, file -> WordVectors.heading(file, 1)).width())
        : Optional.empty();
  }

  /** Weights in which the vectors of the file, if one was named, are what they are there. */
  static Weights start(TaskSpec spec, Weights fresh) {
    if (!spec.lists().containsKey(NAME)) {
      return fresh;
    }
    List<String> words = spec.list(NAME);
    WordVectors read = read(spec.options(), file -> WordVectors.read(file, words));
    return read.into(fresh, "network/features/" + NAME + "/E", words);
  }

  private static <T> T read(Settings options, Reading<T> reading) {
    Path file = Path.of(options.text(NAME));
    if (!Files.isRegularFile(file)) {
      throw new DataException(
          file.toString(), "there is no such file; the option '" + NAME + "' names it");
    }
    try {
      return reading.of(file);
    } catch (IOException e) {
      throw new UncheckedIOException("word vectors '" + file + "' cannot be read: " + e, e);
    }
  }
}
