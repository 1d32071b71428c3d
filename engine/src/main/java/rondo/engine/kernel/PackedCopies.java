package rondo.engine.kernel;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import rondo.core.Matrix;
import rondo.core.Param;
import rondo.engine.work.Job;
import rondo.engine.work.Workers;

/**
 * Packed copies of parameters, each made when it is first asked for and made anew when the
 * parameter has changed. A copy goes when its parameter goes.
 */
final class PackedCopies {
  private final Packer packer;
  private final Workers workers;
  private final Map<Object, Copy> copies = new ConcurrentHashMap<>();
  private final ReferenceQueue<Param> gone = new ReferenceQueue<>();

  PackedCopies(Packer packer, Workers workers) {
    this.packer = packer;
    this.workers = workers;
  }

  /** How a value is packed. */
  interface Packer {
    /** How many floats it takes. */
    int size(Matrix value);

    /** In how many shares it is packed, in any order or side by side. */
    int shares(Matrix value);

    /** Packs a share of a value into its place in all that is packed. */
    void pack(Matrix value, int share, Matrix packed);
  }

  /** The value of a parameter, packed, in a row; to be read before the parameter changes again. */
  Matrix of(Param p) {
    for (Reference<?> r = gone.poll(); r != null; r = gone.poll()) {
      copies.remove(r);
    }
    Copy copy = copies.get(new Probe(p));
    if (copy == null) {
      copy = copies.computeIfAbsent(new Key(p, gone), k -> new Copy());
    }
    return copy.of(p);
  }

  /** How many there are. */
  int count() {
    return copies.size();
  }

  private final class Copy {
    private Matrix data = Matrix.NONE;
    private long begun = -1; // the version that is being packed, or was
    private volatile long version = -1; // the one that is packed
    private Job packing = new Job(0, i -> {});

    /** Threads that find it stale pack it together. */
    Matrix of(Param p) {
      long now = p.version();
      if (version != now) {
        workers.run(packing(p, now));
        version = now;
      }
      return data;
    }

    private synchronized Job packing(Param p, long now) {
      if (begun != now) {
        begun = now;
        Matrix w = p.value();
        int size = packer.size(w);
        Matrix packed = data.size() == size ? data : Lines.SHARED.take(size);
        data = packed;
        packing = new Job(packer.shares(w), i -> packer.pack(w, i, packed));
      }
      return packing;
    }
  }

  /** Stands for a parameter without keeping it alive; equal to the key of the same parameter. */
  private static final class Key extends WeakReference<Param> {
    private final int hash;

    Key(Param p, ReferenceQueue<Param> gone) {
      super(p, gone);
      hash = System.identityHashCode(p);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(Object o) {
      return o == this || o instanceof Key k && get() != null && k.refersTo(get());
    }
  }

  /** What a key is looked up with. */
  private record Probe(Param p) {
    @Override
    public int hashCode() {
      return System.identityHashCode(p);
    }

    @Override
    public boolean equals(Object o) {
      return o instanceof Key k ? k.refersTo(p) : o instanceof Probe q && q.p == p;
    }
  }
}
