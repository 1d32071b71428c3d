/**
 * Whether text of any length and shape goes through a model in the same small memory.
 *
 * <pre>{@code
 * benchmarks/run stream --megabytes 10 --task ner
 * }</pre>
 */
package rondo.benchmarks.stream;
