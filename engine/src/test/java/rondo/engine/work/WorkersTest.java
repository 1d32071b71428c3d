package rondo.engine.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WorkersTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 9})
  void everyPieceRunsOnceHoweverManyThreads(int threads) {
    try (Workers workers = Workers.of(threads)) {
      assertThat(workers.threads()).isEqualTo(threads);
      for (int pieces = 0; pieces < 200; pieces++) {
        AtomicIntegerArray runs = new AtomicIntegerArray(pieces);
        workers.run(pieces, runs::incrementAndGet);
        for (int i = 0; i < pieces; i++) {
          assertThat(runs.get(i)).isEqualTo(1);
        }
      }
    }
  }

  @Test
  void piecesRunSideBySide() {
    try (Workers workers = Workers.of(3)) {
      CountDownLatch all = new CountDownLatch(3);
      // each of them waits until all three run
      workers.run(
          3,
          i -> {
            all.countDown();
            try {
              all.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          });
      assertThat(all.getCount()).isZero();
    }
  }

  @Test
  void helpersWakeUpAfterALongPause() throws InterruptedException {
    try (Workers workers = Workers.of(2)) {
      piecesMeet(workers);
      Thread.sleep(50);
      piecesMeet(workers);
    }
  }

  private static void piecesMeet(Workers workers) {
    ConcurrentHashMap<Thread, Boolean> seen = new ConcurrentHashMap<>();
    workers.run(
        2,
        i -> {
          seen.put(Thread.currentThread(), true);
          while (seen.size() < 2) {
            Thread.onSpinWait();
          }
        });
    assertThat(seen).hasSize(2);
  }

  @Test
  void piecesMayAskForPieces() {
    try (Workers workers = Workers.of(2)) {
      AtomicIntegerArray runs = new AtomicIntegerArray(64);
      workers.run(
          4,
          i -> workers.run(4, j -> workers.run(4, k -> runs.incrementAndGet(16 * i + 4 * j + k))));
      for (int i = 0; i < 64; i++) {
        assertThat(runs.get(i)).isEqualTo(1);
      }
    }
  }

  @Test
  void severalCallersMayShareTheHelpers() throws InterruptedException {
    try (Workers workers = Workers.of(3)) {
      AtomicIntegerArray runs = new AtomicIntegerArray(4);
      List<Thread> callers =
          List.of(0, 1, 2, 3).stream()
              .map(
                  c ->
                      new Thread(
                          () -> {
                            for (int round = 0; round < 500; round++) {
                              workers.run(5, i -> runs.incrementAndGet(c));
                            }
                          }))
              .toList();
      callers.forEach(Thread::start);
      for (Thread caller : callers) {
        caller.join();
      }
      for (int c = 0; c < 4; c++) {
        assertThat(runs.get(c)).isEqualTo(2500);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void theEarliestFailureIsThrownWhenAllAreDone(int threads) {
    try (Workers workers = Workers.of(threads)) {
      AtomicIntegerArray runs = new AtomicIntegerArray(20);
      assertThatThrownBy(
              () ->
                  workers.run(
                      20,
                      i -> {
                        runs.incrementAndGet(i);
                        if (i % 7 == 3) {
                          throw new IllegalStateException("piece " + i);
                        }
                      }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("piece 3");
      for (int i = 0; i < 20; i++) {
        assertThat(runs.get(i)).isEqualTo(1);
      }
      workers.run(2, i -> runs.incrementAndGet(i)); // still of use
      assertThat(runs.get(1)).isEqualTo(2);
    }
  }

  @Test
  void closedWorkersLeaveTheCaller() {
    Workers workers = Workers.of(2);
    workers.close();
    AtomicIntegerArray runs = new AtomicIntegerArray(3);
    workers.run(3, runs::incrementAndGet);
    assertThat(runs.get(2)).isEqualTo(1);
  }

  @Test
  void noThreadIsRefused() {
    assertThatThrownBy(() -> Workers.of(0)).hasMessage("at least one thread is needed, not 0");
  }
}
