/**
 * Trained models on the JVM beside the same models on ONNX Runtime, each in the same run.
 *
 * <pre>benchmarks/run runtimes --kind ner --hidden 128</pre>
 */
package rondo.benchmarks.runtime;
