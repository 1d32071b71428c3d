/**
 * What a call computes with: {@link rondo.engine.work.Work} is the pass that layers see, {@link
 * rondo.engine.work.Workers} the threads behind it.
 *
 * <pre>{@code
 * Work work = new Work(kernels, Workers.ONE);
 * Trace trace = layer.forward(in, work.reset(Noise.NONE));
 * }</pre>
 */
package rondo.engine.work;
