package rondo.engine.graph;

import java.util.SortedMap;
import rondo.core.Sequence;
import rondo.core.graph.Tensor;

/**
 * A task that says what its graph must answer to given scores, so that an export is proved to its
 * end and not only up to the scores.
 */
public interface GraphAnswers {
  /**
   * What the outputs beside {@link GraphOutputs#SCORES} must hold, by name, {@link
   * GraphOutputs#ANSWER} among them; [T,B] is compared at the places within lengths.
   */
  SortedMap<String, Tensor> answers(Sequence scores);
}
