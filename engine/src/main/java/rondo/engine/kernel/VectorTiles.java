package rondo.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost loops of products: {@code c[r][n] += Σ a[r][k] b[k][n]} for a tile of 6, 4, 2 or 1
 * rows and 4, 2 or 1 vectors of columns, with all sums of the tile held in registers.
 *
 * <p>The loops differ in nothing but the size of the tile. Each is written out because a method
 * that takes or returns a vector would cost an object at every call. Each element is one chain of
 * fused multiply-adds in the order of k, so its bits are the same whatever tile it falls into.
 */
final class VectorTiles {
  static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;

  /** Lanes of a vector. */
  static final int L = S.length();

  /** Rows of the tallest tile. */
  static final int ROWS = 6;

  /**
   * Vectors of the widest tile. Its sums, the row of b and one of a need 6 x 4 + 4 + 1 registers;
   * machines with fewer than 16 lanes have but 16 of them, other than ARM's 32.
   */
  static final int VECTORS = L >= 16 || System.getProperty("os.arch").equals("aarch64") ? 4 : 2;

  private VectorTiles() {}

  /** How many rows the next tile takes when so many are left: of 8, half, which beats 6 and 2. */
  static int rows(int left) {
    if (left >= ROWS && left != 8) {
      return ROWS;
    }
    return left >= 4 ? 4 : left >= 2 ? 2 : 1;
  }

  /** How many vectors of columns the next tile takes when so many columns are left. */
  static int vectors(int left) {
    int needed = (left + L - 1) / L;
    return needed >= VECTORS ? VECTORS : needed >= 2 ? 2 : 1;
  }

  /**
   * Adds a product to a tile.
   *
   * @param ao where a[0][0] is; a row further is {@code rs} floats away, a column {@code ks}
   * @param bo where b[0][0] is; a row further is {@code bs} floats away
   * @param co where c[0][0] is; a row further is {@code cs} floats away
   */
  static void add(
      int rows,
      int vectors,
      int K,
      float[] a,
      int ao,
      int rs,
      int ks,
      float[] b,
      int bo,
      int bs,
      float[] c,
      int co,
      int cs) {
    switch (8 * rows + vectors) {
      case 8 * 6 + 4 -> tile6x4(K, a, ao, rs, ks, b, bo, bs, c, co, cs);
      case 8 * 6 + 2 -> tile6x2(K, a, ao, rs, ks, b, bo, bs, c, co, cs);
      case 8 * 6 + 1 -> tile6x1(K, a, ao, rs, ks, b, bo, bs, c, co, cs);
      case 8 * 4 + 4 -> tile4x4(K, a, ao, rs, ks, b, bo, bs, c, co, cs);
      case 8 * 4 + 2 -> tile4x2(K, a, ao, rs, ks, b, bo, bs, c, co, cs);
      case 8 * 4 + 1 -> tile4x1(K, a, ao, rs, ks, b, bo, bs, c, co, cs);
      case 8 * 2 + 4 -> tile2x4(K, a, ao, rs, ks, b, bo, bs, c, co, cs);
      case 8 * 2 + 2 -> tile2x2(K, a, ao, rs, ks, b, bo, bs, c, co, cs);
      case 8 * 2 + 1 -> tile2x1(K, a, ao, rs, ks, b, bo, bs, c, co, cs);
      case 8 * 1 + 4 -> tile1x4(K, a, ao, ks, b, bo, bs, c, co);
      case 8 * 1 + 2 -> tile1x2(K, a, ao, ks, b, bo, bs, c, co);
      case 8 * 1 + 1 -> tile1x1(K, a, ao, ks, b, bo, bs, c, co);
      default ->
          throw new IllegalArgumentException(
              "no tile of " + rows + " rows, " + vectors + " vectors");
    }
  }

