package rondo.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rondo.core.Model;
import rondo.engine.Rondo;
import rondo.tasks.Translation;

/** One translator, or several that translate together. */
final class Translators {
  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "a model that translates: a .rondo file, or an .onnx file that export wrote")
  private Path model = Path.of("");

  @Option(
      names = "--with",
      paramLabel = "MODEL",
      description =
          "another model that translates together with the first, as one that was trained on the"
              + " same data with another seed can; repeatable")
  private List<Path> others = new ArrayList<>();

  /**
   * Opens them.
   *
   * @param otherwise how they answer where that is not as they were trained to
   */
  Translation open(Rondo rondo, Map<String, String> otherwise) {
    List<Path> files = new ArrayList<>(List.of(model));
    files.addAll(others);
    files.forEach(ModelPath::existing);
    List<Translation> opened = new ArrayList<>();
    try {
      for (Path file : files) {
        Model<?, ?> stored = rondo.model(file);
        String task = stored.spec().task().type();
        if (!rondo.plugins().task(task).facade().equals(Translation.class)) {
          throw new UsageException(
              "'%s' is a model for task '%s', which does not translate; rondo predict answers with it"
                  .formatted(file, task));
        }
        opened.add(rondo.open(rondo.answering(stored, otherwise), Translation.class));
      }
      return opened.size() == 1 ? opened.get(0) : Translation.together(opened);
    } catch (RuntimeException e) {
      opened.forEach(Translation::close);
      throw e;
    }
  }
}
