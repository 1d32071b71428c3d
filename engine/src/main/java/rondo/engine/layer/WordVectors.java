package rondo.engine.layer;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import rondo.core.DataException;
import rondo.core.Init;
import rondo.core.Matrix;
import rondo.core.Param;
import rondo.core.Weights;

/**
 * Vectors of words trained elsewhere: GloVe's text, word2vec's text and binary form, plain or
 * compressed by gzip; which of them a file is, it says itself, whatever its name.
 *
 * <pre>{@code
 * WordVectors vectors = WordVectors.read(Path.of("glove.6B.100d.txt.gz"), vocabulary);
 * Weights started = vectors.into(weights, "network/features/words/E", vocabulary);
 * }</pre>
 *
 * <p>They are what training starts from, so a model that is opened again has no need of the file.
 */
public final class WordVectors {
  private static final int MOST_COMPRESSION = 1032; // of deflate, by its format

  private final Map<String, Integer> rows;
  private final Matrix vectors; // a row for each word, maybe more rows than words

  WordVectors(Map<String, Integer> rows, Matrix vectors) {
    this.rows = rows;
    this.vectors = vectors;
  }

  /** All of them. */
  public static WordVectors read(Path file) throws IOException {
    return table(file, new VectorTable.Contents(Optional.empty(), Integer.MAX_VALUE, true))
        .vectors();
  }

  /** Those of some words, and of these in lower case; the rest of the file takes no memory. */
  public static WordVectors read(Path file, Collection<String> wanted) throws IOException {
    Set<String> either = new HashSet<>(wanted);
    wanted.forEach(word -> either.add(word.toLowerCase(Locale.ROOT)));
    return table(file, new VectorTable.Contents(Optional.of(either), Integer.MAX_VALUE, true))
        .vectors();
  }

  /**
   * What one wants to know of a file before its vectors.
   *
   * @param width how many numbers a vector has
   * @param words its first words, in its order
   */
  public record Heading(int width, List<String> words) {}

  /** Its width and its first words; the rest is not read, and no vector is kept. */
  public static Heading heading(Path file, int most) throws IOException {
    return table(file, new VectorTable.Contents(Optional.empty(), most, false)).heading();
  }

  private static VectorTable table(Path file, VectorTable.Contents contents) throws IOException {
    String name = file.toString();
    long size = Files.size(file);
    boolean gzip;
    try (InputStream in = Files.newInputStream(file)) {
      gzip = in.read() == 0x1f && in.read() == 0x8b;
    }
    try (InputStream in = Files.newInputStream(file);
        InputStream plain = gzip ? new GZIPInputStream(in, 1 << 16) : in) {
      long most = gzip ? size * MOST_COMPRESSION : size;
      return new VectorReader(name, plain, most, contents).read();
    } catch (EOFException | ZipException e) {
      throw new DataException(
          name, "the compressed data are cut off or damaged: " + e.getMessage());
    }
  }

  public int width() {
    return vectors.cols();
  }

  /** How many words there are. */
  public int size() {
    return rows.size();
  }

  /** How many of some words are known, as they stand or in lower case. */
  public int known(List<String> words) {
    return (int) words.stream().filter(word -> row(word) >= 0).count();
  }

  /** The vector of a word as it stands or, failing that, in lower case. */
  public Optional<float[]> of(String word) {
    int row = row(word);
    return row < 0 ? Optional.empty() : Optional.of(vectors.rows(row, 1).copy().data());
  }

  private int row(String word) {
    Integer row = rows.get(word);
    return row != null ? row : rows.getOrDefault(word.toLowerCase(Locale.ROOT), -1);
  }

  /**
   * Weights in which the embedding at a path starts from these vectors: a row for each word of a
   * vocabulary, in its order. Words that are not known start as they would have.
   */
  public Weights into(Weights weights, String path, List<String> words) {
    return new Started(weights, path, words);
  }

  /** Weights with one parameter that starts elsewhere. */
  private final class Started implements Weights {
    private final Weights outer;
    private final String target;
    private final List<String> words;

    Started(Weights outer, String target, List<String> words) {
      this.outer = outer;
      this.target = target;
      this.words = words;
    }

    @Override
    public String path() {
      return outer.path();
    }

    @Override
    public Weights in(String scope) {
      return new Started(outer.in(scope), target, words);
    }

    @Override
    public Param matrix(String name, int count, int cols, Init init) {
      String path = path().isEmpty() ? name : path() + "/" + name;
      if (!path.equals(target)) {
        return outer.matrix(name, count, cols, init);
      }
      if (cols != width() || count != words.size()) {
        throw new IllegalArgumentException(
            "the vectors are %d wide and the vocabulary has %d words, the embedding '%s' is %d x %d; set its width to %d"
                .formatted(width(), words.size(), path, count, cols, width()));
      }
      return outer.matrix(
          name,
          count,
          cols,
          (m, noise) -> {
            init.fill(m, noise);
            for (int i = 0; i < count; i++) {
              int row = row(words.get(i));
              if (row >= 0) {
                m.rows(i, 1).set(vectors.rows(row, 1));
              }
            }
          });
    }
  }
}
