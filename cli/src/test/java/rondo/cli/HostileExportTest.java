package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.core.ModelFormatException;
import rondo.engine.Rondo;
import rondo.tasks.Ner;

/** An exported tagger, damaged: a thousand times and of every kind is {@code benchmarks/run}. */
class HostileExportTest {
  private static final int MUTATIONS = 300;
  private static final long ROOM = 256_000_000; // bytes
  private static final long TIME = 5_000_000_000L; // nanoseconds
  private static final List<String> SENTENCE = List.of("Ada", "lived", "in", "Vienna", ".");

  private final Rondo rondo = Rondo.load();
  @TempDir Path folder;

  @Test
  void damagedExportsAreRefusedOrAnswerTheSame() throws IOException {
    Path model = Files.write(folder.resolve("m.rondo"), VersionOneTest.bytes("lstm.rondo"));
    Path file = folder.resolve("m.onnx");
    rondo.export(rondo.model(model), "onnx", file);
    byte[] whole = Files.readAllBytes(file);
    Object right = answer(file);
    assertThat(right).isEqualTo(answer(model));

    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Random random = new Random(1);
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      Files.write(file, damaged(whole, i, random));
      long before = threads.getCurrentThreadAllocatedBytes();
      long start = System.nanoTime();
      try {
        assertThat(answer(file)).as("mutation " + i).isEqualTo(right);
      } catch (ModelFormatException e) {
        assertThat(e.getMessage()).contains(file.toString()).doesNotContain("\n");
        refused++;
      }
      assertThat(System.nanoTime() - start).as("time of " + i).isLessThan(TIME);
      assertThat(threads.getCurrentThreadAllocatedBytes() - before)
          .as("memory of " + i)
          .isLessThan(ROOM);
    }
    assertThat(refused).isBetween(MUTATIONS / 2, MUTATIONS - 1); // some are in names of nodes
  }

  private Object answer(Path file) {
    try (Ner ner = rondo.open(file, Ner.class)) {
      return ner.answer(SENTENCE);
    }
  }

  private static byte[] damaged(byte[] whole, int i, Random random) {
    int at = random.nextInt(whole.length);
    byte[] hurt = Arrays.copyOf(whole, i % 4 == 0 ? at : whole.length);
    switch (i % 4) {
      case 1 -> hurt[at] ^= (byte) (1 << random.nextInt(8));
      case 2 -> hurt[at] = (byte) random.nextInt(256);
      case 3 -> Arrays.fill(hurt, at, Math.min(hurt.length, at + 4), (byte) 0xff); // a length
      default -> {} // cut off
    }
    return hurt;
  }
}
