package rondo.onnx.foreign;

/**
 * A matrix among the values of a tensor.
 *
 * @param at where it begins
 * @param down from one row to the next
 * @param across from one column to the next
 */
record Plane(float[] data, int at, int down, int across) {
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
    } else if (a.across == 1 && b.down == 1) {
      addDots(a, b, rows, inner, columns);
    } else {
      addRows(a, b, rows, inner, columns);
    }
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
    for (int i = 0; i < rows; i++) {
      int z = at + i * down;
      for (int k = 0; k < inner; k++) {
        float x = a.data[a.at + i * a.down + k * a.across];
        int y = b.at + k * b.down;
        if (b.across == 1 && across == 1) {
          for (int j = 0; j < columns; j++) {
            data[z + j] += x * b.data[y + j];
          }
        } else {
          for (int j = 0; j < columns; j++) {
            data[z + j * across] += x * b.data[y + j * b.across];
          }
        }
      }
    }
  }
}
