package rondo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import rondo.core.ModelFormatException;

/**
 * Hands bytes to somebody who must refuse them: with the right exception, in one sentence that
 * names the file, and without taking more memory than the file's size and 64 MB.
 *
 * @param file where the bytes are put
 */
record Refusal(Path file, Opening opening) {
  private static final long ROOM = 64 << 20;

  /** Who must refuse. */
  interface Opening {
    void open(Path file) throws IOException;
  }

  /** What was said. */
  String of(byte[] bytes, String what) throws IOException {
    Files.write(file, bytes);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().getId();
    ThrowingCallable opened = () -> opening.open(file);
    long before = threads.getThreadAllocatedBytes(self);
    Throwable thrown = catchThrowable(opened);
    long taken = threads.getThreadAllocatedBytes(self) - before;
    assertThat(thrown).as(what).isInstanceOf(ModelFormatException.class);
    assertThat(taken).as(what + " took").isLessThan(bytes.length + ROOM);
    String said = String.valueOf(thrown.getMessage());
    assertThat(said).as(what).contains(file.toString()).doesNotContain("\n").hasSizeLessThan(1200);
    return said;
  }
}
