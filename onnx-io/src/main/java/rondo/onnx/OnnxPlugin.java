package rondo.onnx;

import rondo.core.Plugin;

/** Contributes ONNX Runtime as a backend, and ONNX as a format to export to and read. */
public final class OnnxPlugin extends Plugin {
  public OnnxPlugin() {
    super(API);
  }

  @Override
  protected void contribute() {
    backend(OrtBackend.class);
    exporter(OnnxExporter.class);
    importer(OnnxImporter.class);
  }
}
