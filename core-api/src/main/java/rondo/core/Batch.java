package rondo.core;

/**
 * What one part of a training step feeds.
 *
 * @param source as in use, or {@link Inputs#NONE}
 * @param tokens as in use
 * @param gold the right answers, in columns of the task's own
 * @param continues whether it goes on where the same part of the step before ended (truncated BPTT)
 */
public record Batch(Inputs source, Inputs tokens, Inputs gold, boolean continues) {}
