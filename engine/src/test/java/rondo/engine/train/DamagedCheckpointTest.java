package rondo.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rondo.core.ModelFormatException;
import rondo.engine.Damage;
import rondo.engine.model.Forgery;

class DamagedCheckpointTest {
  private static final int MUTATIONS = 1000;
  private static final Map<String, String> SHORT =
      Map.of("epochs", "2", "rows", "8", "part", "4", "average-start", "1", "threads", "1");

  @TempDir Path folder;

  private static final Lesson LESSON = Lesson.echo(24, 20);

  private byte[] checkpoint() throws IOException {
    LESSON.trainer(LESSON.model(), SHORT).into(folder).run();
    return Files.readAllBytes(folder.resolve(Trainer.CHECKPOINT));
  }

  /** Somebody goes on from these bytes, and is refused in a sentence that names the file. */
  private void refuses(byte[] bytes, String what, String said) throws IOException {
    Path file = folder.resolve("hurt.checkpoint");
    Files.write(file, bytes);
    Trainer<int[], int[]> trainer = LESSON.trainer(LESSON.model(), SHORT).resume(file);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(self);
    assertThatThrownBy(trainer::run)
        .as(what)
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContainingAll(file.toString(), said)
        .message()
        .doesNotContain("\n");
    assertThat(threads.getThreadAllocatedBytes(self) - before)
        .as(what)
        .isLessThan(bytes.length + (64L << 20));
  }

  @Test
  void aThousandDamagedFilesAreRefused() throws IOException {
    byte[] whole = checkpoint();
    int hurt = 0;
    for (int seed = 0; seed < MUTATIONS; seed++) {
      byte[] bytes = Damage.of(whole, seed);
      if (!Arrays.equals(bytes, whole)) {
        refuses(bytes, "mutation " + seed, "");
        hurt++;
      }
    }
    assertThat(hurt).isGreaterThan(MUTATIONS * 9 / 10);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"version\" : 1|\"version\" : 2|version 2; this Rondo reads",
        "\"version\" : 1|\"version\" : 1e400|this Rondo reads",
        "\"format\" : \"rondo-checkpoint\"|\"format\" : \"other\"|of format 'other'",
        "\"epoch\" : 2|\"epoch\" : -2|facts that cannot be read",
        "\"epoch\" : 2|\"epoch\" : 9223372036854775807|facts that cannot be read",
        "\"epoch\" : 2|\"epoch\" : null|facts that cannot be read",
        "\"epoch\" : 2|\"epoch\" : 2, \"epoch\" : 2|facts that cannot be read",
        "\"epoch\" : 2|\"other\" : 2|facts that cannot be read",
        "\"ends\" : [|\"ends\" : [ 2147483647,|has no 'ends/",
        "\"ends\" : [|\"ends\" : [ null,|facts that cannot be read",
        "\"ends\" : [|\"ends\" : [ \"NaN\",|facts that cannot be read",
        "\"best\" : true|\"best\" : \"perhaps\"|facts that cannot be read",
        "\"part\" : \"4\"|\"part\" : null|facts that cannot be read",
        "\"settings\" : {|\"settings\" : null, \"other\" : {|facts that cannot be read",
        "\"averaged\"|\"averaged\" : {\"a\":1}, \"other\"|facts that cannot be read"
      })
  void factsThatCannotBeAreRefused(String from, String to, String said) throws IOException {
    Map<String, byte[]> entries = Forgery.unzipped(checkpoint());
    String facts =
        new String(entries.getOrDefault("facts.json", new byte[0]), StandardCharsets.UTF_8);
    assertThat(facts).contains(from);
    entries.put("facts.json", facts.replace(from, to).getBytes(StandardCharsets.UTF_8));
    refuses(Forgery.zipped(entries), to, said);
  }

  @Test
  void bombsAndMissingEntriesAreRefused() throws IOException {
    Map<String, byte[]> entries = Forgery.unzipped(checkpoint());
    for (String bomb : new String[] {"[".repeat(500_000), "[" + "{},".repeat(300_000) + "1]"}) {
      entries.put("facts.json", bomb.getBytes(StandardCharsets.UTF_8));
      refuses(Forgery.zipped(entries), "a bomb", "");
    }
    entries.put("facts.json", new byte[2 << 20]);
    refuses(Forgery.zipped(entries), "too long", "are the most");
    entries.remove("facts.json");
    refuses(Forgery.zipped(entries), "no facts", "lacks its entry 'facts.json'");
    entries = Forgery.unzipped(checkpoint());
    entries.remove("tensors.safetensors");
    refuses(Forgery.zipped(entries), "no tensors", "lacks its entry 'tensors.safetensors'");
  }
}
