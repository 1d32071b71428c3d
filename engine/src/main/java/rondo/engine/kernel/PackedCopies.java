package rondo.engine.kernel;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import rondo.core.Matrix;
import rondo.core.Param;

/**
 * Packed copies of parameters, each made when it is first asked for and made anew when the
 * parameter has changed. A copy goes when its parameter goes.
 */
final class PackedCopies {
  private final Packer packer;
  private final Map<Object, Copy> copies = new ConcurrentHashMap<>();
  private final ReferenceQueue<Param> gone = new ReferenceQueue<>();

  PackedCopies(Packer packer) {
    this.packer = packer;
  }

  /** How a value is packed. */
  interface Packer {
    /** Packs a value into an earlier copy, or into new memory if that has another size. */
    float[] pack(Matrix value, float[] earlier);
  }

  /** The value of a parameter, packed; to be read before the parameter changes again. */
  float[] of(Param p) {
    for (Reference<?> r = gone.poll(); r != null; r = gone.poll()) {
      copies.remove(r);
    }
    Copy copy = copies.get(new Probe(p));
    if (copy == null) {
      copy = copies.computeIfAbsent(new Key(p, gone), k -> new Copy());
    }
    return copy.of(p, packer);
  }

  /** How many there are. */
  int count() {
    return copies.size();
  }

  private static final class Copy {
    private float[] data = new float[0];
    private volatile long version = -1;

    /** Threads that find it stale wait for the first of them to pack it. */
    float[] of(Param p, Packer packer) {
      if (version != p.version()) {
        synchronized (this) {
          long now = p.version();
          if (version != now) {
            data = packer.pack(p.value(), data);
            version = now;
          }
        }
      }
      return data;
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
