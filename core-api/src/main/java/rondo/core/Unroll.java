package rondo.core;

/** A cell taken a step at a time, and back in reverse. */
public interface Unroll {
  /** The output of the next step, batch x width; zero where a sequence has ended. */
  Matrix step(Matrix x);

  /** The state after the last step taken. */
  State state();

  /**
   * Takes back the last step not yet taken back: the gradients of its output and state in, that of
   * its input out.
   */
  Matrix back(Matrix dy, State dstate);

  /** Adds the parameters' gradients; returns the gradient of the state it started from. */
  State finish();
}
