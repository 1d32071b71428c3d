/**
 * Exported files of every kind on runtimes of others, held against their models.
 *
 * <pre>{@code
 * benchmarks/run elsewhere --task ner --cell lstm
 * }</pre>
 */
package rondo.benchmarks.elsewhere;