  private static void tile6x4(
      int K,
      float[] a,
      int ao,
      int rs,
      int ks,
      float[] b,
      int bo,
      int bs,
      float[] c,
      int co,
      int cs) {
    FloatVector c00 = FloatVector.fromArray(S, c, co);
    FloatVector c01 = FloatVector.fromArray(S, c, co + L);
    FloatVector c02 = FloatVector.fromArray(S, c, co + 2 * L);
    FloatVector c03 = FloatVector.fromArray(S, c, co + 3 * L);
    FloatVector c10 = FloatVector.fromArray(S, c, co + cs);
    FloatVector c11 = FloatVector.fromArray(S, c, co + cs + L);
    FloatVector c12 = FloatVector.fromArray(S, c, co + cs + 2 * L);
    FloatVector c13 = FloatVector.fromArray(S, c, co + cs + 3 * L);
    FloatVector c20 = FloatVector.fromArray(S, c, co + 2 * cs);
    FloatVector c21 = FloatVector.fromArray(S, c, co + 2 * cs + L);
    FloatVector c22 = FloatVector.fromArray(S, c, co + 2 * cs + 2 * L);
    FloatVector c23 = FloatVector.fromArray(S, c, co + 2 * cs + 3 * L);
    FloatVector c30 = FloatVector.fromArray(S, c, co + 3 * cs);
    FloatVector c31 = FloatVector.fromArray(S, c, co + 3 * cs + L);
    FloatVector c32 = FloatVector.fromArray(S, c, co + 3 * cs + 2 * L);
    FloatVector c33 = FloatVector.fromArray(S, c, co + 3 * cs + 3 * L);
    FloatVector c40 = FloatVector.fromArray(S, c, co + 4 * cs);
    FloatVector c41 = FloatVector.fromArray(S, c, co + 4 * cs + L);
    FloatVector c42 = FloatVector.fromArray(S, c, co + 4 * cs + 2 * L);
    FloatVector c43 = FloatVector.fromArray(S, c, co + 4 * cs + 3 * L);
    FloatVector c50 = FloatVector.fromArray(S, c, co + 5 * cs);
    FloatVector c51 = FloatVector.fromArray(S, c, co + 5 * cs + L);
    FloatVector c52 = FloatVector.fromArray(S, c, co + 5 * cs + 2 * L);
    FloatVector c53 = FloatVector.fromArray(S, c, co + 5 * cs + 3 * L);
    for (int k = 0, i = ao, j = bo; k < K; k++, i += ks, j += bs) {
      FloatVector b0 = FloatVector.fromArray(S, b, j);
      FloatVector b1 = FloatVector.fromArray(S, b, j + L);
      FloatVector b2 = FloatVector.fromArray(S, b, j + 2 * L);
      FloatVector b3 = FloatVector.fromArray(S, b, j + 3 * L);
      FloatVector a0 = FloatVector.broadcast(S, a[i]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      c02 = a0.fma(b2, c02);
      c03 = a0.fma(b3, c03);
      FloatVector a1 = FloatVector.broadcast(S, a[i + rs]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      c12 = a1.fma(b2, c12);
      c13 = a1.fma(b3, c13);
      FloatVector a2 = FloatVector.broadcast(S, a[i + 2 * rs]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      c22 = a2.fma(b2, c22);
      c23 = a2.fma(b3, c23);
      FloatVector a3 = FloatVector.broadcast(S, a[i + 3 * rs]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      c32 = a3.fma(b2, c32);
      c33 = a3.fma(b3, c33);
      FloatVector a4 = FloatVector.broadcast(S, a[i + 4 * rs]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      c42 = a4.fma(b2, c42);
      c43 = a4.fma(b3, c43);
      FloatVector a5 = FloatVector.broadcast(S, a[i + 5 * rs]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
      c52 = a5.fma(b2, c52);
      c53 = a5.fma(b3, c53);
    }
    c00.intoArray(c, co);
    c01.intoArray(c, co + L);
    c02.intoArray(c, co + 2 * L);
    c03.intoArray(c, co + 3 * L);
    c10.intoArray(c, co + cs);
    c11.intoArray(c, co + cs + L);
    c12.intoArray(c, co + cs + 2 * L);
    c13.intoArray(c, co + cs + 3 * L);
    c20.intoArray(c, co + 2 * cs);
    c21.intoArray(c, co + 2 * cs + L);
    c22.intoArray(c, co + 2 * cs + 2 * L);
    c23.intoArray(c, co + 2 * cs + 3 * L);
    c30.intoArray(c, co + 3 * cs);
    c31.intoArray(c, co + 3 * cs + L);
    c32.intoArray(c, co + 3 * cs + 2 * L);
    c33.intoArray(c, co + 3 * cs + 3 * L);
    c40.intoArray(c, co + 4 * cs);
    c41.intoArray(c, co + 4 * cs + L);
    c42.intoArray(c, co + 4 * cs + 2 * L);
    c43.intoArray(c, co + 4 * cs + 3 * L);
    c50.intoArray(c, co + 5 * cs);
    c51.intoArray(c, co + 5 * cs + L);
    c52.intoArray(c, co + 5 * cs + 2 * L);
    c53.intoArray(c, co + 5 * cs + 3 * L);
  }

  private static void tile6x2(
      int K,
      float[] a,
      int ao,
      int rs,
      int ks,
      float[] b,
      int bo,
      int bs,
      float[] c,
      int co,
      int cs) {
    FloatVector c00 = FloatVector.fromArray(S, c, co);
    FloatVector c01 = FloatVector.fromArray(S, c, co + L);
    FloatVector c10 = FloatVector.fromArray(S, c, co + cs);
    FloatVector c11 = FloatVector.fromArray(S, c, co + cs + L);
    FloatVector c20 = FloatVector.fromArray(S, c, co + 2 * cs);
    FloatVector c21 = FloatVector.fromArray(S, c, co + 2 * cs + L);
    FloatVector c30 = FloatVector.fromArray(S, c, co + 3 * cs);
    FloatVector c31 = FloatVector.fromArray(S, c, co + 3 * cs + L);
    FloatVector c40 = FloatVector.fromArray(S, c, co + 4 * cs);
    FloatVector c41 = FloatVector.fromArray(S, c, co + 4 * cs + L);
    FloatVector c50 = FloatVector.fromArray(S, c, co + 5 * cs);
    FloatVector c51 = FloatVector.fromArray(S, c, co + 5 * cs + L);
    for (int k = 0, i = ao, j = bo; k < K; k++, i += ks, j += bs) {
      FloatVector b0 = FloatVector.fromArray(S, b, j);
      FloatVector b1 = FloatVector.fromArray(S, b, j + L);
      FloatVector a0 = FloatVector.broadcast(S, a[i]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      FloatVector a1 = FloatVector.broadcast(S, a[i + rs]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      FloatVector a2 = FloatVector.broadcast(S, a[i + 2 * rs]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      FloatVector a3 = FloatVector.broadcast(S, a[i + 3 * rs]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      FloatVector a4 = FloatVector.broadcast(S, a[i + 4 * rs]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      FloatVector a5 = FloatVector.broadcast(S, a[i + 5 * rs]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
    }
    c00.intoArray(c, co);
    c01.intoArray(c, co + L);
    c10.intoArray(c, co + cs);
    c11.intoArray(c, co + cs + L);
    c20.intoArray(c, co + 2 * cs);
    c21.intoArray(c, co + 2 * cs + L);
    c30.intoArray(c, co + 3 * cs);
    c31.intoArray(c, co + 3 * cs + L);
    c40.intoArray(c, co + 4 * cs);
    c41.intoArray(c, co + 4 * cs + L);
    c50.intoArray(c, co + 5 * cs);
    c51.intoArray(c, co + 5 * cs + L);
  }

  private static void tile6x1(
      int K,
      float[] a,
      int ao,
      int rs,
      int ks,
      float[] b,
      int bo,
      int bs,
      float[] c,
      int co,
      int cs) {
    FloatVector c00 = FloatVector.fromArray(S, c, co);
    FloatVector c10 = FloatVector.fromArray(S, c, co + cs);
    FloatVector c20 = FloatVector.fromArray(S, c, co + 2 * cs);
    FloatVector c30 = FloatVector.fromArray(S, c, co + 3 * cs);
    FloatVector c40 = FloatVector.fromArray(S, c, co + 4 * cs);
    FloatVector c50 = FloatVector.fromArray(S, c, co + 5 * cs);
    for (int k = 0, i = ao, j = bo; k < K; k++, i += ks, j += bs) {
      FloatVector b0 = FloatVector.fromArray(S, b, j);
      FloatVector a0 = FloatVector.broadcast(S, a[i]);
      c00 = a0.fma(b0, c00);
      FloatVector a1 = FloatVector.broadcast(S, a[i + rs]);
      c10 = a1.fma(b0, c10);
      FloatVector a2 = FloatVector.broadcast(S, a[i + 2 * rs]);
      c20 = a2.fma(b0, c20);
      FloatVector a3 = FloatVector.broadcast(S, a[i + 3 * rs]);
      c30 = a3.fma(b0, c30);
      FloatVector a4 = FloatVector.broadcast(S, a[i + 4 * rs]);
      c40 = a4.fma(b0, c40);
      FloatVector a5 = FloatVector.broadcast(S, a[i + 5 * rs]);
      c50 = a5.fma(b0, c50);
    }
    c00.intoArray(c, co);
    c10.intoArray(c, co + cs);
    c20.intoArray(c, co + 2 * cs);
    c30.intoArray(c, co + 3 * cs);
    c40.intoArray(c, co + 4 * cs);
    c50.intoArray(c, co + 5 * cs);
  }

  private static void tile4x4(
      int K,
      float[] a,
      int ao,
      int rs,
      int ks,
      float[] b,
      int bo,
      int bs,
      float[] c,
      int co,
      int cs) {
    FloatVector c00 = FloatVector.fromArray(S, c, co);
    FloatVector c01 = FloatVector.fromArray(S, c, co + L);
    FloatVector c02 = FloatVector.fromArray(S, c, co + 2 * L);
    FloatVector c03 = FloatVector.fromArray(S, c, co + 3 * L);
    FloatVector c10 = FloatVector.fromArray(S, c, co + cs);
    FloatVector c11 = FloatVector.fromArray(S, c, co + cs + L);
    FloatVector c12 = FloatVector.fromArray(S, c, co + cs + 2 * L);
    FloatVector c13 = FloatVector.fromArray(S, c, co + cs + 3 * L);
    FloatVector c20 = FloatVector.fromArray(S, c, co + 2 * cs);
    FloatVector c21 = FloatVector.fromArray(S, c, co + 2 * cs + L);
    FloatVector c22 = FloatVector.fromArray(S, c, co + 2 * cs + 2 * L);
    FloatVector c23 = FloatVector.fromArray(S, c, co + 2 * cs + 3 * L);
    FloatVector c30 = FloatVector.fromArray(S, c, co + 3 * cs);
    FloatVector c31 = FloatVector.fromArray(S, c, co + 3 * cs + L);
    FloatVector c32 = FloatVector.fromArray(S, c, co + 3 * cs + 2 * L);
    FloatVector c33 = FloatVector.fromArray(S, c, co + 3 * cs + 3 * L);
    for (int k = 0, i = ao, j = bo; k < K; k++, i += ks, j += bs) {
      FloatVector b0 = FloatVector.fromArray(S, b, j);
      FloatVector b1 = FloatVector.fromArray(S, b, j + L);
      FloatVector b2 = FloatVector.fromArray(S, b, j + 2 * L);
      FloatVector b3 = FloatVector.fromArray(S, b, j + 3 * L);
      FloatVector a0 = FloatVector.broadcast(S, a[i]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      c02 = a0.fma(b2, c02);
      c03 = a0.fma(b3, c03);
      FloatVector a1 = FloatVector.broadcast(S, a[i + rs]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      c12 = a1.fma(b2, c12);
      c13 = a1.fma(b3, c13);
      FloatVector a2 = FloatVector.broadcast(S, a[i + 2 * rs]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      c22 = a2.fma(b2, c22);
      c23 = a2.fma(b3, c23);
      FloatVector a3 = FloatVector.broadcast(S, a[i + 3 * rs]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      c32 = a3.fma(b2, c32);
      c33 = a3.fma(b3, c33);
    }
    c00.intoArray(c, co);
    c01.intoArray(c, co + L);
    c02.intoArray(c, co + 2 * L);
    c03.intoArray(c, co + 3 * L);
    c10.intoArray(c, co + cs);
    c11.intoArray(c, co + cs + L);
    c12.intoArray(c, co + cs + 2 * L);
    c13.intoArray(c, co + cs + 3 * L);
    c20.intoArray(c, co + 2 * cs);
    c21.intoArray(c, co + 2 * cs + L);
    c22.intoArray(c, co + 2 * cs + 2 * L);
    c23.intoArray(c, co + 2 * cs + 3 * L);
    c30.intoArray(c, co + 3 * cs);
    c31.intoArray(c, co + 3 * cs + L);
    c32.intoArray(c, co + 3 * cs + 2 * L);
    c33.intoArray(c, co + 3 * cs + 3 * L);
  }

  private static void tile4x2(
      int K,
      float[] a,
      int ao,
      int rs,
      int ks,
      float[] b,
      int bo,
      int bs,
      float[] c,
      int co,
      int cs) {
    FloatVector c00 = FloatVector.fromArray(S, c, co);
    FloatVector c01 = FloatVector.fromArray(S, c, co + L);
    FloatVector c10 = FloatVector.fromArray(S, c, co + cs);
    FloatVector c11 = FloatVector.fromArray(S, c, co + cs + L);
    FloatVector c20 = FloatVector.fromArray(S, c, co + 2 * cs);
    FloatVector c21 = FloatVector.fromArray(S, c, co + 2 * cs + L);
    FloatVector c30 = FloatVector.fromArray(S, c, co + 3 * cs);
    FloatVector c31 = FloatVector.fromArray(S, c, co + 3 * cs + L);
    for (int k = 0, i = ao, j = bo; k < K; k++, i += ks, j += bs) {
      FloatVector b0 = FloatVector.fromArray(S, b, j);
      FloatVector b1 = FloatVector.fromArray(S, b, j + L);
      FloatVector a0 = FloatVector.broadcast(S, a[i]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      FloatVector a1 = FloatVector.broadcast(S, a[i + rs]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      FloatVector a2 = FloatVector.broadcast(S, a[i + 2 * rs]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      FloatVector a3 = FloatVector.broadcast(S, a[i + 3 * rs]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
    }
    c00.intoArray(c, co);
    c01.intoArray(c, co + L);
    c10.intoArray(c, co + cs);
    c11.intoArray(c, co + cs + L);
    c20.intoArray(c, co + 2 * cs);
    c21.intoArray(c, co + 2 * cs + L);
    c30.intoArray(c, co + 3 * cs);
    c31.intoArray(c, co + 3 * cs + L);
  }

  private static void tile4x1(
      int K,
      float[] a,
      int ao,
      int rs,
      int ks,
      float[] b,
      int bo,
      int bs,
      float[] c,
      int co,
      int cs) {
    FloatVector c00 = FloatVector.fromArray(S, c, co);
    FloatVector c10 = FloatVector.fromArray(S, c, co + cs);
    FloatVector c20 = FloatVector.fromArray(S, c, co + 2 * cs);
    FloatVector c30 = FloatVector.fromArray(S, c, co + 3 * cs);
    for (int k = 0, i = ao, j = bo; k < K; k++, i += ks, j += bs) {
      FloatVector b0 = FloatVector.fromArray(S, b, j);
      FloatVector a0 = FloatVector.broadcast(S, a[i]);
      c00 = a0.fma(b0, c00);
      FloatVector a1 = FloatVector.broadcast(S, a[i + rs]);
      c10 = a1.fma(b0, c10);
      FloatVector a2 = FloatVector.broadcast(S, a[i + 2 * rs]);
      c20 = a2.fma(b0, c20);
      FloatVector a3 = FloatVector.broadcast(S, a[i + 3 * rs]);
      c30 = a3.fma(b0, c30);
    }
    c00.intoArray(c, co);
    c10.intoArray(c, co + cs);
    c20.intoArray(c, co + 2 * cs);
    c30.intoArray(c, co + 3 * cs);
  }

  private static void tile2x4(
      int K,
      float[] a,
      int ao,
      int rs,
      int ks,
      float[] b,
      int bo,
      int bs,
      float[] c,
      int co,
      int cs) {
    FloatVector c00 = FloatVector.fromArray(S, c, co);
    FloatVector c01 = FloatVector.fromArray(S, c, co + L);
    FloatVector c02 = FloatVector.fromArray(S, c, co + 2 * L);
    FloatVector c03 = FloatVector.fromArray(S, c, co + 3 * L);
    FloatVector c10 = FloatVector.fromArray(S, c, co + cs);
    FloatVector c11 = FloatVector.fromArray(S, c, co + cs + L);
    FloatVector c12 = FloatVector.fromArray(S, c, co + cs + 2 * L);
    FloatVector c13 = FloatVector.fromArray(S, c, co + cs + 3 * L);
    for (int k = 0, i = ao, j = bo; k < K; k++, i += ks, j += bs) {
      FloatVector b0 = FloatVector.fromArray(S, b, j);
      FloatVector b1 = FloatVector.fromArray(S, b, j + L);
      FloatVector b2 = FloatVector.fromArray(S, b, j + 2 * L);
      FloatVector b3 = FloatVector.fromArray(S, b, j + 3 * L);
      FloatVector a0 = FloatVector.broadcast(S, a[i]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      c02 = a0.fma(b2, c02);
      c03 = a0.fma(b3, c03);
      FloatVector a1 = FloatVector.broadcast(S, a[i + rs]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      c12 = a1.fma(b2, c12);
      c13 = a1.fma(b3, c13);
    }
    c00.intoArray(c, co);
    c01.intoArray(c, co + L);
    c02.intoArray(c, co + 2 * L);
    c03.intoArray(c, co + 3 * L);
    c10.intoArray(c, co + cs);
    c11.intoArray(c, co + cs + L);
    c12.intoArray(c, co + cs + 2 * L);
    c13.intoArray(c, co + cs + 3 * L);
  }

  private static void tile2x2(
      int K,
      float[] a,
      int ao,
      int rs,
      int ks,
      float[] b,
      int bo,
      int bs,
      float[] c,
      int co,
      int cs) {
    FloatVector c00 = FloatVector.fromArray(S, c, co);
    FloatVector c01 = FloatVector.fromArray(S, c, co + L);
    FloatVector c10 = FloatVector.fromArray(S, c, co + cs);
    FloatVector c11 = FloatVector.fromArray(S, c, co + cs + L);
    for (int k = 0, i = ao, j = bo; k < K; k++, i += ks, j += bs) {
      FloatVector b0 = FloatVector.fromArray(S, b, j);
      FloatVector b1 = FloatVector.fromArray(S, b, j + L);
      FloatVector a0 = FloatVector.broadcast(S, a[i]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      FloatVector a1 = FloatVector.broadcast(S, a[i + rs]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
    }
    c00.intoArray(c, co);
    c01.intoArray(c, co + L);
    c10.intoArray(c, co + cs);
    c11.intoArray(c, co + cs + L);
  }

  private static void tile2x1(
      int K,
      float[] a,
      int ao,
      int rs,
      int ks,
      float[] b,
      int bo,
      int bs,
      float[] c,
      int co,
      int cs) {
    FloatVector c00 = FloatVector.fromArray(S, c, co);
    FloatVector c10 = FloatVector.fromArray(S, c, co + cs);
    for (int k = 0, i = ao, j = bo; k < K; k++, i += ks, j += bs) {
      FloatVector b0 = FloatVector.fromArray(S, b, j);
      FloatVector a0 = FloatVector.broadcast(S, a[i]);
      c00 = a0.fma(b0, c00);
      FloatVector a1 = FloatVector.broadcast(S, a[i + rs]);
      c10 = a1.fma(b0, c10);
    }
    c00.intoArray(c, co);
    c10.intoArray(c, co + cs);
  }

  private static void tile1x4(
      int K, float[] a, int ao, int ks, float[] b, int bo, int bs, float[] c, int co) {
    FloatVector c00 = FloatVector.fromArray(S, c, co);
    FloatVector c01 = FloatVector.fromArray(S, c, co + L);
    FloatVector c02 = FloatVector.fromArray(S, c, co + 2 * L);
    FloatVector c03 = FloatVector.fromArray(S, c, co + 3 * L);
    for (int k = 0, i = ao, j = bo; k < K; k++, i += ks, j += bs) {
      FloatVector b0 = FloatVector.fromArray(S, b, j);
      FloatVector b1 = FloatVector.fromArray(S, b, j + L);
      FloatVector b2 = FloatVector.fromArray(S, b, j + 2 * L);
      FloatVector b3 = FloatVector.fromArray(S, b, j + 3 * L);
      FloatVector a0 = FloatVector.broadcast(S, a[i]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      c02 = a0.fma(b2, c02);
      c03 = a0.fma(b3, c03);
    }
    c00.intoArray(c, co);
    c01.intoArray(c, co + L);
    c02.intoArray(c, co + 2 * L);
    c03.intoArray(c, co + 3 * L);
  }

  private static void tile1x2(
      int K, float[] a, int ao, int ks, float[] b, int bo, int bs, float[] c, int co) {
    FloatVector c00 = FloatVector.fromArray(S, c, co);
    FloatVector c01 = FloatVector.fromArray(S, c, co + L);
    for (int k = 0, i = ao, j = bo; k < K; k++, i += ks, j += bs) {
      FloatVector b0 = FloatVector.fromArray(S, b, j);
      FloatVector b1 = FloatVector.fromArray(S, b, j + L);
      FloatVector a0 = FloatVector.broadcast(S, a[i]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
    }
    c00.intoArray(c, co);
    c01.intoArray(c, co + L);
  }

  private static void tile1x1(
      int K, float[] a, int ao, int ks, float[] b, int bo, int bs, float[] c, int co) {
    FloatVector c00 = FloatVector.fromArray(S, c, co);
    for (int k = 0, i = ao, j = bo; k < K; k++, i += ks, j += bs) {
      FloatVector b0 = FloatVector.fromArray(S, b, j);
      FloatVector a0 = FloatVector.broadcast(S, a[i]);
      c00 = a0.fma(b0, c00);
    }
    c00.intoArray(c, co);
  }
}
