package rondo.seq2seq;

import java.util.List;
import rondo.core.Carried;
import rondo.core.Matrix;
import rondo.core.Pass;
import rondo.core.Sequence;
import rondo.core.graph.Graph;
import rondo.core.graph.Value;
import rondo.core.graph.Wires;

/**
 * No attention: all that a decoder knows of its source is the state it starts from (Sutskever
 * 2014).
 */
final class Blind implements Attention {
  private static final Looking NOWHERE =
      new Looking() {
        @Override
        public Matrix contexts() {
          return Matrix.NONE;
        }

        @Override
        public void look(int[] first) {}

        @Override
        public void turn(Matrix dh) {}

        @Override
        public void back(Matrix dcontexts) {}

        @Override
        public Sequence finish() {
          return Sequence.NONE;
        }
      };

  @Override
  public int width() {
    return 0;
  }

  @Override
  public List<Sequence> memory(Sequence encoded, Pass pass) {
    return List.of();
  }

  @Override
  public Sight glance(Sequence h, Carried carried, Pass pass) {
    return new Sight(Matrix.NONE, Sequence.NONE);
  }

  @Override
  public Looking looking(Sequence memory, Matrix h, Pass pass) {
    return NOWHERE;
  }

  @Override
  public List<Wires> writeMemory(Graph g, Wires encoded) {
    return List.of();
  }

  @Override
  public SightWires write(Graph g, Value h, List<Wires> memory) {
    return new SightWires(Value.NONE, Value.NONE);
  }
}
