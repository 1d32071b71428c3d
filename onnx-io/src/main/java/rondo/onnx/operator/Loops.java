package rondo.onnx.operator;

/** The four operations of arithmetic over floats, without a call for each of them. */
enum Loops {
  ADD,
  SUB,
  MUL,
  DIV;

  /** z = x op y, along a walk through x, y and z, the last of them without gaps. */
  void forward(Walk walk, float[] x, float[] y, float[] z) {
    int sx = walk.step(0);
    int sy = walk.step(1);
    walk.rows(at -> row(x, at[0], sx, y, at[1], sy, z, at[2], walk.length()));
  }

  private void row(
      float[] x, int i, int sx, float[] y, int j, int sy, float[] z, int k, int length) {
    switch (this) {
      case ADD -> {
        for (int n = 0; n < length; n++) {
          z[k + n] = x[i + n * sx] + y[j + n * sy];
        }
      }
      case SUB -> {
        for (int n = 0; n < length; n++) {
          z[k + n] = x[i + n * sx] - y[j + n * sy];
        }
      }
      case MUL -> {
        for (int n = 0; n < length; n++) {
          z[k + n] = x[i + n * sx] * y[j + n * sy];
        }
      }
      case DIV -> {
        for (int n = 0; n < length; n++) {
          z[k + n] = x[i + n * sx] / y[j + n * sy];
        }
      }
    }
  }

  /** Makes z's gradient that of x as z repeats it. */
  void backX(Walk walk, float[] y, float[] d) {
    int sy = walk.step(1);
    switch (this) {
      case ADD, SUB -> {} // dx = dz
      case MUL ->
          walk.rows(
              at -> {
                for (int n = 0; n < walk.length(); n++) {
                  d[at[2] + n] *= y[at[1] + n * sy]; // dx = dz * y
                }
              });
      case DIV ->
          walk.rows(
              at -> {
                for (int n = 0; n < walk.length(); n++) {
                  d[at[2] + n] /= y[at[1] + n * sy]; // dx = dz / y
                }
              });
    }
  }

  /** Makes z's gradient that of y as z repeats it. */
  void backY(Walk walk, float[] x, float[] y, float[] z, float[] d) {
    int sx = walk.step(0);
    int sy = walk.step(1);
    switch (this) {
      case ADD -> {} // dy = dz
      case SUB -> {
        for (int n = 0; n < d.length; n++) {
          d[n] = -d[n]; // dy = -dz
        }
      }
      case MUL ->
          walk.rows(
              at -> {
                for (int n = 0; n < walk.length(); n++) {
                  d[at[2] + n] *= x[at[0] + n * sx]; // dy = dz * x
                }
              });
      case DIV ->
          walk.rows(
              at -> {
                for (int n = 0; n < walk.length(); n++) {
                  d[at[2] + n] *= -z[at[2] + n] / y[at[1] + n * sy]; // dy = -dz * z / y
                }
              });
    }
  }
}
