package rondo.onnx.operator;

/**
 * The error function: a power series around the nearest of places 1/64 apart. The series' terms are
 * those of the integral of exp(-2pd - d²), which follow the recurrence of Hermite's polynomials.
 */
final class Erf {
  static final double SLOPE = 2 / Math.sqrt(Math.PI); // at 0

  private static final int GRID = 64;
  private static final int END = 6; // from here on it is 1 in a double
  private static final int TERMS = 8; // the next one is less than a double's last bit

  /** Of each place the value and what stands at the powers of the distance from there. */
  private static final double[][] SERIES = new double[END * GRID + 1][TERMS + 1];

  static {
    for (int i = 0; i < SERIES.length; i++) {
      double p = (double) i / GRID;
      double slope = SLOPE * Math.exp(-p * p);
      SERIES[i][0] = slope * exact(p);
      double before = 0;
      double a = slope;
      for (int n = 0; n < TERMS; n++) {
        SERIES[i][n + 1] = a / (n + 1);
        double next = -2 * (p * a + before) / (n + 1); // a[n+1] = -2 (p a[n] + a[n-1]) / (n + 1)
        before = a;
        a = next;
      }
    }
  }

  private Erf() {}

  /** The function by its slope at x: Σ 2ⁿ x²ⁿ⁺¹ / (1 · 3 · … · (2n + 1)). */
  private static double exact(double x) {
    double sum = 0;
    double term = x;
    for (int n = 1; sum + term != sum; n++) {
      sum += term;
      term *= 2 * x * x / (2 * n + 1);
    }
    return sum;
  }

  static double at(double x) {
    double z = Math.abs(x);
    if (!(z < END)) {
      return z >= END ? Math.copySign(1, x) : x; // or it is no number
    }
    int place = (int) (z * GRID + 0.5);
    double d = z - (double) place / GRID;
    double[] series = SERIES[place];
    double y = series[TERMS];
    for (int n = TERMS - 1; n >= 0; n--) {
      y = y * d + series[n];
    }
    return Math.copySign(y, x);
  }
}
