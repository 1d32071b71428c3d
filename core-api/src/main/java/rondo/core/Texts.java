package rondo.core;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * How a task's values stand in text: data sets with answers, raw text line by line, answers as a
 * person reads them.
 */
public interface Texts<I, O> {
  /** A data set with answers; a fault is a {@link DataException} that names file and line. */
  List<Example<I, O>> read(Path file) throws IOException;

  /**
   * A data set to learn from, which may hold more than what is measured: the phrases of sentences
   * beside them, say.
   */
  default List<Example<I, O>> readToLearn(Path file) throws IOException {
    return read(file);
  }

  /** What a line of raw text without answers asks. */
  Asked<I, O> ask(String line);
}
