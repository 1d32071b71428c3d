package rondo.engine.graph;

import java.util.List;
import java.util.Map;
import rondo.core.Inputs;
import rondo.core.Runner;
import rondo.core.graph.Tensor;

/**
 * A task whose graph searches for what to answer, step by step, as the task itself does: an export
 * is proved by letting both search.
 */
public interface GraphSearch {
  /** What is found about each of some sources when a runner gives the scores. */
  List<Found> search(Inputs sources, Runner runner);

  /** The same as the outputs of the graph say it. */
  List<Found> read(Map<String, Tensor> outputs);

  /**
   * What was found about a source.
   *
   * @param answer all that was decided, the end not counted
   * @param score how good it is
   */
  record Found(List<Step> answer, double score) {}

  /**
   * A step of an answer.
   *
   * @param id what was chosen
   * @param shown what a person reads of it
   * @param looked the place of the source that was looked at most, or -1 where nothing tells
   */
  record Step(int id, String shown, int looked) {
    @Override
    public String toString() {
      return id + " '" + shown + "'" + (looked < 0 ? "" : " at " + looked);
    }
  }
}
