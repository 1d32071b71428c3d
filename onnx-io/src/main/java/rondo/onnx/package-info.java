/**
 * ONNX: graphs to bytes and back, and ONNX Runtime as a place to run them. No other module sees
 * either.
 *
 * <pre>{@code
 * Graph graph = OnnxFile.read(Path.of("tagger.onnx"));
 * byte[] bytes = OnnxFile.write(graph);
 * }</pre>
 */
package rondo.onnx;
