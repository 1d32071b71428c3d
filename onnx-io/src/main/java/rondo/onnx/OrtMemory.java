package rondo.onnx;

import ai.onnxruntime.OnnxTensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import rondo.core.graph.Tensor;

/**
 * What a decoding looks back at: lengths [B] and values [S,B,W], in native memory all the while.
 */
final class OrtMemory implements AutoCloseable {
  private final OrtModel step;
  private final SortedMap<String, Tensor> values;
  private final SortedMap<String, OnnxTensor> fed = new TreeMap<>(); // the same

  OrtMemory(OrtModel step, Map<String, Tensor> values) {
    this.step = step;
    this.values = new TreeMap<>(values);
    feed();
  }

  private void feed() {
    close();
    values.forEach((name, tensor) -> fed.put(name, step.feed(tensor)));
  }

  /** By the names of the graph's inputs. */
  Map<String, OnnxTensor> fed() {
    return fed;
  }

  /** Forgets all examples but these. */
  void keep(int[] examples) {
    values.replaceAll((name, tensor) -> taken(tensor, examples));
    feed();
  }

  private static Tensor taken(Tensor values, int[] examples) {
    int n = examples.length;
    if (values instanceof Tensor.Ints lengths) {
      long[] some = Arrays.stream(examples).mapToLong(e -> lengths.data()[e]).toArray();
      return new Tensor.Ints(List.of(n), some, lengths.type());
    }
    Tensor.Floats all = (Tensor.Floats) values;
    int S = all.dims().get(0);
    int B = all.dims().get(1);
    int W = all.dims().get(2);
    float[] some = new float[S * n * W];
    for (int s = 0; s < S; s++) {
      for (int b = 0; b < n; b++) {
        System.arraycopy(all.data(), (s * B + examples[b]) * W, some, (s * n + b) * W, W);
      }
    }
    return new Tensor.Floats(List.of(S, n, W), some);
  }

  @Override
  public void close() {
    fed.values().forEach(OnnxTensor::close);
    fed.clear();
  }
}
