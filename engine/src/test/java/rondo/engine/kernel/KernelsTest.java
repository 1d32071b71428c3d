package rondo.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rondo.core.Kernels;
import rondo.core.Matrix;
import rondo.core.Param;
import rondo.core.ShapeException;
import rondo.engine.work.Workers;

class KernelsTest {
  static List<Kernels> all() {
    return KernelChoice.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void productsEqualTheirSums(Kernels kernels) {
    KernelContract.products(kernels);
    KernelContract.longSums(kernels);
  }

  @ParameterizedTest
  @MethodSource("all")
  void functionsAreAccurateWhereverTheyStand(Kernels kernels) {
    KernelContract.functions(kernels);
    KernelContract.specialValues(kernels);
  }

  @ParameterizedTest
  @MethodSource("all")
  void softmaxSumsToOneAndTellsItsLogarithm(Kernels kernels) {
    KernelContract.softmax(kernels);
  }

  @ParameterizedTest
  @MethodSource("all")
  void rowsAndReductionsEqualTheirSums(Kernels kernels) {
    KernelContract.rows(kernels);
    KernelContract.reductions(kernels);
  }

  @ParameterizedTest
  @MethodSource("all")
  void productsOfElementsAndWaysBackFollowTheirFormulas(Kernels kernels) {
    KernelContract.elements(kernels);
  }

  @ParameterizedTest
  @MethodSource("all")
  void optimisersFollowTheirFormulas(Kernels kernels) {
    KernelContract.optimisers(kernels);
  }

  /** Sums have one order, also where the JVM compiles their loops while they run. */
  @ParameterizedTest
  @MethodSource("all")
  void sumsKeepTheirBitsWhileTheJvmWarmsUp(Kernels kernels) {
    Matrix x = KernelContract.window(50, 70, new Random(3)); // some rows round alike in any order
    float[] dots = new float[50];
    double[] squares = new double[50];
    int others = 0;
    for (int i = 0; i < 1_000_000; i++) { // compiled on the way, whatever the machine does besides
      int r = i % 50;
      float dot = kernels.dot(x.data(), x.at(r), x.data(), x.at(0), 70);
      double square = kernels.squares(x.data(), x.at(r), 70);
      if (i < 50) {
        dots[r] = dot;
        squares[r] = square;
      }
      others += dot == dots[r] && square == squares[r] ? 0 : 1;
    }
    assertThat(others).isZero();
  }

  @ParameterizedTest
  @MethodSource("all")
  void aRowAloneHasTheBitsItHasInABatch(Kernels kernels) {
    Random random = new Random(7);
    Param w = new Param("w", KernelContract.window(75, 300, random));
    Matrix x = KernelContract.window(23, 300, random);
    Matrix y = Matrix.zeros(23, 75);
    kernels.project(x, w, y);
    Matrix dx = Matrix.zeros(23, 300);
    kernels.unproject(y, w, dx);
    for (int r = 0; r < 23; r++) {
      Matrix alone = Matrix.zeros(1, 75);
      kernels.project(x.rows(r, 1), w, alone);
      assertThat(alone.data()).isEqualTo(y.rows(r, 1).copy().data());
      Matrix back = Matrix.zeros(1, 300);
      kernels.unproject(alone, w, back);
      assertThat(back.data()).isEqualTo(dx.rows(r, 1).copy().data());
    }
  }

  @Test
  void allKernelsGiveTheSameBitsButForSumsInLanes() {
    Random random = new Random(8);
    Matrix a = KernelContract.window(29, 300, random);
    Matrix b = KernelContract.window(300, 77, random);
    Param p = new Param("p", KernelContract.transposed(b, random));
    List<Consumer<Result>> calls =
        List.of(
            r -> r.kernels.ab(a, b, r.out(29, 77)),
            r -> r.kernels.abt(a, p.value(), r.out(29, 77)),
            r -> r.kernels.atb(a, KernelContract.window(29, 77, new Random(9)), r.out(300, 77)),
            r -> r.kernels.project(a, p, r.out(29, 77)),
            r -> r.kernels.unproject(KernelContract.window(9, 77, new Random(9)), p, r.out(9, 300)),
            r -> r.kernels.tanh(r.set(a), 0, a.size()),
            r -> r.kernels.sigmoid(r.set(a), 0, a.size()),
            r -> r.kernels.exp(r.set(a), 0, a.size()),
            r -> r.kernels.softmax(r.set(a), 0, a.size()),
            r ->
                r.kernels.adam(
                    r.out(29, 300).set(a),
                    a,
                    a.copy(),
                    a.copy().fill(1),
                    1,
                    new Kernels.Adam(0.01f, 0.9f, 0.99f, 1e-8f, 0.1f, 0.01f, 0.1f)));
    for (Consumer<Result> call : calls) {
      Result first = new Result(all().get(0));
      call.accept(first);
      for (Kernels kernels : all()) {
        Result other = new Result(kernels);
        call.accept(other);
        assertThat(other.matrix.data()).isEqualTo(first.matrix.data());
      }
    }
  }

  private static final class Result {
    private final Kernels kernels;
    private Matrix matrix = Matrix.NONE;

    Result(Kernels kernels) {
      this.kernels = kernels;
    }

    Matrix out(int rows, int cols) {
      matrix = Matrix.zeros(rows, cols);
      return matrix;
    }

    float[] set(Matrix m) {
      return out(m.rows(), m.cols()).set(m).data();
    }
  }

  @Test
  void threadsDoNotChangeABit() {
    Random random = new Random(10);
    Param w = new Param("w", KernelContract.window(520, 261, random));
    Matrix tall = KernelContract.window(600, 261, random);
    Matrix few = KernelContract.window(33, 261, random);
    for (boolean vectors : all().size() > 1 ? new boolean[] {false, true} : new boolean[] {false}) {
      Kernels alone = KernelChoice.create(vectors, Workers.ONE);
      float[][] expected = products(alone, w, tall, few);
      for (int threads : new int[] {2, 3, 4}) {
        try (Workers workers = Workers.of(threads)) {
          Kernels together = KernelChoice.on(workers, alone);
          assertThat(together.name()).isEqualTo(alone.name());
          assertThat(products(together, w, tall, few)).isDeepEqualTo(expected);
        }
      }
    }
  }

  private static float[][] products(Kernels kernels, Param w, Matrix tall, Matrix few) {
    Matrix rows = Matrix.zeros(600, 520);
    kernels.project(tall, w, rows);
    Matrix columns = Matrix.zeros(33, 520);
    kernels.project(few, w, columns);
    Matrix back = Matrix.zeros(600, 261);
    kernels.unproject(rows, w, back);
    Matrix dw = Matrix.zeros(520, 261);
    kernels.atb(rows, tall, dw);
    Matrix plain = Matrix.zeros(33, 600);
    kernels.abt(few, tall, plain);
    return new float[][] {rows.data(), columns.data(), back.data(), dw.data(), plain.data()};
  }

  @ParameterizedTest
  @MethodSource("all")
  void threadsMayShareKernelsAndParameters(Kernels kernels) {
    Random random = new Random(11);
    Param w = new Param("w", KernelContract.window(90, 70, random));
    Matrix x = KernelContract.window(20, 70, random);
    Matrix expected = Matrix.zeros(20, 90);
    kernels.abt(x, w.value(), expected);
    try (Workers workers = Workers.of(8)) {
      for (int round = 0; round < 50; round++) {
        w.changed(); // all threads find the copy stale at once
        workers.run(
            8,
            i -> {
              Matrix y = Matrix.zeros(20, 90);
              kernels.project(x, w, y);
              assertThat(y.data()).isEqualTo(expected.data());
            });
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void packedCopiesFollowTheirParameter(Kernels kernels) {
    Random random = new Random(12);
    Param w = new Param("w", KernelContract.window(40, 50, random));
    Matrix x = KernelContract.window(10, 50, random);
    for (int round = 0; round < 3; round++) {
      Matrix y = Matrix.zeros(10, 40);
      kernels.project(x, w, y);
      Matrix expected = Matrix.zeros(10, 40);
      kernels.abt(x, w.value(), expected);
      assertThat(y.data()).isEqualTo(expected.data());
      Matrix dx = Matrix.zeros(10, 50);
      kernels.unproject(y, w, dx);
      Matrix back = Matrix.zeros(10, 50);
      kernels.ab(y, w.value(), back);
      assertThat(dx.data()).isEqualTo(back.data());
      w.value().set(KernelContract.window(40, 50, random));
      w.changed();
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void shapesThatDoNotFitAreRefused(Kernels kernels) {
    Matrix c = Matrix.zeros(2, 4);
    assertThatThrownBy(() -> kernels.ab(Matrix.zeros(2, 3), Matrix.zeros(5, 4), c))
        .isInstanceOf(ShapeException.class)
        .hasMessage("2 x 3 times 5 x 4 cannot be added to 2 x 4");
    assertThatThrownBy(() -> kernels.abt(Matrix.zeros(2, 3), Matrix.zeros(4, 5), c))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> kernels.atb(Matrix.zeros(3, 2), Matrix.zeros(3, 5), c))
        .isInstanceOf(ShapeException.class);
  }

  @ParameterizedTest
  @MethodSource("all")
  void nothingTimesNothingIsNothing(Kernels kernels) {
    Matrix c = Matrix.of(2, 2, 1, 2, 3, 4);
    kernels.ab(Matrix.zeros(2, 0), Matrix.zeros(0, 2), c);
    assertThat(c.data()).containsExactly(1, 2, 3, 4);
    kernels.ab(Matrix.zeros(0, 3), Matrix.zeros(3, 2), Matrix.zeros(0, 2));
    kernels.abt(Matrix.zeros(2, 3), Matrix.zeros(0, 3), Matrix.zeros(2, 0));
  }
}
