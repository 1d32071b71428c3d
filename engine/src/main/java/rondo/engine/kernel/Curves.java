package rondo.engine.kernel;

/**
 * The functions of one float that networks bend with, as polynomials. Both kinds of kernels compute
 * them step for step alike, so both give the same bits; NaN stays NaN.
 *
 * <p>tanh is {@code v P(v²) / Q(v²)} with v = x cut to ±{@value #TANH_END}, where it is 1 but for
 * 3e-7: a minimax fit of the relative error. Its absolute error in floats is below 3e-7 (4e-7 where
 * {@link Fused} rounds twice), and it never leaves [-1, 1].
 *
 * <p>e^x is {@code 2^n e^r} with n the integer nearest to x / ln 2 and r = x - n ln 2, {@code e^r =
 * 1 + r + r² P(r)}, a minimax fit with a relative error in floats below 2e-7. It overflows to
 * infinity and underflows through the subnormals to zero, as e^x does.
 */
final class Curves {
  static final float TANH_END = 7.8f;
  static final float P1 = 0.13456715127052682f;
  static final float P2 = 0.0035863626439307733f;
  static final float P3 = 2.215204345057994e-05f;
  static final float P4 = 1.5627713097201657e-08f;
  static final float Q1 = 0.46790043747127325f;
  static final float Q2 = 0.026219916730383635f;
  static final float Q3 = 0.0003435993317312814f;
  static final float Q4 = 8.6755552109807e-07f;

  /** e^x is infinite from here on, as a float. */
  static final float EXP_END = 89f;

  /** e^x is zero up to here, as a float. */
  static final float EXP_START = -104f;

  static final float LOG2_E = 1.4426950408889634f;

  /** ln 2 in two parts; the first has few bits, so that its product with n is exact. */
  static final float LN2_HIGH = 0.693359375f;

  static final float LN2_LOW = -2.1219444005469058e-4f;

  /** 1.5 2^23: adding it to a small float leaves the nearest integer in the lowest bits. */
  static final float ROUND = 12582912f;

  static final int ROUND_BITS = 0x4b400000;
  static final float E2 = 0.49999993050630914f;
  static final float E3 = 0.16666514789729134f;
  static final float E4 = 0.041668456799017775f;
  static final float E5 = 0.008369419033955593f;
  static final float E6 = 0.001381314469882011f;

  private Curves() {}

  static float tanh(float x) {
    float v = Math.max(-TANH_END, Math.min(TANH_END, x));
    float t = v * v;
    float p = Fused.multiplyAdd(t, P4, P3);
    p = Fused.multiplyAdd(t, p, P2);
    p = Fused.multiplyAdd(t, p, P1);
    p = Fused.multiplyAdd(t, p, 1);
    float q = Fused.multiplyAdd(t, Q4, Q3);
    q = Fused.multiplyAdd(t, q, Q2);
    q = Fused.multiplyAdd(t, q, Q1);
    q = Fused.multiplyAdd(t, q, 1);
    return v * (p / q);
  }

  /** 1 / (1 + e^-x) = (1 + tanh(x / 2)) / 2. */
  static float sigmoid(float x) {
    return Fused.multiplyAdd(0.5f, tanh(0.5f * x), 0.5f);
  }

  static float exp(float x) {
    float v = Math.max(EXP_START, Math.min(EXP_END, x));
    float rounded = Fused.multiplyAdd(v, LOG2_E, ROUND);
    float n = rounded - ROUND;
    float r = Fused.multiplyAdd(n, -LN2_LOW, Fused.multiplyAdd(n, -LN2_HIGH, v));
    float p = Fused.multiplyAdd(r, E6, E5);
    p = Fused.multiplyAdd(r, p, E4);
    p = Fused.multiplyAdd(r, p, E3);
    p = Fused.multiplyAdd(r, p, E2);
    float e = Fused.multiplyAdd(r * r, p, r) + 1;
    // 2^n in two factors: one float cannot hold the smallest and the largest of them
    int whole = Float.floatToRawIntBits(rounded) - ROUND_BITS;
    int half = whole >> 1;
    return e * power(half) * power(whole - half);
  }

  private static float power(int n) {
    return Float.intBitsToFloat((n + 127) << 23);
  }
}
