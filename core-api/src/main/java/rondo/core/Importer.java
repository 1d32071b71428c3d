package rondo.core;

import java.util.List;

/**
 * Reads models out of files of another format: the mirror of {@link Exporter}. What it hands out is
 * a model at rest; plugins make a model of it as they do of any.
 */
public interface Importer extends Named {
  /** How much of a file {@link #knows} is shown. */
  int BEGINNING = 4096;

  /** The options it takes: what files of its format do not say themselves. */
  default Options options() {
    return Options.NONE;
  }

  /**
   * Whether a file is of its format, by how it begins: its first {@link #BEGINNING} bytes, or all
   * where there are fewer. Names of files say nothing.
   */
  boolean knows(byte[] beginning);

  /**
   * Reads a model. Nothing in a file is believed; what does not fit is a {@link
   * ModelFormatException} that names the origin.
   */
  StoredModel read(Origin origin, Settings options);

  /**
   * What becomes of each part of a file that was made elsewhere, also of one that {@link #read}
   * refuses; nothing for files that are told whole by what wrote them.
   */
  default List<Note> report(Origin origin, Settings options) {
    return List.of();
  }

  /**
   * What became of a part.
   *
   * @param part how the file names it
   * @param operator what it computes there
   * @param text what it became, or why it stands in the way and what to do, for a person to read
   */
  record Note(String part, String operator, Fate fate, String text) {}

  /** What can become of a part. */
  enum Fate {
    /** A recurrent node that is a cell now, and trains. */
    CELL,
    /** A layer of ours, such as an embedding, a linear one, a pooling or a softmax. */
    LAYER,
    /** It only moves axes about, and costs nothing. */
    REARRANGED,
    /** It is constant, and was computed when the file was read. */
    FOLDED,
    /** A plain operator that is computed as the file says. */
    INTERPRETED,
    /** It leads to nothing that was asked for. */
    UNUSED,
    /** It cannot be run natively. */
    IN_THE_WAY
  }
}
