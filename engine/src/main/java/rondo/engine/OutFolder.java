package rondo.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import rondo.core.Settings;
import rondo.engine.model.WholeFile;
import rondo.engine.train.Trainer;

/**
 * The folder of a training: the filled recipe, the best model, the last checkpoint, the metrics. It
 * belongs to one recipe; a training goes on there only if it is the same one.
 */
record OutFolder(Path path) {
  static final String MODEL = "best.rondo";
  static final String RECIPE = "recipe.txt";

  /**
   * The checkpoint to go on from, if there is one to; a training that cannot be in this folder is
   * refused. Writes nothing.
   */
  Optional<Path> checkpoint(Recipe filled) {
    Path checkpoint = path.resolve(Trainer.CHECKPOINT);
    String resume = Settings.of(filled.values()).choice("resume", "auto", "never", "must");
    boolean there = Files.exists(checkpoint);
    if (resume.equals("must") && !there) {
      throw new IllegalArgumentException(
          "resume = must, and there is no checkpoint '%s' to go on from".formatted(checkpoint));
    }
    try {
      if (filled.get("from").isPresent()) {
        requireApart(Path.of(filled.required("from")));
      }
      if (!there || resume.equals("never")) {
        return Optional.empty();
      }
      requireSame(filled);
      return Optional.of(checkpoint);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** Makes the folder ready; returns the checkpoint to go on from, if there is one to. */
  Optional<Path> open(Recipe filled, Plugins plugins) {
    Optional<Path> checkpoint = checkpoint(filled);
    try {
      Files.createDirectories(path);
      if (checkpoint.isEmpty()) {
        Files.deleteIfExists(path.resolve(Trainer.CHECKPOINT));
        Files.deleteIfExists(path.resolve(MODEL));
        for (Path each : KeptModels.in(path)) {
          Files.delete(each);
        }
      }
      byte[] text = filled.commented(plugins).getBytes(StandardCharsets.UTF_8);
      WholeFile.write(path.resolve(RECIPE), out -> out.write(text));
      return checkpoint;
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private UncheckedIOException unusable(IOException e) {
    return new UncheckedIOException(
        "the folder '%s' cannot be used: %s".formatted(path, WholeFile.reason(path, e)), e);
  }

  /** A training replaces the models of its folder, and could not go on from there. */
  private void requireApart(Path from) throws IOException {
    Path real = from.toRealPath();
    String name = from.getFileName().toString();
    boolean within = Files.exists(path) && path.toRealPath().equals(real.getParent());
    if (within && (name.equals(MODEL) || KeptModels.in(path).contains(path.resolve(name)))) {
      throw new IllegalArgumentException(
          "the training in '%s' would replace '%s', from which it starts; choose another folder for it"
              .formatted(path, from));
    }
  }

  /** The trainer itself knows which of its own options may change; all others may not. */
  private void requireSame(Recipe filled) {
    if (!Files.exists(path.resolve(RECIPE))) {
      return;
    }
    Recipe before = Recipe.read(path.resolve(RECIPE));
    Set<String> keys = new TreeSet<>(before.values().keySet());
    keys.addAll(filled.values().keySet());
    keys.removeIf(k -> RecipeKeys.PASSING.contains(k) || k.startsWith("train."));
    for (String key : keys) {
      String then = before.get(key).orElse("");
      String now = filled.get(key).orElse("");
      if (!then.equals(now)) {
        throw new IllegalArgumentException(
            "'%s' holds a training with %s = %s, which cannot go on with %s; choose another folder, or resume = never"
                .formatted(path, key, then, now));
      }
    }
  }
}
