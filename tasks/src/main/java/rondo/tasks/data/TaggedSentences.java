package rondo.tasks.data;

import java.util.List;

/** Where a reader puts what it finds: a sentence's tokens and a label for each of them. */
interface TaggedSentences {
  void add(List<String> tokens, List<String> labels);
}
