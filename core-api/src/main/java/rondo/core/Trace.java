package rondo.core;

import java.util.function.UnaryOperator;

/**
 * An output and the way back. {@code backward} takes the output's gradient and may overwrite it,
 * adds the parameters' gradients to the pass it was made with, and returns the input's gradient. It
 * goes back once.
 */
public record Trace(Flow output, UnaryOperator<Flow> backward) {}
