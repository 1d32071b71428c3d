package rondo.core;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * How a task's values stand in text: data sets with answers, inputs line by line, answers as a
 * person reads them.
 */
public interface Texts<I, O> {
  /** A data set with answers; a fault is a {@link DataException} that names file and line. */
  List<Example<I, O>> read(Path file) throws IOException;

  /** One input from one line without answers. */
  I parse(String line);

  /** One answer as one line. */
  String print(I input, O answer);
}
