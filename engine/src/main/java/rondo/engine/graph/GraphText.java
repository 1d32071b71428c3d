package rondo.engine.graph;

import java.util.List;
import rondo.core.Inputs;

/**
 * A task of texts of tokens whose graph may take raw text, and which says what the graph must make
 * of it, so that this is proved, too. What {@link #answers} says as strings [T,B] stands in that
 * graph as [B,T], with empty strings past a length.
 */
public interface GraphText extends GraphAnswers {
  /** The tokens of a text, as {@link GraphOutputs#TOKENS} must hold them. */
  List<String> tokens(String text);

  /** The columns of texts of tokens, as the network must find them. */
  Inputs inputs(List<List<String>> texts);

  /** Words that the task knows, to make up texts of. */
  List<String> words();
}
