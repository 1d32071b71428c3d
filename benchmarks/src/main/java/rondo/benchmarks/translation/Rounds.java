package rondo.benchmarks.translation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rondo.engine.train.TrainingListener;

/**
 * Listens to a training and measures it in rounds of some seconds; after each, while the training
 * waits for its listener, the peer has its turn. Ends the training after the last.
 */
final class Rounds implements TrainingListener {
  private final Counted<?, ?> counted;
  private final Optional<PeerScript> peer;
  private final Length length;
  private final List<Double> ours = new ArrayList<>(); // target tokens a second, round by round
  private final List<Double> peers = new ArrayList<>();
  private boolean warm;
  private long began;
  private long before; // tokens

  /** How many rounds of how many seconds, after how many to warm up. */
  record Length(int rounds, int seconds, int warmUp) {}

  Rounds(Counted<?, ?> counted, Optional<PeerScript> peer, Length length) {
    this.counted = counted;
    this.peer = peer;
    this.length = length;
  }

  @Override
  public void started(Started event) {
    System.err.printf(
        "%,d weights, %d steps an epoch, %d threads, %s kernels%n",
        event.weights(), event.stepsAnEpoch(), event.threads(), event.kernels());
    begin();
  }

  private void begin() {
    before = counted.tokens();
    began = System.nanoTime();
  }

  @Override
  public void step(Step event) {
    double seconds = (System.nanoTime() - began) / 1e9;
    if (seconds < (warm ? length.seconds() : length.warmUp())) {
      return;
    }
    double speed = (counted.tokens() - before) / seconds;
    System.err.printf(
        "ours: %,.0f target tokens a second, loss %.2f%s%n",
        speed, event.meanLoss(), warm ? "" : ", warming up");
    if (warm) {
      ours.add(speed);
      peer.ifPresent(this::turn);
    }
    warm = true;
    begin();
  }

  private void turn(PeerScript script) {
    peers.add(script.speed(length.seconds()));
    System.err.printf("PyTorch: %,.0f target tokens a second%n", peers.get(peers.size() - 1));
  }

  @Override
  public boolean enough() {
    return ours.size() == length.rounds();
  }

  /** Target tokens a second, round by round. */
  List<Double> ours() {
    return ours;
  }

  /** The same of the peer; none without one. */
  List<Double> peers() {
    return peers;
  }
}
