package rondo.core;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/**
 * How a task's values stand in text: data sets with answers, raw text line by line, answers as
 * anybody can show them.
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

  /**
   * What a line of raw text without answers asks, in order; each made when its turn comes, so that
   * a long line takes no more memory. The answers to a line stand side by side.
   */
  Iterator<Asked<I>> ask(String line);

  /** What {@link #tell} makes of answers. */
  default Told.Shape shape() {
    return Told.Shape.TEXT;
  }

  /**
   * An answer, right or found, for whoever shows it and knows no task. Where the input is {@link
   * Asked} by a line, {@link Told#in} puts it there.
   */
  default Told tell(I input, O answer) {
    return Told.text(input.toString(), answer.toString());
  }

  /**
   * A data set with answers, each told in the text that it has in the file; of the same examples as
   * {@link #read}.
   */
  default List<Told> tellAll(Path file) throws IOException {
    return read(file).stream().map(e -> tell(e.input(), e.gold())).toList();
  }
}
