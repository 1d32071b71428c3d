/**
 * How fast translators are trained and translate, beside PyTorch's, and what a decoder loses that
 * may not look back at its source.
 *
 * <pre>{@code
 * benchmarks/run translating --python venv/bin/python --model de.rondo
 * benchmarks/run bottleneck --max-time 30m --plot docs/bottleneck.svg
 * }</pre>
 */
package rondo.benchmarks.translation;
