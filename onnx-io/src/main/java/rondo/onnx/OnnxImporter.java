package rondo.onnx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import rondo.core.Importer;
import rondo.core.ModelFormatException;
import rondo.core.Origin;
import rondo.core.Settings;
import rondo.core.StoredModel;
import rondo.core.graph.Graph;

/**
 * Reads what {@link OnnxExporter} wrote as the model that it was: its spec from the metadata, its
 * parameters from the constants of the graph. Of a model in several files any one is named, and the
 * others are found beside it.
 */
public final class OnnxImporter implements Importer {
  @Override
  public String name() {
    return "onnx";
  }

  @Override
  public boolean knows(byte[] beginning) {
    return OnnxFile.begins(beginning);
  }

  @Override
  public StoredModel read(Origin origin, Settings options) {
    try {
      Graph graph = graph(origin);
      SelfDescription told = SelfDescription.read(graph.metadata());
      List<Graph> graphs = new ArrayList<>(List.of(graph));
      for (String other : told.files()) {
        if (!other.equals(told.file())) {
          graphs.add(graph(new Origin.File(beside(origin, told, other))));
        }
      }
      return told.model(graphs);
    } catch (ModelFormatException e) {
      boolean named = String.valueOf(e.getMessage()).startsWith("'");
      throw named
          ? e
          : new ModelFormatException(
              "%s cannot be opened: %s".formatted(origin.name(), e.getMessage()), e);
    }
  }

  private static Graph graph(Origin origin) {
    if (origin instanceof Origin.Bytes b) {
      return OnnxFile.read(b.bytes());
    }
    Path file = ((Origin.File) origin).path();
    try {
      return OnnxFile.read(file);
    } catch (IOException e) {
      throw new UncheckedIOException("'" + file + "' cannot be read: " + e, e);
    }
  }

  /** The file of another name; NAME.encoder.onnx stands beside NAME.step.onnx. */
  private static Path beside(Origin origin, SelfDescription told, String other) {
    String infix = "." + told.file() + ".";
    if (origin instanceof Origin.File file) {
      String name = String.valueOf(file.path().getFileName());
      int at = name.lastIndexOf(infix);
      Path found =
          file.path()
              .resolveSibling(
                  at < 0
                      ? name
                      : name.substring(0, at)
                          + "."
                          + other
                          + "."
                          + name.substring(at + infix.length()));
      if (at >= 0 && Files.isRegularFile(found)) {
        return found;
      }
      if (at >= 0) {
        throw new ModelFormatException(
            "it is one of the files of a model, and '%s' is not beside it".formatted(found));
      }
    }
    throw new ModelFormatException(
        "it is the '%s' of a model in the files %s; put them in one folder under the names they"
                .formatted(told.file(), told.files())
            + " were written with, and open one of them");
  }
}
