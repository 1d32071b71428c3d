/**
 * Looking at cells while they work: any cell type has a watched twin ({@link
 * rondo.engine.watch.Watch#over}), whose cells compute what they always do, only a step at a time,
 * as in a stream. Between the steps there is the state to be seen, and on the way back its
 * gradient. {@link rondo.engine.watch.StateProbe} keeps the states of a text.
 *
 * <pre>{@code
 * for (Traced<List<Span>> each : rondo.trace(model, List.of(tokens))) {
 *   for (CellStates cell : each.cells()) {
 *     Matrix h = cell.sequences().get(0).part(0); // a row for each token
 *   }
 * }
 * }</pre>
 */
package rondo.engine.watch;
