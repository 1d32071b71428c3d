package rondo.benchmarks;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import rondo.core.Kernels;
import rondo.core.Matrix;
import rondo.engine.kernel.ScalarKernels;
import rondo.engine.work.Workers;

/** The products of an LSTM, four gates to a unit. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Products {
  /** Which product of the layer. */
  public enum Kind {
    /** a = x Wᵀ, of all steps. */
    INPUT,
    /** a = h Rᵀ, of one step. */
    STEP,
    /** dh = da R, of one step. */
    BACK,
    /** dR = daᵀ h, of all steps. */
    WEIGHTS;

    /** M, N and K of it. */
    int[] size(Shape s) {
      int rows = s.batch() * s.time();
      int gates = 4 * s.hidden();
      return switch (this) {
        case INPUT -> new int[] {rows, gates, s.input()};
        case STEP -> new int[] {s.batch(), gates, s.hidden()};
        case BACK -> new int[] {s.batch(), s.hidden(), gates};
        case WEIGHTS -> new int[] {gates, s.hidden(), rows};
      };
    }
  }

  @Param({"scalar", "vector"})
  public String kernels = "";

  @Param({"1", "2"})
  public int threads;

  @Param public Kind kind = Kind.INPUT;

  @Param({"32,30,100,128", "32,30,128,256", "64,30,256,512"})
  public String shape = "";

  private Workers workers = Workers.ONE;
  private Kernels k = new ScalarKernels();
  private Matrix a = Matrix.NONE; // M x K; of WEIGHTS K x M
  private Matrix b = Matrix.NONE; // of INPUT and STEP N x K, else K x N
  private rondo.core.Param w = new rondo.core.Param("w", b); // b
  private Matrix c = Matrix.NONE; // M x N

  @Setup
  public void draw() {
    workers = Workers.of(threads);
    k = Made.kernels(kernels, workers);
    int[] size = kind.size(Shape.parse(shape));
    int M = size[0];
    int N = size[1];
    int K = size[2];
    Random random = new Random(1);
    boolean forward = kind == Kind.INPUT || kind == Kind.STEP;
    a = kind == Kind.WEIGHTS ? Made.matrix(K, M, random) : Made.matrix(M, K, random);
    b = forward ? Made.matrix(N, K, random) : Made.matrix(K, N, random);
    w = new rondo.core.Param("w", b);
    c = Matrix.zeros(M, N);
  }

  @TearDown
  public void close() {
    workers.close();
  }

  @Benchmark
  public void multiply() {
    switch (kind) {
      case INPUT, STEP -> k.project(a, w, c);
      case BACK -> k.unproject(a, w, c);
      case WEIGHTS -> k.atb(a, b, c);
    }
  }
}
