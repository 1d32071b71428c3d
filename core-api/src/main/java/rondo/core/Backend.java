package rondo.core;

/** Something that runs trained models: the JVM itself, or another runtime. */
public interface Backend extends Named {
  /** A runner of the model on a device; a device that cannot be had is an error that says why. */
  Runner open(Model<?, ?> model, Device device);
}
