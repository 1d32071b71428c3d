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
import org.openjdk.jmh.annotations.Warmup;
import rondo.core.Kernels;
import rondo.engine.kernel.ScalarKernels;
import rondo.engine.work.Workers;

/**
 * What stands between the products of a cell: loops over the units of one example, 64 examples one
 * after the other.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Elements {
  private static final int ROWS = 64;

  @Param({"scalar", "vector"})
  public String kernels = "";

  @Param({"100", "128", "256", "1024"})
  public int units;

  private Kernels k = new ScalarKernels();
  private float[] x = {}; // ROWS x units, from -1 to 1
  private float[] y = {};
  private float[] z = {};

  @Setup
  public void draw() {
    k = Made.kernels(kernels, Workers.ONE);
    Random random = new Random(1);
    x = Made.floats(ROWS * units, random);
    y = Made.floats(ROWS * units, random);
    z = Made.floats(ROWS * units, random);
  }

  @Benchmark
  public void multiply() {
    for (int i = 0; i < x.length; i += units) {
      k.multiply(x, i, y, i, z, i, units);
    }
  }

  @Benchmark
  public void multiplyAdd() {
    for (int i = 0; i < x.length; i += units) {
      k.multiplyAdd(x, i, y, i, z, i, units);
    }
  }

  @Benchmark
  public void sigmoidBack() {
    for (int i = 0; i < x.length; i += units) {
      k.sigmoidBack(x, i, y, i, units);
    }
  }

  @Benchmark
  public void tanhBack() {
    for (int i = 0; i < x.length; i += units) {
      k.tanhBack(x, i, y, i, units);
    }
  }

  @Benchmark
  public void sigmoid() {
    for (int i = 0; i < x.length; i += units) {
      k.sigmoid(x, i, units);
    }
  }

  @Benchmark
  public void tanh() {
    for (int i = 0; i < x.length; i += units) {
      k.tanh(x, i, units);
    }
  }

  @Benchmark
  public void axpy() {
    for (int i = 0; i < x.length; i += units) {
      k.axpy(1e-9f, x, i, z, i, units);
    }
  }

  @Benchmark
  public double softmax() {
    double sum = 0;
    for (int i = 0; i < x.length; i += units) {
      sum += k.softmax(x, i, units);
    }
    return sum;
  }
}
