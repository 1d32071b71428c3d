package rondo.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import rondo.core.ModelFormatException;

/** The model a command is asked to use. */
final class ModelPath {
  private ModelPath() {}

  /** The file, which must be there. */
  static Path existing(Path model) {
    if (Files.isDirectory(model)) {
      throw new ModelFormatException(
          "'%s' is a folder; name a model file in it, such as %s"
              .formatted(model, model.resolve("best.rondo")));
    }
    if (!Files.exists(model)) {
      throw new ModelFormatException("there is no model file '" + model + "'; is the path right?");
    }
    return model;
  }
}
