package rondo.tasks.data;

import java.util.List;

/** Where a reader puts what it finds: a text, its label and the line where they stand. */
interface LabelledTexts {
  /** A text that is yet to be cut. */
  void add(long line, String label, String text);

  /** One that stands there in tokens. */
  void add(long line, String label, List<String> tokens);
}
