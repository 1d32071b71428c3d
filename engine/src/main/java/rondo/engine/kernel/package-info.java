/**
 * The loops that everything is computed with: {@link rondo.engine.kernel.VectorKernels} on vectors,
 * {@link rondo.engine.kernel.ScalarKernels} without. {@link rondo.engine.kernel.KernelChoice} picks
 * one of the two when the JVM starts; both give the same answers, most of them to the bit.
 *
 * <p>Nearly all time goes into products. All three kinds (a bᵀ, a b, aᵀ b) and the products with
 * packed parameters are one: a cut into tiles of the result ({@code VectorTiles}) that meet panels
 * of the right-hand side.
 *
 * <pre>{@code
 * Kernels kernels = KernelChoice.best();
 * kernels.project(x, w, y); // y += x wᵀ
 * }</pre>
 */
package rondo.engine.kernel;
