/**
 * The proof that a cell is right, shipped for everyone who writes one. A test that extends {@link
 * rondo.testkit.CellContract} asks it everything that a cell has to keep. {@link
 * rondo.testkit.GradientCheck} compares the gradients of a layer, or of anything else, with
 * differences of a loss; {@link rondo.testkit.Draw} draws the ragged flows and wide weights that
 * such a check needs, as a function of a seed.
 *
 * <pre>{@code
 * Draw draw = new Draw(7);
 * draw.weights(weights.params());
 * Flow in = draw.flow(5, draw.lengths(5, 3), layer.ports());
 * GradientCheck.of(layer, weights.params(), in, kernels).verify();
 * }</pre>
 */
package rondo.testkit;
