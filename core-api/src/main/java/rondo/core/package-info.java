/**
 * What flows through Rondo and what can be plugged into it.
 *
 * <p>Columns of {@link rondo.core.Inputs} become vectors, a {@link rondo.core.Network} of {@link
 * rondo.core.Layer}s turns them into hidden vectors, its head into {@link rondo.core.Scores}, and a
 * {@link rondo.core.Task} turns scores into answers. Every layer maps a {@link rondo.core.Flow} to
 * a flow and hands out its own way back, so that training is composition:
 *
 * <pre>{@code
 * Trace first = embedding.forward(in, pass);
 * Trace second = cell.forward(first.output(), pass);
 * Flow din = first.backward().apply(second.backward().apply(gradient));
 * }</pre>
 *
 * <p>A {@link rondo.core.Cell} is a layer whose state is not empty. A jar contributes cells,
 * networks, tasks, backends, exporters and importers through one {@link rondo.core.Plugin}; nothing
 * beyond this module and Guice is needed to write one.
 */
package rondo.core;
