package rondo.core;

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
}
