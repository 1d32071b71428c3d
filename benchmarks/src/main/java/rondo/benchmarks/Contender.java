package rondo.benchmarks;

/** Somebody who computes the same thing as somebody else: a training step, a forward pass. */
interface Contender extends AutoCloseable {
  /** How many classes the head tells apart. */
  int CLASSES = 10;

  /** One step of training; returns the loss before it. */
  double train();

  /** One forward pass; returns one of the scores. */
  double forward();

  @Override
  void close();
}
