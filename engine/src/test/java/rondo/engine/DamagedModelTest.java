package rondo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.engine.tiny.Caesar;
import rondo.engine.tiny.TinyPlugin;

class DamagedModelTest {
  private static final int MUTATIONS = 2000;

  private final Rondo rondo = Rondo.of(Plugins.of(new EnginePlugin(), new TinyPlugin()));
  @TempDir Path folder;

  /** Every byte is covered by a checksum that is verified, so no change at all goes through. */
  @Test
  void twoThousandDamagedFilesAreRefused() throws IOException {
    byte[] whole;
    try (InputStream in = RondoTest.class.getResourceAsStream("version1.rondo")) {
      whole = Objects.requireNonNull(in).readAllBytes();
    }
    Refusal refusal =
        new Refusal(folder.resolve("m.rondo"), file -> rondo.open(file, Caesar.class).close());
    int hurt = 0;
    for (int seed = 0; seed < MUTATIONS; seed++) {
      byte[] bytes = Damage.of(whole, seed);
      if (!Arrays.equals(bytes, whole)) {
        refusal.of(bytes, "mutation " + seed);
        hurt++;
      }
    }
    assertThat(hurt).isGreaterThan(MUTATIONS * 9 / 10);
  }
}
