package rondo.engine.graph;

import rondo.core.Sequence;
import rondo.core.graph.Tensor;

/**
 * A task that says what its graph must answer to given scores, so that an export is proved to its
 * end and not only up to the scores.
 */
public interface GraphAnswers {
  /** What {@link GraphOutputs#ANSWER} must hold; [T,B] is compared at the places within lengths. */
  Tensor answers(Sequence scores);
}
