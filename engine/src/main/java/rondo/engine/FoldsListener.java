package rondo.engine;

import rondo.engine.train.TrainingListener;

/** Is told how a cross-validation goes. */
public interface FoldsListener {
  /** Whoever is told how the training of this fold goes; folds are counted from 1. */
  default TrainingListener fold(int number, int folds) {
    return new TrainingListener() {};
  }

  /** The training of a fold is over, or was cancelled; its examples are to be answered yet. */
  default void trained(int number, Training.Result result) {}

  /** A fold was left out, its model is trained, and its examples are answered. */
  default void answered(CrossValidation.Fold fold) {}
}
