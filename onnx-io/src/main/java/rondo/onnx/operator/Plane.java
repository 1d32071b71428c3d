package rondo.onnx.operator;

/**
 * A matrix among the values of a tensor.
 *
 * @param at where it begins
 * @param down from one row to the next
 * @param across from one column to the next
 */
record Plane(float[] data, int at, int down, int across) {
  /** Up to so many rows a copy of the other matrix does not pay. */
  private static final int FEW = 8;

  /** Rows one behind the other. */
  static Plane of(float[] data, int at, int columns) {
    return new Plane(data, at, columns, 1);
  }

  Plane transposed() {
    return new Plane(data, at, across, down);
  }

  Plane turned(boolean turn) {
    return turn ? transposed() : this;
  }

  /** Adds a · b, of rows x inner and inner x columns, to this one. */
  void add(Plane a, Plane b, int rows, int inner, int columns) {
    if (across != 1 && down == 1) {
      transposed().add(b.transposed(), a.transposed(), columns, inner, rows);
    } else if (b.across != 1 && rows > FEW) {
      addRows(a, b.packed(inner, columns), rows, inner, columns);
    } else if (a.across == 1 && b.down == 1) {
      addDots(a, b, rows, inner, columns);
    } else {
      addRows(a, b, rows, inner, columns);
    }
  }

  /** A copy whose rows stand one behind the other. */
  private Plane packed(int rows, int columns) {
    float[] copy = new float[rows * columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        copy[i * columns + j] = data[at + i * down + j * across];
      }
    }
    return of(copy, 0, columns);
  }

  private void addDots(Plane a, Plane b, int rows, int inner, int columns) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        int x = a.at + i * a.down;
        int y = b.at + j * b.across;
        float sum = 0;
        for (int k = 0; k < inner; k++) {
          sum += a.data[x + k] * b.data[y + k];
        }
        data[at + i * down + j * across] += sum;
      }
    }
  }

  private void addRows(Plane a, Plane b, int rows, int inner, int columns) {
    int fours = b.across == 1 && across == 1 ? inner - inner % 4 : 0;
    for (int i = 0; i < rows; i++) {
      int z = at + i * down;
      int x = a.at + i * a.down;
      for (int k = 0; k < fours; k += 4) {
        addFour(a, x + k * a.across, b, b.at + k * b.down, z, columns);
      }
      for (int k = fours; k < inner; k++) {
        float by = a.data[x + k * a.across];
        int y = b.at + k * b.down;
        for (int j = 0; j < columns; j++) {
          data[z + j * across] += by * b.data[y + j * b.across];
        }
      }
    }
  }

  /** Four rows of b at once, since most of the time goes into fetching and storing sums. */
  private void addFour(Plane a, int x, Plane b, int y, int z, int columns) {
    float p = a.data[x];
    float q = a.data[x + a.across];
    float r = a.data[x + 2 * a.across];
    float s = a.data[x + 3 * a.across];
    int second = y + b.down;
    int third = second + b.down;
    int fourth = third + b.down;
    for (int j = 0; j < columns; j++) {
      data[z + j] +=
          p * b.data[y + j]
              + q * b.data[second + j]
              + r * b.data[third + j]
              + s * b.data[fourth + j];
    }
  }
}
