package rondo.testkit.mutation;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rondo.core.CellType;
import rondo.core.ModelFormatException;
import rondo.core.Registry;
import rondo.core.ShapeException;
import rondo.core.graph.Graph;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.onnx.OnnxFile;
import rondo.onnx.foreign.ForeignImport;
import rondo.onnx.foreign.ForeignModel;

/**
 * Reads a file natively, runs it, and holds its answers against those of ONNX Runtime. Whatever the
 * file is, it must be refused in one sentence or answer as the runtime does, in bounded time and
 * memory.
 */
public final class ImportTrial implements AutoCloseable {
  private static final double MOST_SECONDS = 5;
  private static final double TOLERANCE = 1e-4; // of values up to 1, else as a share of them

  private static final Set<String> RECURRENT = Set.of("RNN", "LSTM", "GRU");

  private final Collection<CellType> cells;
  private final RuntimeApart runtime = new RuntimeApart();
  private long mostBytes;
  private double mostSeconds;

  /** How a trial ended. */
  public enum End {
    REFUSED,
    /** Both answer the same. */
    AGREES,
    /** The runtime refuses what is answered here, as it does a frozen time or layout 1. */
    ALONE,
    /** The runtime did not live through it. */
    OUTLIVED,
    /** Dims differ since a length that stood in the file is taken for an example's, as it says. */
    FREED,
    /** There are infinities, which the runtime's kernels bound on their way. */
    UNBOUNDED,
    /** None of these. */
    WRONG
  }

  public record Outcome(End end, String text) {}

  public ImportTrial(Collection<CellType> cells) {
    this.cells = cells;
  }

  /** What was computed, or why not. */
  private record Done(
      Map<String, Tensor> inputs, Map<String, Tensor> outputs, boolean freed, String refusal) {
    static Done refused(RuntimeException why) {
      return new Done(Map.of(), Map.of(), false, String.valueOf(why.getMessage()));
    }
  }

