package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Trains, goes on, evaluates and predicts again and again in one process, which must not come to
 * hold on to more. For minutes, and in the midst of a training, {@code benchmarks/run endurance}
 * does so.
 */
class EnduranceTest {
  private static final int ROUNDS = 8;
  private static final int MEBIBYTE = 1 << 20;

  @TempDir Path folder;

  /** What this JVM holds on to, after a collection. */
  private record Held(long heap, int threads, long handles) {
    static Held now() throws InterruptedException {
      for (int i = 0; i < 3; i++) {
        System.gc();
        Thread.sleep(50); // for threads that were told to go, and what the collector hands over
      }
      long handles =
          ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
              ? unix.getOpenFileDescriptorCount()
              : 0;
      return new Held(
          ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
          ManagementFactory.getThreadMXBean().getThreadCount(),
          handles);
    }
  }

  @Test
  void nothingIsHeldOnToFromOneCommandToTheNext() throws IOException, InterruptedException {
    Path data = Corpus.write(folder.resolve("train.conll"), 60, 1);
    Path dev = Corpus.write(folder.resolve("dev.conll"), 20, 2);
    Path text = Files.writeString(folder.resolve("text"), Corpus.lines(dev));
    Path out = folder.resolve("model");
    for (int round = 1; round <= ROUNDS / 2; round++) {
      use(data, dev, text, out, round);
    }
    Held before = Held.now();
    for (int round = ROUNDS / 2 + 1; round <= ROUNDS; round++) {
      use(data, dev, text, out, round);
    }
    Held after = Held.now();
    assertThat(after.threads()).isLessThanOrEqualTo(before.threads());
    assertThat(after.handles()).isLessThanOrEqualTo(before.handles());
    // a model and its training take more than 1 MiB; to forget one in each round would be seen
    assertThat((double) after.heap()).isLessThan(before.heap() + MEBIBYTE);
    assertThat(Files.size(out.resolve("last.checkpoint"))).isGreaterThan(MEBIBYTE / 4);
  }

  private static void use(Path data, Path dev, Path text, Path out, int epochs) {
    List<Object> train = new ArrayList<>(List.of("train", "ner", "--data", data, "--dev", dev));
    train.addAll(List.of("-o", out, "--network.hidden=48", "--network.embedding=64"));
    train.addAll(List.of("--threads=3", "--train.checkpoint=2", "--train.epochs=" + epochs));
    Path model = out.resolve("best.rondo");
    run(train.toArray());
    run("evaluate", model, dev);
    run("predict", model, text, "--threads=2");
  }

  private static void run(Object... words) {
    Transcript said = Transcript.of(words);
    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DONE);
  }
}
