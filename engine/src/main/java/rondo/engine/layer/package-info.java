/**
 * What stands between columns and scores, and the losses at the end.
 *
 * <p>{@link rondo.engine.layer.Features} turns columns into vectors; layers such as {@link
 * rondo.engine.layer.Recurrent}, {@link rondo.engine.layer.Dropout} and {@link
 * rondo.engine.layer.Linear} turn vectors into vectors, one after the other in a {@link
 * rondo.engine.layer.Stack}; a {@link rondo.engine.layer.Labelling}, {@link
 * rondo.engine.layer.CrossEntropy} and {@link rondo.engine.layer.SquaredError} send hidden vectors
 * through a head and come back with their gradient.
 *
 * <pre>{@code
 * Layer body = new Stack(List.of(new Dropout(100, 0.5f, "in"), new Recurrent(recurrence)));
 * Layer head = new Linear(400, labels, weights.in("head"));
 * Trace run = body.forward(Flow.of(vectors), pass);
 * Loss loss = labelling.through(head, run.output().sequence(), gold, pass);
 * Flow dvectors = run.backward().apply(Flow.of(loss.dhidden()));
 * }</pre>
 *
 * <p>In sequences, rows at or past a length are zero, in values and in gradients. In graphs they
 * may hold anything: whatever reads across time masks them.
 */
package rondo.engine.layer;
