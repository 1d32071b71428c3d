package rondo.core;

/**
 * The sums of a cell, row by row, as they become values: clipped where that is asked for, then put
 * through a function, in place. It remembers what was clipped, where no gradient passes.
 */
public final class Gates {
  private final Matrix a; // N x W: sums first, values afterwards
  private final float clip; // 0 is none
  private final Matrix within; // N x W: 1 where a sum was within the clip, 0 elsewhere; or NONE
  private final Kernels kernels;

  public Gates(Matrix a, float clip, Pass pass) {
    this.a = a;
    this.clip = clip;
    this.within = clip > 0 ? pass.take(a.rows(), a.cols()) : Matrix.NONE;
    this.kernels = pass.kernels();
  }

  /** a = f(clip(a)), for some floats from an index into the matrix' data. */
  public void squash(Activation f, int from, int count) {
    if (clip > 0) {
      float[] x = a.data();
      float[] in = within.data();
      int shift = within.offset() - a.offset();
      for (int i = from; i < from + count; i++) {
        in[shift + i] = Math.abs(x[i]) <= clip ? 1 : 0;
        x[i] = Math.max(-clip, Math.min(clip, x[i]));
      }
    }
    f.apply(kernels, a.data(), from, count);
  }

  /** da *= f'(a), and zero where a was clipped; the way back of {@link #squash}. */
  public void back(Activation f, int from, int count, float[] da, int at) {
    f.back(kernels, a.data(), from, da, at, count);
    if (clip > 0) {
      float[] in = within.data();
      int shift = within.offset() - a.offset() + from;
      for (int j = 0; j < count; j++) {
        da[at + j] *= in[shift + j];
      }
    }
  }
}
