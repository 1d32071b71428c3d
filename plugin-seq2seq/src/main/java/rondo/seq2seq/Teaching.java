package rondo.seq2seq;

import rondo.core.Sequence;
import rondo.core.State;

/** A decoder led through the right answers, and the way back. */
interface Teaching {
  /** Its output vectors; zeros past the lengths. */
  Sequence hidden();

  /** Goes back once; may overwrite what it is given. */
  Gradients back(Sequence dhidden);

  /** What comes back: for the words it was told, its start, and what it looked at. */
  record Gradients(Sequence words, State start, Sequence memory) {}
}
