package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.engine.Plugins;
import rondo.testkit.OnnxCase;
import rondo.testkit.mutation.ImportTrial;
import rondo.testkit.mutation.ImportTrial.End;
import rondo.testkit.mutation.Mutator;
import rondo.testkit.mutation.Seed;

/** A sample of what {@code benchmarks/run foreign-mutations} does two thousand times. */
class ForeignMutationsTest {
  private static final int COUNT = 120;
  private static final long MOST_BYTES = 256_000_000; // allocated, so that no more can be in use

  @TempDir Path folder;

  @Test
  void changedGraphsAreRefusedInASentenceOrAnswerAsTheRuntimeDoes() throws IOException {
    List<Seed> seeds = new ArrayList<>();
    for (String each : List.of("pytorch", "pytorch-2.13", "conformance", "conformance-extra")) {
      seeds.addAll(Seed.below(OnnxCase.shared("onnx/" + each)));
    }
    Mutator mutator = new Mutator(new Random(14));
    Map<End, Integer> ends = new EnumMap<>(End.class);
    try (ImportTrial trial = new ImportTrial(Plugins.load().cells().all())) {
      for (int i = 0; i < COUNT; i++) {
        Seed seed = seeds.get(i * 7 % seeds.size());
        Mutator.Mutant mutant = mutator.of(seed.file());
        Path file = seed.put(mutant.file(), folder);
        ImportTrial.Outcome outcome = trial.of(file, mutant.file(), seed::inputs);
        assertThat(outcome.end())
            .as("%s, %s: %s", seed, mutant.what(), outcome.text())
            .isNotEqualTo(End.WRONG);
        ends.merge(outcome.end(), 1, Integer::sum);
      }
      assertThat(trial.mostBytes()).isLessThan(MOST_BYTES);
    }
    assertThat(ends.getOrDefault(End.REFUSED, 0)).isGreaterThan(COUNT / 4);
    assertThat(ends.getOrDefault(End.AGREES, 0)).isGreaterThan(COUNT / 10);
  }
}
