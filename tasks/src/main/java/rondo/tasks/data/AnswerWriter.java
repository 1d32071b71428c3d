package rondo.tasks.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import rondo.core.Told;

/** Writes answers line after line, in one of the formats that are {@link Written}. */
public interface AnswerWriter {
  /** What is told of a line, or of its next sentence. */
  void add(Told told);

  /**
   * The line is over; nothing was told of a blank one.
   *
   * @param fields what the line was as an object, its text among them; JSON passes them on
   */
  void end(ObjectNode fields);
}
