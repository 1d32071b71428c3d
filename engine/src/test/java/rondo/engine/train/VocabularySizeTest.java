package rondo.engine.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.core.Batch;
import rondo.core.Kernels;
import rondo.core.Matrix;
import rondo.core.Model;
import rondo.core.Noise;
import rondo.core.Settings;
import rondo.core.Task;
import rondo.engine.kernel.ScalarKernels;
import rondo.engine.work.Workers;

/**
 * A step's work is counted, with a small vocabulary and a large one: floats that kernels are given,
 * bytes that are allocated, rows that are touched. How long it takes is measured by {@code
 * benchmarks/run vocabulary}.
 */
class VocabularySizeTest {
  private static final int WORDS = 300; // in the sentences
  private static final int MANY = 300_000; // 7.2 MB of vectors
  private static final Lesson LESSON = Lesson.echo(16, WORDS);
  private static final int STEPS = 4; // one list of 16, again and again

  /** What some steps did. */
  private record Did(long floats, long bytes, Map<String, Set<Integer>> rows) {}

  private static Did steps(int vocabulary, String optimizer) {
    Model<int[], int[]> model = new Lesson(vocabulary, 2, 0.1f, LESSON.data()).model();
    AtomicLong floats = new AtomicLong();
    Settings settings =
        Lesson.settings(
            Map.of("optimizer", optimizer, "average-start", "1", "clip", "0.1", "clip-value", "1"));
    TrainingStep step =
        new TrainingStep(model, model.params(), settings, counting(floats), Workers.ONE);
    List<Batch> parts;
    try (Stream<List<Batch>> lists =
        model.task().epoch(LESSON.data(), new Task.Plan(16, 8, 100), Noise.of(1))) {
      parts = lists.findFirst().orElseThrow();
    }
    Progress progress = Progress.START;
    step.take(List.of(parts), progress, Noise.of(1), 0.01); // takes the memory that is kept
    floats.set(0);
    long before = allocated();
    for (int i = 1; i <= STEPS; i++) {
      progress = progress.stepped(1, 1, 1, 1);
      step.take(List.of(parts), progress, Noise.of(i), 0.01);
    }
    long bytes = allocated() - before;
    Map<String, Set<Integer>> rows = new TreeMap<>();
    step.visit(
        (path, m) -> {
          if (path.startsWith("moments/") || path.startsWith("average/settled")) {
            rows.put(path, nonzero(m));
          }
        });
    return new Did(floats.get(), bytes, rows);
  }

  /** Plain kernels that add up how many floats they are given. */
  private static Kernels counting(AtomicLong floats) {
    Kernels plain = new ScalarKernels();
    return (Kernels)
        Proxy.newProxyInstance(
            VocabularySizeTest.class.getClassLoader(),
            new Class<?>[] {Kernels.class},
            (proxy, method, args) -> {
              for (Object arg : args) {
                floats.addAndGet(arg instanceof Matrix m ? m.size() : 0);
              }
              boolean counted = args[args.length - 1] instanceof Integer;
              floats.addAndGet(counted ? (Integer) args[args.length - 1] : 0);
              return method.invoke(plain, args);
            });
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }

  private static Set<Integer> nonzero(Matrix m) {
    Set<Integer> rows = new TreeSet<>();
    for (int r = 0; r < m.rows(); r++) {
      for (int c = 0; c < m.cols(); c++) {
        if (m.get(r, c) != 0) {
          rows.add(r);
        }
      }
    }
    return rows;
  }

  @ParameterizedTest
  @ValueSource(strings = {"adam", "adamw", "rmsprop", "sgd"})
  void aStepDoesTheSameWorkWithAThousandTimesTheWords(String optimizer) {
    Did few = steps(WORDS, optimizer);
    Did many = steps(MANY, optimizer);
    assertThat(many.floats()).isEqualTo(few.floats()).isPositive();
    assertThat(many.rows()).isEqualTo(few.rows());
    // a copy of the vectors alone would be 7.2 MB; the compiler may spare an allocation or two
    assertThat(many.bytes()).isLessThan(few.bytes() + 200_000);
  }

  @Test
  void rowsThatAreTouchedAreThoseOfTheWords() {
    Set<Integer> words = new TreeSet<>();
    LESSON.data().forEach(e -> IntStream.of(e.input()).forEach(words::add));
    Did did = steps(MANY, "adam");
    assertThat(did.rows().get("average/settled/features/E")).isEqualTo(words);
    assertThat(did.rows().get("moments/clock/features/E")).isEqualTo(words);
    assertThat(words).hasSizeBetween(30, 120);
  }
}
