package rondo.seq2seq;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import rondo.core.Carried;
import rondo.core.Kernels;
import rondo.core.Matrix;
import rondo.core.Pass;
import rondo.core.Sequence;
import rondo.core.graph.Attr;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.Value;
import rondo.core.graph.Wires;

/** a = softmax(energies of h and each m), c = Σ a m. */
final class Attending implements Attention {
  private static final Map<String, Attr> FIRST = Map.of("axis", Attr.of(0));
  private static final int LARGE = 1 << 20; // multiply-adds that are worth a thread of their own

  private final Energy energy;
  private final int V;

  Attending(Energy energy, int memory) {
    this.energy = energy;
    V = memory;
  }

  /** How many of the examples one thread looks for, where so much is to compute in all. */
  static int grain(int examples, long all) {
    long threads = Math.max(1, Math.min(16, all / LARGE));
    return (int) Math.max(1, (examples + threads - 1) / threads);
  }

  @Override
  public int width() {
    return V;
  }

  @Override
  public List<Sequence> memory(Sequence encoded, Pass pass) {
    return energy.ownKeys()
        ? List.of(encoded, encoded.with(energy.keys(encoded.rows(), pass)))
        : List.of(encoded);
  }

  @Override
  public Sight glance(Sequence h, Carried carried, Pass pass) {
    Sequence values = carried.memory().get(0);
    Matrix keys = carried.memory().get(energy.ownKeys() ? 1 : 0).rows();
    int R = h.batch();
    int S = values.time();
    Matrix q = h.rows();
    if (energy.ownQueries()) {
      q = pass.take(q.rows(), energy.width());
      energy.queries(h.rows(), q, pass);
    }
    Glances all = new Glances(q, keys, values, pass.zeros(q.rows(), S), pass.zeros(q.rows(), V));
    pass.split(
        R,
        grain(R, (long) q.rows() * S * (energy.width() + V)),
        (from, to, own) -> {
          Matrix room = own.take(1, energy.width());
          for (int r = from; r < to; r++) {
            for (int t = 0; t < h.lengths()[r]; t++) {
              glance(all, t * R + r, carried.owner()[r], room, own);
            }
          }
        });
    return new Sight(all.c, h.with(all.a));
  }

  /**
   * The glances of many outputs.
   *
   * @param q a query for each
   * @param a its weights
   * @param c what it sees
   */
  private record Glances(Matrix q, Matrix keys, Sequence values, Matrix a, Matrix c) {
    Strip of(int example, Matrix all) {
      return new Strip(all, example, values.batch(), values.lengths()[example]);
    }
  }

  private void glance(Glances all, int row, int example, Matrix room, Pass pass) {
    Kernels k = pass.kernels();
    Strip m = all.of(example, all.values.rows());
    if (m.count() == 0) {
      return;
    }
    float[] a = all.a.data();
    int at = all.a.at(row);
    energy.scores(all.q, row, all.of(example, all.keys), all.a, room, pass);
    k.softmax(a, at, m.count()); // a = softmax s
    for (int s = 0; s < m.count(); s++) { // c = Σ a m
      k.axpy(a[at + s], m.rows().data(), m.at(s), all.c.data(), all.c.at(row), V);
    }
  }

  @Override
  public Looking looking(Sequence memory, Matrix h, Pass pass) {
    return new SoftLooking(energy, memory, h, pass);
  }

  @Override
  public List<Wires> writeMemory(Graph g, Wires encoded) {
    List<Wires> memory = new ArrayList<>(List.of(Wires.of(encoded.sequence(), encoded.lengths())));
    if (energy.ownKeys()) {
      memory.add(Wires.of(energy.writeKeys(g, encoded.sequence()), encoded.lengths()));
    }
    return memory;
  }

  @Override
  public SightWires write(Graph g, Value h, List<Wires> memory) {
    Wires values = memory.get(0);
    // rows of one example stand B apart, so several look at it as several of its steps do
    Value B = g.op("Shape", Map.of("start", Attr.of(1), "end", Attr.of(2)), values.sequence());
    Value H = g.op("Shape", Map.of("start", Attr.of(2)), h);
    Value asked = g.op("Reshape", h, g.op("Concat", FIRST, g.ints(-1), B, H)); // [n,B,H]
    Value s = energy.write(g, asked, memory.get(energy.ownKeys() ? 1 : 0).sequence()); // [B,n,S]
    Value alive = Picture.alive(g, values.sequence(), values.lengths());
    Value masked = g.op("Where", alive, s, g.scalar(-Float.MAX_VALUE));
    Value softmax = g.op("Softmax", Map.of("axis", Attr.of(2)), masked);
    Value a = g.op("Mul", softmax, g.cast(alive, ElementType.FLOAT)); // an empty source has none
    Value c = g.op("MatMul", a, Picture.swapped(g, values.sequence())); // [B,n,V]
    Value rows = g.op("Shape", Map.of("end", Attr.of(2)), h);
    Value each = g.op("Concat", FIRST, rows, g.ints(-1)); // [T,R,.]
    return new SightWires(
        g.op("Reshape", Picture.swapped(g, c), each), g.op("Reshape", Picture.swapped(g, a), each));
  }
}
