/**
 * What leaves Rondo and comes back: files in formats that others read, too.
 *
 * <pre>{@code
 * benchmarks/run mutations --count 1000
 * }</pre>
 */
package rondo.benchmarks.exchange;
