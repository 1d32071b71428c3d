package rondo.engine.train;

import java.util.Objects;

/**
 * How far a training has come, whichever runs brought it there.
 *
 * @param epoch whole passes over the data
 * @param at how many lists of parts of this epoch are done
 * @param step updates of the weights
 * @param seconds of wall time
 * @param loss summed since the last report, which is an evaluation or an epoch
 * @param weight of that loss
 * @param reported the mean loss that was last reported
 * @param standing of the evaluations
 */
record Progress(
    int epoch,
    long at,
    long step,
    double seconds,
    double loss,
    double weight,
    double reported,
    Standing standing) {
  static final Progress START = new Progress(0, 0, 0, 0, 0, 0, 0, Standing.START);

  Progress {
    Objects.requireNonNull(standing, "standing");
    if (epoch < 0 || at < 0 || step < 0) {
      throw new IllegalArgumentException("no progress: " + epoch + ", " + at + ", " + step);
    }
  }

  /** After an update made of so many lists. */
  Progress stepped(int lists, double moreLoss, double moreWeight, double now) {
    return new Progress(
        epoch, at + lists, step + 1, now, loss + moreLoss, weight + moreWeight, reported, standing);
  }

  /** At the start of the next epoch. */
  Progress nextEpoch() {
    return new Progress(epoch + 1, 0, step, seconds, loss, weight, reported, standing);
  }

  /** With the loss reported, and the evaluations standing like this. */
  Progress reported(Standing next, double now) {
    return new Progress(epoch, at, step, now, 0, 0, meanLoss(), next);
  }

  /** The mean loss since the last report, or that of the last report while there is none. */
  double meanLoss() {
    return weight > 0 ? loss / weight : reported;
  }
}
