package rondo.seq2seq;

import java.util.List;
import rondo.core.Carried;
import rondo.core.Matrix;
import rondo.core.Pass;
import rondo.core.Sequence;
import rondo.core.Weights;
import rondo.core.graph.Graph;
import rondo.core.graph.Value;
import rondo.core.graph.Wires;

/** How a decoder looks back at what was read. */
interface Attention {
  /** How wide what it sees is; 0 where it sees nothing. */
  int width();

  /** What a use keeps of an encoded source. */
  List<Sequence> memory(Sequence encoded, Pass pass);

  /**
   * What each of some outputs sees: in use, where row r looks at the memory of example {@code
   * owner[r]}.
   */
  Sight glance(Sequence h, Carried carried, Pass pass);

  /** Training's look at a memory by outputs that are or will be in the rows of h. */
  Looking looking(Sequence memory, Matrix h, Pass pass);

  /** The picture of {@link #memory}. */
  List<Wires> writeMemory(Graph g, Wires encoded);

  /** The picture of {@link #glance}, of outputs [T,R,H]; row r looks at example r mod B. */
  SightWires write(Graph g, Value h, List<Wires> memory);

  /**
   * What was seen, and where it stands.
   *
   * @param contexts a row for each output: sums of memory by weight
   * @param weights a row for each output: of each step of its source
   */
  record Sight(Matrix contexts, Sequence weights) {}

  /** Contexts [T,R,V] and weights [T,R,S]. */
  record SightWires(Value contexts, Value weights) {}

  /** By name, between outputs and a memory of these widths. */
  static Attention of(String kind, int hidden, int memory, Weights weights) {
    return switch (kind) {
      case "dot" -> new Attending(Products.dot(hidden, memory), memory);
      case "general" -> new Attending(Products.general(hidden, memory, weights), memory);
      case "additive" -> new Attending(new Additive(hidden, memory, weights), memory);
      case "none" -> new Blind();
      default -> throw new IllegalArgumentException("attention '" + kind + "'");
    };
  }
}
