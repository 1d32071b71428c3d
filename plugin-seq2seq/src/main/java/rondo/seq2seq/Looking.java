package rondo.seq2seq;

import rondo.core.Matrix;
import rondo.core.Sequence;

/**
 * Training's looks at the memory of a batch, and their way back. Outputs stand in the rows of one
 * matrix; a look takes some of them, those of one example together.
 */
interface Looking {
  /** What was seen, a row for each output; NONE where nothing can be seen. */
  Matrix contexts();

  /** Looks for the outputs in the rows from {@code first[b]} to below {@code first[b + 1]}. */
  void look(int[] first);

  /** Begins the way back; dh is what is added to, a row for each output. */
  void turn(Matrix dh);

  /** Takes back the last look not yet taken back; dcontexts has a row for each output. */
  void back(Matrix dcontexts);

  /** Adds the parameters' gradients; returns that of the memory, NONE where nothing was seen. */
  Sequence finish();
}
