/**
 * The long-memory test: {@link rondo.benchmarks.adding.Adding} teaches each cell the adding problem
 * at several learning rates and seeds, and shows beside the errors how much of the gradient arrives
 * at the first step. A {@link rondo.benchmarks.adding.Lesson} is one of these trainings, {@link
 * rondo.benchmarks.adding.Learnt} what came of it.
 */
package rondo.benchmarks.adding;
