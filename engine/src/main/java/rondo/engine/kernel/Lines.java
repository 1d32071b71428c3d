package rondo.engine.kernel;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import rondo.core.Matrix;

/**
 * Room that begins where a line of the cache does, as far as Java lets anyone see to it. A vector
 * that lies across two lines is two reads, and a product of one row, which reads each weight once,
 * takes half as long again.
 *
 * <p>Java does not tell where an array lies. But the garbage collector G1 puts one that fills a
 * region at the beginning of that region and leaves it there, so that whoever lays out its floats
 * himself knows. With other collectors the room is as good as any.
 */
final class Lines {
  static final Lines SHARED = new Lines(region());

  private static final int LINE = 16; // floats
  private static final int HEADER = 4; // floats that an array's own header takes

  private final int region; // floats of the largest array that lies in one region; 0 unknown
  private WeakReference<float[]> open = new WeakReference<>(null);
  private int next; // free place in it

  /** Of regions of so many bytes; 0 if there are none. */
  Lines(long bytes) {
    region = bytes == 0 ? 0 : (int) (bytes / Float.BYTES) - HEADER;
  }

  /** A row of its own. It lives as long as someone holds it. */
  synchronized Matrix take(int size) {
    if (region == 0) {
      return Matrix.zeros(1, size);
    }
    if (size > region - LINE) { // fills more than one
      return new Matrix(1, size, new float[Math.addExact(size, LINE - HEADER)], LINE - HEADER);
    }
    float[] data = open.get();
    if (data == null || next + size > data.length) {
      data = new float[region];
      open = new WeakReference<>(data);
      next = LINE - HEADER;
    }
    Matrix row = new Matrix(1, size, data, next);
    next += (size + LINE - 1) / LINE * LINE;
    return row;
  }

  private static long region() {
    try {
      return Long.parseLong(
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
              .getVMOption("G1HeapRegionSize")
              .getValue());
    } catch (LinkageError | RuntimeException e) {
      return 0; // a JVM of another make
    }
  }
}
