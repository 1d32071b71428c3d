package rondo.cli.quickstart;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import rondo.core.DataException;

/**
 * The files that the tours need, named as a person in the current folder would.
 *
 * @param folder laid out as {@code examples/quickstart}
 */
public record Supplies(Path folder) {
  static final String NER = "ner";
  static final String TRANSLATION = "translation";

  private static final List<String> FOR_NAMES =
      List.of("train.conll", "dev.conll", "test.conll", "sentences.txt");
  private static final List<String> FOR_TRANSLATION =
      List.of("train.en.gz", "dev.en.gz", "test.en.gz", "ten.en", "ten.es");

  /** Those that came with Rondo. */
  public static Supplies shipped(Path home) {
    return new Supplies(asTyped(home.resolve("examples/quickstart")));
  }

  /** By the shortest right name: below the current folder a relative one. */
  private static Path asTyped(Path path) {
    Path here = Path.of("").toAbsolutePath().normalize();
    Path whole = path.toAbsolutePath().normalize();
    return whole.startsWith(here) ? here.relativize(whole) : whole;
  }

  String name(String file) {
    return folder.resolve(NER).resolve(file).toString();
  }

  String translation(String file) {
    return folder.resolve(TRANSLATION).resolve(file).toString();
  }

  /** Options that name the recipe beside the data of a part, if there is one. */
  Optional<List<String>> recipe(String part) {
    Path recipe = folder.resolve(part).resolve("recipe.txt");
    return Files.isReadable(recipe)
        ? Optional.of(List.of("--recipe", recipe.toString()))
        : Optional.empty();
  }

  /** Refuses a folder that lacks what is needed to learn names. */
  public void requireNames() {
    FOR_NAMES.forEach(f -> require(name(f)));
  }

  /** Refuses a folder that lacks what is needed to learn to translate. */
  public void requireTranslation() {
    FOR_TRANSLATION.forEach(f -> require(translation(f)));
  }

  private void require(String file) {
    if (!Files.isReadable(Path.of(file))) {
      throw new DataException(
          file,
          "the quick start needs this file, which comes with Rondo in examples/quickstart;"
              + " --data names another folder with what lies there");
    }
  }
}
