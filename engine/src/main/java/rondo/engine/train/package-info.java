/**
 * Training: a model in place, from examples to the best weights that were found.
 *
 * <p>A {@link rondo.engine.train.Trainer} takes steps. A step is a list of batch parts that run
 * side by side, each with a pass of its own; their gradients are summed in the order of the parts,
 * divided once by the weight of the loss, clipped, and followed by the optimiser, which touches no
 * more rows than the step did. Between steps it evaluates averaged weights on the dev data, writes
 * a {@link rondo.engine.train.Checkpoint} and asks whether it should go on. All randomness is a
 * function of seed, step and part, so a run that was cut off and taken up again ends with the bits
 * of one that was not.
 *
 * <pre>{@code
 * Settings settings = Trainer.options().fill(Map.of("rate", "0.001"));
 * Trainer<Words, Tags> trainer = new Trainer<>(model, data, dev, settings, seed, kernels);
 * Outcome outcome = trainer.into(folder).listen(progressBar).run();
 * }</pre>
 */
package rondo.engine.train;
