package rondo.onnx;

/**
 * What runs ONNX files: ONNX Runtime in this process ({@link OrtModel#open}), or a runtime
 * elsewhere, such as one in a browser, on which an exported file can be held against its model too
 * ({@link OnnxExporter#compare}).
 */
@FunctionalInterface
public interface OnnxRuntime {
  /** The bytes of a file at work; whoever asked closes it. */
  OnnxSession open(byte[] file);
}
