package rondo.core;

import java.util.List;
import rondo.core.graph.Graph;
import rondo.core.graph.InputWires;
import rondo.core.graph.Value;
import rondo.core.graph.Wires;

/**
 * Columns to scores. Training calls {@code forward} and lets a task send the hidden vectors through
 * the {@code head}; use calls {@code start} and {@code score}; export mirrors use call by call.
 */
public interface Network {
  NetworkSpec spec();

  /** May tokens come a piece at a time? */
  boolean streams();

  /**
   * May examples of unequal length share a batch? Not where one sees the padding of another, as in
   * some graphs that were made elsewhere; whoever runs such a network lets equals run together.
   */
  default boolean together() {
    return true;
  }

  /** Hidden vectors and the end state; the way back returns the start's gradient. */
  Trace forward(Batch batch, State start, Pass pass);

  /** Hidden vectors to scores. */
  Layer head();

  /** Nothing, or the source encoded. */
  Carried start(Inputs source, Pass pass);

  /** The scores of some tokens, and the state after them. */
  Scored score(Inputs tokens, Carried carried, Pass pass);

  CarriedWires writeStart(Graph graph, InputWires source);

  ScoredWires writeScore(Graph graph, InputWires tokens, CarriedWires carried);

  /** Scores, and what the next call starts from. */
  record Scored(Scores scores, State state) {}

  /**
   * The picture of {@link Carried}: state parts [R,.], memory [S,B,.]. There may be n rows for each
   * example, R = n·B: row r reads the memory of example r mod B.
   */
  record CarriedWires(List<Value> state, List<Wires> memory) {}

  /** The picture of {@link Scored}; attention is {@link Value#NONE} where there is none. */
  record ScoredWires(Value scores, Value attention, List<Value> state) {}
}
