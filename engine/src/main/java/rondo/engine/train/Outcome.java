package rondo.engine.train;

import java.nio.file.Path;
import java.util.Optional;
import rondo.core.Evaluation;

/**
 * What came of a training; the model's parameters are then the best ones found.
 *
 * @param epochs whole passes over the data
 * @param steps updates of the weights
 * @param seconds of wall time, earlier runs included
 * @param loss the mean on the training data since the last evaluation, or of the last epoch
 * @param best the figures of the model that was kept, without counts; empty without dev data
 * @param bestStep the step after which it was made
 * @param checkpoint from which the training can go on
 */
public record Outcome(
    Ending ending,
    int epochs,
    long steps,
    double seconds,
    double loss,
    Optional<Evaluation> best,
    long bestStep,
    Optional<Path> checkpoint) {}