  /**
   * Tries a file.
   *
   * @param bytes of the file, for the runtime
   * @param inputs for the graph that it turns out to hold
   */
  public Outcome of(Path file, byte[] bytes, Function<Graph, Map<String, Tensor>> inputs) {
    long[] taken = new long[1];
    long start = System.nanoTime();
    FutureTask<Done> task =
        new FutureTask<>(
            () -> {
              ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
              long before = threads.getCurrentThreadAllocatedBytes();
              try {
                return computed(file, inputs);
              } finally {
                taken[0] = threads.getCurrentThreadAllocatedBytes() - before;
              }
            });
    Thread thread = new Thread(task, "trial");
    thread.setDaemon(true);
    thread.start();
    Done done;
    try {
      done = task.get((long) (MOST_SECONDS * 1000), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      return new Outcome(
          End.WRONG, "failed: " + trace(Objects.requireNonNullElse(e.getCause(), e)));
    } catch (TimeoutException e) {
      return new Outcome(End.WRONG, "takes longer than " + MOST_SECONDS + " s: " + where(thread));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    mostSeconds = Math.max(mostSeconds, (System.nanoTime() - start) / 1e9);
    mostBytes = Math.max(mostBytes, taken[0]);
    return done.refusal.isEmpty() ? compared(bytes, done) : refused(done.refusal);
  }

  private static String trace(Throwable e) {
    StackTraceElement[] at = e.getStackTrace();
    StringBuilder text = new StringBuilder(e.toString());
    for (int i = 0; i < at.length && i < 6; i++) {
      text.append(" < ").append(at[i]);
    }
    return text.toString();
  }

  private static String where(Thread thread) {
    StringBuilder text = new StringBuilder();
    for (StackTraceElement each : thread.getStackTrace()) {
      text.append(text.length() < 800 ? " < " + each : "");
    }
    return text.toString();
  }

  private static Outcome refused(String said) {
    boolean sentence = said.contains(" ") && !said.contains("\n") && said.length() < 1200;
    return sentence
        ? new Outcome(End.REFUSED, said)
        : new Outcome(End.WRONG, "refused as '" + said + "'");
  }

  /** Refusals are exceptions of these kinds, and no others. */
  private Done computed(Path file, Function<Graph, Map<String, Tensor>> inputs) {
    try {
      Graph graph = OnnxFile.read(file);
      ForeignImport.of(graph, new Registry<>("cell", cells)).report();
      Map<String, Tensor> in = inputs.apply(graph);
      Map<String, Tensor> weights = new HashMap<>(in);
      weights.keySet().retainAll(weights(graph));
      ForeignModel model = ForeignModel.of(graph, cells, weights);
      boolean freed = model.report().stream().anyMatch(n -> n.text().contains(" is free of"));
      return new Done(in, model.run(in), freed, "");
    } catch (ModelFormatException e) {
      return Done.refused(e);
    } catch (IllegalArgumentException e) {
      if (e.getClass() != IllegalArgumentException.class && !(e instanceof ShapeException)) {
        throw e;
      }
      return Done.refused(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The inputs that are the weights of recurrent nodes, as in tests of operators. */
  private static Set<String> weights(Graph graph) {
    return graph.nodes().stream()
        .filter(n -> RECURRENT.contains(n.op().name()))
        .flatMap(n -> Stream.of(n.input(1), n.input(2), n.input(3), n.input(7)))
        .map(Value::name)
        .collect(Collectors.toSet());
  }

  private Outcome compared(byte[] bytes, Done done) {
    RuntimeApart.Said said = runtime.run(bytes, done.inputs);
    if (said instanceof RuntimeApart.Said.Answer answer) {
      for (Map.Entry<String, Tensor> each : answer.outputs().entrySet()) {
        Tensor ours = done.outputs.get(each.getKey());
        if (ours == null) {
          return new Outcome(End.WRONG, "output '" + each.getKey() + "' is missing");
        }
        Optional<String> apart = apart(ours, each.getValue());
        if (apart.isPresent()) {
          boolean dims = !ours.dims().equals(each.getValue().dims());
          End end = End.WRONG;
          if (done.freed && dims) {
            end = End.FREED;
          } else if (!dims && (unbounded(ours) || unbounded(each.getValue()))) {
            end = End.UNBOUNDED;
          }
          return new Outcome(end, "output '%s' %s".formatted(each.getKey(), apart.get()));
        }
      }
      return new Outcome(End.AGREES, "");
    }
    return said instanceof RuntimeApart.Said.Refusal refusal
        ? new Outcome(End.ALONE, refusal.why())
        : new Outcome(End.OUTLIVED, "");
  }

  private static boolean unbounded(Tensor tensor) {
    boolean found = false;
    if (tensor instanceof Tensor.Floats f) {
      for (float each : f.data()) {
        found |= !Float.isFinite(each);
      }
    }
    return found;
  }

  private static Optional<String> apart(Tensor ours, Tensor theirs) {
    if (!ours.dims().equals(theirs.dims()) || ours.type() != theirs.type()) {
      return Optional.of(
          "is %s of %s, must be %s of %s"
              .formatted(ours.type(), ours.dims(), theirs.type(), theirs.dims()));
    }
    if (ours instanceof Tensor.Floats a && theirs instanceof Tensor.Floats b) {
      for (int i = 0; i < a.data().length; i++) {
        double x = a.data()[i];
        double y = b.data()[i];
        boolean same = x == y || Double.isNaN(x) && Double.isNaN(y);
        if (!same && !(Math.abs(x - y) <= TOLERANCE * Math.max(1, Math.abs(y)))) {
          return Optional.of(String.format(Locale.ROOT, "is %.7g at %d, must be %.7g", x, i, y));
        }
      }
    } else if (ours instanceof Tensor.Ints a && theirs instanceof Tensor.Ints b) {
      return Arrays.equals(a.data(), b.data())
          ? Optional.empty()
          : Optional.of("has other whole numbers");
    }
    return Optional.empty();
  }

  /** The most that a file took so far, in bytes. */
  public long mostBytes() {
    return mostBytes;
  }

  /** The longest that one took. */
  public double mostSeconds() {
    return mostSeconds;
  }

  @Override
  public void close() {
    runtime.close();
  }
}
