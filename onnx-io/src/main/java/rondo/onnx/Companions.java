package rondo.onnx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rondo.core.ModelFormatException;

/**
 * The files of a model that takes several. They stand side by side, each with its stem in its name:
 * {@code ner.onnx} of the stem {@code step} is {@code ner.step.onnx}. Any of them leads to all.
 */
final class Companions {
  private Companions() {}

  /** What the file of a stem is called. */
  static Path named(Path file, String stem) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    int end = dot < 0 ? name.length() : dot;
    return file.resolveSibling(name.substring(0, end) + "." + stem + name.substring(end));
  }

  /**
   * All files of the model, by their stems; where it takes but one, that under no stem.
   *
   * @param told what the metadata of one of them say
   */
  static SortedMap<String, Path> of(Path file, SelfDescription told) {
    SortedMap<String, Path> all = new TreeMap<>();
    List<String> stems = told.files();
    if (stems.isEmpty()) {
      all.put("", file);
      return all;
    }
    Pattern named = Pattern.compile("(?s)(.*\\.)" + told.file() + "((?:\\..*)?)");
    Matcher name = named.matcher(String.valueOf(file.getFileName()));
    if (!name.matches()) {
      throw new ModelFormatException("'%s' is %s".formatted(file, alone(told)));
    }
    for (String stem : stems) {
      Path each = file.resolveSibling(name.group(1) + stem + name.group(2));
      if (!stem.equals(told.file()) && !Files.isRegularFile(each)) {
        throw new ModelFormatException(
            "'%s' is one of the files of a model, and '%s' must stand beside it; put it there, or export the model again"
                .formatted(file, each));
      }
      all.put(stem, stem.equals(told.file()) ? file : each);
    }
    return all;
  }

  /** What to say of one whose companions cannot be found. */
  static String alone(SelfDescription told) {
    return "the '%s' of a model in the files %s; put them in one folder under the names they were written with, and open one of them"
        .formatted(told.file(), told.files());
  }
}
