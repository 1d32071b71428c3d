package rondo.engine.graph;

import rondo.core.Demand;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.Value;

/** The outputs of an exported graph. */
public final class GraphOutputs {
  /** Floats [T,B,K], one step for a sequence as a whole: what our own door reads. */
  public static final String SCORES = "scores";

  /** What the task says to it, in the task's own form: what everybody else reads. */
  public static final String ANSWER = "answer";

  /** Strings [B,T] of a graph that takes raw text: the tokens, and empty strings past the last. */
  public static final String TOKENS = "tokens";

  private GraphOutputs() {}

  /** Declares the scores, in the shape that the demand gives them. */
  public static void scores(Graph graph, Value scores, Demand demand) {
    String time = demand.wanted() == Demand.Wanted.WHOLE_SEQUENCE ? "1" : "T";
    String outputs = Integer.toString(demand.outputs());
    graph.output(SCORES, scores, ElementType.FLOAT, time, "B", outputs);
  }
}
