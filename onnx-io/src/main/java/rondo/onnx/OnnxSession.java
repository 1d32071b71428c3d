package rondo.onnx;

import java.util.Map;
import java.util.SortedMap;
import rondo.core.graph.Tensor;

/** An ONNX file at work on some runtime. */
public interface OnnxSession extends AutoCloseable {
  /** Named tensors in, all outputs by their names out. */
  SortedMap<String, Tensor> run(Map<String, Tensor> inputs);

  @Override
  void close();
}
