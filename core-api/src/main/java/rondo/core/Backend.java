package rondo.core;

import java.util.SortedMap;

/** Something that runs trained models: the JVM itself, or another runtime. */
public interface Backend extends Named {
  /** The options it takes, beside the device. */
  default Options options() {
    return Options.NONE;
  }

  /** What it runs on, such as a library and its version; one that cannot be had says why. */
  default String version() {
    return name();
  }

  /** A runner of the model on a device; a device that cannot be had is an error that says why. */
  Runner open(Model<?, ?> model, Device device);

  /** The same, with values of {@link #options}. */
  default Runner open(Model<?, ?> model, Device device, Settings options) {
    return open(model, device);
  }

  /**
   * What computes each node of the model's graph on a device, by the node's name: for backends that
   * divide a model between several.
   */
  default SortedMap<String, String> placement(Model<?, ?> model, Device device, Settings options) {
    throw new IllegalArgumentException(
        "backend '%s' computes a whole model in one place; there is nothing to tell"
            .formatted(name()));
  }
}
