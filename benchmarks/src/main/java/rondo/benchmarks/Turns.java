package rondo.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import rondo.engine.train.TrainingListener;

/**
 * Listens to a training and times its epochs; after each, while the training waits for its
 * listener, the peer has its turn over the same batches.
 */
final class Turns implements TrainingListener, AutoCloseable {
  private static final int LABELS = 3;
  private static final int PAUSE = 500; // milliseconds

  private final int tokens; // of an epoch
  private final int warmUp;
  private final int epochs;
  private final Shares shares;
  private final List<BareLayer.Sizes> sizes; // of the peer's batches; none without a peer
  private final List<Double> ours = new ArrayList<>(); // tokens a second, epoch by epoch
  private final List<Double> peers = new ArrayList<>();
  private Optional<BareLayer> peer = Optional.empty();
  private long stepsAnEpoch;
  private final List<Double> busy = new ArrayList<>(); // threads at work, epoch by epoch
  private long began;
  private long worked; // nanoseconds on the processor, of the training's threads
  private double heap; // MiB after collection, arenas included
  private String resident = "not known here";

  Turns(int tokens, int warmUp, int epochs, Shares shares, List<BareLayer.Sizes> sizes) {
    this.tokens = tokens;
    this.warmUp = warmUp;
    this.epochs = epochs;
    this.shares = shares;
    this.sizes = sizes;
  }

  @Override
  public void started(Started event) {
    stepsAnEpoch = event.stepsAnEpoch();
    System.out.printf(
        "%d steps an epoch, %d weights, %d threads, %s kernels%n",
        stepsAnEpoch, event.weights(), event.threads(), event.kernels());
    begin();
  }

  private void begin() {
    began = System.nanoTime();
    worked = worked();
  }

  private static long worked() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.getName().startsWith("rondo"))
        .mapToLong(t -> threads.getThreadCpuTime(t.getId()))
        .sum();
  }

  @Override
  public void step(Step event) {
    if (event.step() % stepsAnEpoch != 0) {
      return;
    }
    double speed = speed();
    int done = (int) (event.step() / stepsAnEpoch);
    System.err.printf("epoch %d: %.0f tokens a second, loss %.4f%n", done, speed, event.meanLoss());
    boolean measured = done > warmUp && done <= warmUp + epochs;
    if (measured) {
      ours.add(speed);
      busy.add((double) (worked() - worked) / (System.nanoTime() - began));
    }
    if (done == 1) {
      measureMemory(); // before the peer is there to add its own
      meet();
    }
    if (done <= warmUp + epochs) {
      peer.ifPresent(p -> turn(p, measured));
    }
    if (done == warmUp + epochs) {
      shares.start();
    }
    begin();
  }

  private double speed() {
    return tokens / ((System.nanoTime() - began) / 1e9);
  }

  private void meet() {
    if (!sizes.isEmpty()) {
      peer = Optional.of(new BareLayer(sizes, Epoch.INPUTS, Epoch.HIDDEN, LABELS));
    }
  }

  private void turn(BareLayer bare, boolean measured) {
    pause();
    began = System.nanoTime();
    bare.epoch();
    double speed = speed();
    System.err.printf("the peer's epoch: %.0f tokens a second%n", speed);
    if (measured) {
      peers.add(speed);
    }
    pause();
  }

  /** Threads of both spin for a while after their work; nobody shall measure that. */
  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void measureMemory() {
    System.gc();
    heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 0x1p20;
    Path status = Path.of("/proc/self/status");
    if (Files.isReadable(status)) {
      try {
        for (String line : Files.readAllLines(status)) {
          if (line.startsWith("VmHWM:")) {
            resident = "%.0f MiB".formatted(Long.parseLong(line.replaceAll("\\D", "")) / 1024.0);
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Tokens a second, the median of the epochs. */
  double ours() {
    return median(ours);
  }

  void print() {
    System.out.printf(
        "ours, the whole model: %.0f tokens a second, %.2f threads at work%n",
        ours(), median(busy));
    if (!peers.isEmpty()) {
      System.out.printf("PyTorch, the bare layer: %.0f tokens a second%n", median(peers));
      System.out.printf("ratio: %.2f%n", ours() / median(peers));
    }
    System.out.printf(
        "heap after collection, arenas included: %.0f MiB; most resident: %s%n", heap, resident);
  }

  private static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    int middle = sorted.size() / 2;
    boolean even = sorted.size() % 2 == 0;
    return even ? (sorted.get(middle - 1) + sorted.get(middle)) / 2 : sorted.get(middle);
  }

  @Override
  public void close() {
    peer.ifPresent(BareLayer::close);
  }
}
