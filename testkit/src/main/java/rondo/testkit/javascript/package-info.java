/**
 * Exported files on ONNX Runtime for JavaScript, in Node and in a browser without a window. {@link
 * rondo.testkit.javascript.JavaScript} is a runtime as {@link rondo.onnx.OnnxExporter#compare}
 * takes one, so a file is held against its model there as it is in this process.
 *
 * <pre>{@code
 * Packages packages = Packages.in(Path.of("target/javascript"));
 * try (JavaScript browser = JavaScript.chromium(packages)) {
 *   Agreement found = exporter.compare(model, sentences, Path.of("ner.onnx"), browser);
 * }
 * }</pre>
 */
package rondo.testkit.javascript;
