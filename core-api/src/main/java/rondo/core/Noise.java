package rondo.core;

/**
 * Randomness without a state: a number for each index, a function of its key alone. Keys are
 * derived site by site from the seed, so a resumed run repeats what an undisturbed one draws.
 */
public record Noise(long key) {
  /** No randomness: layers do what they do in use. */
  public static final Noise NONE = new Noise(0);

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /** The noise that a seed stands for. */
  public static Noise of(long seed) {
    return new Noise(mix(seed + GOLDEN) | 1);
  }

  public boolean none() {
    return key == 0;
  }

  /** The noise of a named site. */
  public Noise at(String site) {
    return at(site.hashCode()); // the hash of a string is fixed by its specification
  }

  /** The noise of a numbered site: a step, a part. */
  public Noise at(long site) {
    return none() ? NONE : new Noise(mix(mix(key) + GOLDEN * (site + 1)) | 1);
  }

  /** 64 random bits. */
  public long bits(long index) {
    return mix(key + GOLDEN * (index + 1));
  }

  /** Uniform in [0, 1). */
  public float uniform(long index) {
    return (bits(index) >>> 40) * 0x1p-24f;
  }

  /** Standard normal, by Box and Muller. */
  public double gaussian(long index) {
    double u = ((bits(2 * index) >>> 11) + 1) * 0x1p-53;
    double v = (bits(2 * index + 1) >>> 11) * 0x1p-53;
    return StrictMath.sqrt(-2 * StrictMath.log(u)) * StrictMath.cos(2 * Math.PI * v);
  }

  private static long mix(long bits) { // SplitMix64, Steele 2014
    long z = bits;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
