package rondo.core;

import java.nio.file.Path;
import java.util.List;

/**
 * Writes a trained model as files of another format, proved equal to it before they get their
 * names.
 */
public interface Exporter extends Named {
  /** The options it takes. */
  Options options();

  /**
   * Writes the model to a file, or to several beside it where the form needs more; returns what was
   * written.
   */
  List<Path> export(Model<?, ?> model, Path file, Settings options);
}
