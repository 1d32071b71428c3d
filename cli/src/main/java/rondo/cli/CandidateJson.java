package rondo.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import rondo.core.Matrix;
import rondo.tasks.Alignment;
import rondo.tasks.Candidate;

/** A translation with all that is known of it, for a script. */
final class CandidateJson {
  private static final int DIGITS = 4;

  private CandidateJson() {}

  /** Adds text, score, likelihood and where the model looked to an object. */
  static ObjectNode into(ObjectNode node, Candidate found) {
    node.put("translation", found.text());
    Measured.put(node, "score", found.score(), DIGITS);
    Measured.put(node, "logp", found.likelihood().logProbability(), DIGITS);
    Measured.put(node, "perplexity", found.likelihood().perplexity(), DIGITS);
    Alignment alignment = found.alignment();
    if (!alignment.target().isEmpty()) {
      alignment.source().forEach(node.putArray("source")::add);
      alignment.target().forEach(node.putArray("target")::add);
    }
    if (alignment.weights().rows() > 0) {
      attention(node.putArray("attention"), alignment.weights());
    }
    return node;
  }

  private static void attention(ArrayNode rows, Matrix weights) {
    for (int r = 0; r < weights.rows(); r++) {
      ArrayNode row = rows.addArray();
      for (int c = 0; c < weights.cols(); c++) {
        row.add(Math.round(1e4 * weights.get(r, c)) / 1e4);
      }
    }
  }
}
