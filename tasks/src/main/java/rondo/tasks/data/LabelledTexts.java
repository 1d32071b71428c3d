package rondo.tasks.data;

import java.util.List;

/** Where a reader puts what it finds: a text's tokens, its label and the line where they stand. */
interface LabelledTexts {
  void add(long line, String label, List<String> tokens);
}
