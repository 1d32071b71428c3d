package rondo.engine;

import rondo.core.Plugin;
import rondo.engine.network.RecurrentNetworkType;

/** What the engine itself contributes, through the door that everybody uses. */
public final class EnginePlugin extends Plugin {
  public EnginePlugin() {
    super(API);
  }

  @Override
  protected void contribute() {
    network(RecurrentNetworkType.class);
    backend(NativeBackend.class);
    exporter(RondoFormat.class);
    importer(RondoFormat.class);
  }
}
