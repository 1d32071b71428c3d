package rondo.engine;

import rondo.core.Backend;
import rondo.core.Device;
import rondo.core.DeviceException;
import rondo.core.Model;
import rondo.core.Runner;
import rondo.engine.kernel.KernelChoice;
import rondo.engine.work.Workers;

/** Runs models on the JVM itself, with as many threads as the device says. */
public final class NativeBackend implements Backend {
  static final String NAME = "native";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Runner open(Model<?, ?> model, Device device) {
    if (device.kind() != Device.Kind.CPU) {
      throw new DeviceException(
          "backend '%s' computes on the cpu, not on %s; choose another backend"
              .formatted(NAME, device));
    }
    Workers workers = Workers.of(device.threads());
    return new NativeRunner(model.network(), KernelChoice.best(workers), workers);
  }
}
