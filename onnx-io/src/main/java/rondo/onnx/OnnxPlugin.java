package rondo.onnx;

import rondo.core.Plugin;
import rondo.onnx.foreign.GraphNetworkType;
import rondo.onnx.foreign.PairNetworkType;
import rondo.onnx.foreign.RuntimeNetworkType;

/**
 * Contributes ONNX Runtime as a backend, ONNX as a format to export to and read, and networks of
 * graphs that were read.
 */
public final class OnnxPlugin extends Plugin {
  public OnnxPlugin() {
    super(API);
  }

  @Override
  protected void contribute() {
    backend(OrtBackend.class);
    exporter(OnnxExporter.class);
    importer(OnnxImporter.class);
    network(GraphNetworkType.class);
    network(PairNetworkType.class);
    network(RuntimeNetworkType.class);
  }
}
