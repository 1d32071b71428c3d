package rondo.engine.train;

/** Why a training came to its end. */
public enum Ending {
  /** All epochs are done. */
  EPOCHS,
  /** All steps are done. */
  STEPS,
  /** The time is up. */
  TIME,
  /** The metric has not become better for too long. */
  PATIENCE,
  /** Somebody cancelled it, or a listener had enough. */
  CANCELLED
}
