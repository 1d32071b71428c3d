/**
 * Whether trainings last: what a kill leaves, what a long run comes to hold on to, what a step
 * costs as the vocabulary grows, what memory a long sequence takes.
 *
 * <pre>{@code
 * benchmarks/run endurance --minutes 1
 * }</pre>
 */
package rondo.benchmarks.endurance;
