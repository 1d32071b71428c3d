package rondo.core;

import java.nio.file.Path;
import java.util.List;

/**
 * Writes a trained model as files of another format, proved equal to it before they get their
 * names; {@link Importer} is its mirror.
 */
public interface Exporter extends Named {
  /** The options it takes. */
  Options options();

  /**
   * Writes the model to a file, or to several beside it where the form needs more.
   *
   * @param real inputs that the files are proved on, beside those that the exporter makes up; may
   *     be none
   */
  <I, O> Exported export(Model<I, O> model, List<I> real, Path file, Settings options);

  /**
   * Proves again that what stands in a file, and in those that belong to it, answers as the model
   * does; a file that is none of this exporter's is a {@link ModelFormatException}.
   *
   * @param real as for {@link #export}
   * @param device what runs the files
   */
  default <I, O> Finding verify(Model<I, O> model, List<I> real, Path file, Device device) {
    throw new IllegalArgumentException(
        "exporter '%s' cannot prove a file that is there; export the model again"
            .formatted(name()));
  }

  /**
   * What was written.
   *
   * @param proof what was compared, and how close both are, for a person to read
   */
  record Exported(List<Path> files, String proof) {
    public Exported {
      files = List.copyOf(files);
    }
  }

  /**
   * What a proof found.
   *
   * @param equal whether the files answer as the model
   * @param text how close both are, or where they differ first, for a person to read
   */
  record Finding(boolean equal, String text) {}
}
