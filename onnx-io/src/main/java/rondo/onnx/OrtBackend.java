package rondo.onnx;

import rondo.core.Backend;
import rondo.core.Device;
import rondo.core.Model;
import rondo.core.Runner;

/** Runs trained models on ONNX Runtime, on the processor or on a GPU. */
public final class OrtBackend implements Backend {
  @Override
  public String name() {
    return "onnxruntime";
  }

  @Override
  public Runner open(Model<?, ?> model, Device device) {
    return OrtRunner.open(model, device);
  }
}
