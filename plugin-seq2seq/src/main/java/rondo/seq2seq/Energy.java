package rondo.seq2seq;

import rondo.core.Matrix;
import rondo.core.Pass;
import rondo.core.graph.Graph;
import rondo.core.graph.Value;

/**
 * How well what the decoder says (a query, made of its output h) fits what the encoder said (a key,
 * made of a vector of the memory). Softmax over the keys makes weights of it.
 *
 * <p>Keys are made once for a source, however many hypotheses ask.
 */
sealed interface Energy permits Products, Additive {
  /** How wide keys and queries are. */
  int width();

  /** Whether keys are vectors of their own, and not the memory's. */
  boolean ownKeys();

  /** Whether queries are vectors of their own, and not the decoder's outputs. */
  boolean ownQueries();

  /** Of each row of the memory a key; zeros of zeros. Called only for keys of their own. */
  Matrix keys(Matrix values, Pass pass);

  /** The way back of {@link #keys}; adds to dvalues. */
  void keysBack(Matrix values, Matrix dkeys, Matrix dvalues, Pass pass);

  /** Of each row of h a query. Called only for queries of their own. */
  void queries(Matrix h, Matrix q, Pass pass);

  /** The way back of {@link #queries}, all but what is learned; adds to dh. */
  void queriesBack(Matrix dq, Matrix dh, Pass pass);

  /**
   * Adds the gradients of what makes queries and compares them.
   *
   * @param dv what {@link #scoresBack} gathered, a row for each example
   */
  void learn(Matrix dq, Matrix h, Matrix dv, Pass pass);

  /** s[i,j] = how well q[i] fits k[j], for n queries and m keys of one example. */
  void scores(Matrix q, Matrix keys, Matrix s, Pass pass);

  /** The way back of {@link #scores}; adds to dq, dkeys and, 1 x width, dv. */
  void scoresBack(Matrix q, Matrix keys, Matrix ds, Matrix dq, Matrix dkeys, Matrix dv, Pass pass);

  /**
   * s[i,j] for the i-th query alone, where the keys of its example stand apart. A sum of its own
   * for each pair: nobody's scores depend on who else asks.
   *
   * @param room a row to compute in
   */
  void scores(Matrix q, int i, Strip keys, Matrix s, Matrix room, Pass pass);

  /** Keys [S,B,D] of a memory [S,B,V]. */
  Value writeKeys(Graph g, Value values);

  /** Scores [B,T,S] of outputs [T,B,H] and keys [S,B,D]. */
  Value write(Graph g, Value h, Value keys);
}
