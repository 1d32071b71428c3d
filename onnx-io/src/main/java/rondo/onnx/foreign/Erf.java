package rondo.onnx.foreign;

/**
 * The error function: its value and slope at places 1/16 apart, and from the nearest of them a
 * power series whose terms follow the recurrence of Hermite's polynomials.
 */
final class Erf {
  static final double SLOPE = 2 / Math.sqrt(Math.PI); // at 0

  private static final int GRID = 16;
  private static final int END = 6; // from here on it is 1 in a double
  private static final int TERMS = 10; // (1/32)^10 is less than a double's last bit
  private static final double[] VALUES = new double[END * GRID + 1];
  private static final double[] SLOPES = new double[END * GRID + 1];

  static {
    for (int i = 0; i < VALUES.length; i++) {
      double x = (double) i / GRID;
      SLOPES[i] = SLOPE * Math.exp(-x * x);
      VALUES[i] = i == 0 ? 0 : near(i - 1, x); // each from the one before it
    }
  }

  private Erf() {}

  static double at(double x) {
    double z = Math.abs(x);
    double y = z < END ? near((int) Math.rint(z * GRID), z) : z >= END ? 1 : z; // or NaN
    return Math.copySign(y, x);
  }

  /** The integral of exp(-2pd - d²) from a place p of the grid, times the slope there. */
  private static double near(int place, double x) {
    double p = (double) place / GRID;
    double d = x - p;
    double before = 0;
    double a = 1; // a[n+1] = -2 (p a[n] + a[n-1]) / (n + 1)
    double power = d;
    double sum = 0;
    for (int n = 0; n < 2 * TERMS; n++) {
      sum += a * power / (n + 1);
      double next = -2 * (p * a + before) / (n + 1);
      before = a;
      a = next;
      power *= d;
      if (n >= TERMS && Math.abs(d) * 2 * GRID <= 1) {
        break;
      }
    }
    return VALUES[place] + SLOPES[place] * sum;
  }
}
