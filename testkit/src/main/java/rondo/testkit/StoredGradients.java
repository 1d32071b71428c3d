package rondo.testkit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import rondo.core.Cell;
import rondo.core.CellSpec;
import rondo.core.CellType;
import rondo.core.Flow;
import rondo.core.Kernels;
import rondo.core.Matrix;
import rondo.core.Noise;
import rondo.core.Param;
import rondo.core.Sequence;
import rondo.core.Settings;
import rondo.core.State;
import rondo.core.Trace;
import rondo.core.graph.Tensor;
import rondo.engine.model.FreshWeights;
import rondo.engine.work.Work;
import rondo.engine.work.Workers;
import rondo.onnx.TensorFile;

/**
 * What another library computed for one batch, both ways, in a folder of tensors: the parameters
 * under their names, {@code lengths}, {@code x}, {@code start0} and so on; the results {@code y},
 * {@code end0}; the gradients given, {@code dy}, {@code dend0}, and those found, {@code dx}, {@code
 * dstart0} and {@code d} before each parameter's name.
 */
public final class StoredGradients {
  private final Path folder;

  public StoredGradients(Path folder) {
    this.folder = folder;
  }

  /** Fails unless a cell of this type computes the same, value by value within the tolerance. */
  public void verify(CellType type, Kernels kernels, double tolerance) throws IOException {
    Matrix x = matrix("x");
    int[] lengths = lengths();
    Sequence in = new Sequence(x.rows() / lengths.length, x, lengths);
    FreshWeights weights = new FreshWeights(1);
    CellSpec spec = new CellSpec(type.name(), x.cols(), matrix("y").cols(), Settings.of(Map.of()));
    Cell cell = type.create(spec, weights);
    for (Param p : weights.params()) {
      p.value().set(matrix(p.path()));
      p.changed();
    }
    int parts = cell.ports().state().size();

    Work work = new Work(kernels, Workers.ONE).reset(Noise.NONE);
    Trace trace = cell.forward(new Flow(in, state("start", parts)), work);
    compare("y", trace.output().sequence().rows(), tolerance);
    compare("end", trace.output().state(), tolerance);

    Sequence dy = in.with(matrix("dy"));
    Flow din = trace.backward().apply(new Flow(dy, state("dend", parts)));
    compare("dx", din.sequence().rows(), tolerance);
    compare("dstart", din.state(), tolerance);
    for (Param p : weights.params()) {
      compare("d" + p.path(), work.gradient(p), tolerance);
    }
  }

  private State state(String name, int parts) throws IOException {
    List<Matrix> all = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      all.add(matrix(name + i));
    }
    return new State(all);
  }

  private int[] lengths() throws IOException {
    long[] stored = ((Tensor.Ints) TensorFile.read(folder.resolve("lengths.pb"))).data();
    int[] lengths = new int[stored.length];
    for (int b = 0; b < lengths.length; b++) {
      lengths[b] = (int) stored[b];
    }
    return lengths;
  }

  private Matrix matrix(String name) throws IOException {
    Tensor t = TensorFile.read(folder.resolve(name + ".pb"));
    return new Matrix(t.dims().get(0), t.dims().get(1), ((Tensor.Floats) t).data(), 0);
  }

  private void compare(String name, State actual, double tolerance) throws IOException {
    for (int i = 0; i < actual.parts().size(); i++) {
      compare(name + i, actual.part(i), tolerance);
    }
  }

  private void compare(String name, Matrix actual, double tolerance) throws IOException {
    Matrix expected = matrix(name);
    for (int r = 0; r < expected.rows(); r++) {
      for (int c = 0; c < expected.cols(); c++) {
        double scale = Math.max(1, Math.abs(expected.get(r, c)));
        if (!(Math.abs(actual.get(r, c) - expected.get(r, c)) <= tolerance * scale)) {
          throw new AssertionError(
              String.format(
                  Locale.ROOT,
                  "%s of %s: [%d, %d] is %.7g, must be %.7g",
                  name,
                  folder,
                  r,
                  c,
                  actual.get(r, c),
                  expected.get(r, c)));
        }
      }
    }
  }
}
