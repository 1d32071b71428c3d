/**
 * ONNX: graphs to bytes and back, and ONNX Runtime as a place to run them. No other module sees
 * either.
 *
 * <p>{@link rondo.onnx.OnnxFile} turns a graph into the bytes of a file and back. {@link
 * rondo.onnx.OrtModel} runs such bytes; {@link rondo.onnx.OrtBackend} runs any trained model that
 * way, and {@link rondo.onnx.OnnxExporter} writes it as a file after proving that the file answers
 * as the model does.
 *
 * <pre>{@code
 * Graph graph = OnnxFile.read(Path.of("tagger.onnx"));
 * try (OrtModel model = OrtModel.open(OnnxFile.write(graph), Device.CPU)) {
 *   Tensor scores = model.run(Map.of("lengths", lengths, "words", words)).get("scores");
 * }
 * }</pre>
 */
package rondo.onnx;
