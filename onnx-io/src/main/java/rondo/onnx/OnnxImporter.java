package rondo.onnx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
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
      for (Path each : others(origin, told)) {
        graphs.add(graph(new Origin.File(each)));
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

  private static Collection<Path> others(Origin origin, SelfDescription told) {
    if (told.files().isEmpty()) {
      return List.of();
    }
    if (!(origin instanceof Origin.File file)) {
      throw new ModelFormatException("it is " + Companions.alone(told));
    }
    SortedMap<String, Path> all = Companions.of(file.path(), told);
    all.remove(told.file());
    return all.values();
  }
}
