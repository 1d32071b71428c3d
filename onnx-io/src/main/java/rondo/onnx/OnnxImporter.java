package rondo.onnx;

import com.google.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import rondo.core.CellType;
import rondo.core.Demand;
import rondo.core.Importer;
import rondo.core.ModelFormatException;
import rondo.core.Option;
import rondo.core.Options;
import rondo.core.Origin;
import rondo.core.Registry;
import rondo.core.Settings;
import rondo.core.StoredModel;
import rondo.core.TaskSpec;
import rondo.core.TaskType;
import rondo.core.graph.Graph;
import rondo.onnx.foreign.ForeignImport;
import rondo.onnx.foreign.PairImport;

/**
 * Reads what {@link OnnxExporter} wrote as the model that it was: its spec from the metadata, its
 * parameters from the constants of the graph. Of a model in several files any one is named, and the
 * others are found beside it.
 *
 * <p>What others wrote is read as a model for the task that is named, whose own settings tell what
 * its ids and scores mean.
 */
public final class OnnxImporter implements Importer {
  private static final String TASK = "task";
  private static final String ENCODER = "encoder";
  private static final Options OPTIONS =
      Options.of(
              new Option(TASK, "", "what a file made elsewhere is for, such as ner"),
              new Option(ENCODER, "", "of a translator made elsewhere: the file of its encoder"),
              new Option("task.*", "", "what that task must be told, such as task.labels"))
          .and(PairImport.PORTS);

  private final Registry<CellType> cells;
  private final Registry<TaskType<?, ?>> tasks;

  @Inject
  public OnnxImporter(Set<CellType> cells, Set<TaskType<?, ?>> tasks) {
    this.cells = new Registry<>("cell", cells);
    this.tasks = new Registry<>("task", tasks);
  }

  @Override
  public Options options() {
    return OPTIONS;
  }

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
    return named(
        origin,
        () -> {
          Graph graph = graph(origin);
          return foreign(graph, options) ? made(origin, graph, options) : ours(origin, graph);
        });
  }

  @Override
  public List<Note> report(Origin origin, Settings options) {
    return named(
        origin,
        () -> {
          Graph graph = graph(origin);
          if (graph.metadata().containsKey(SelfDescription.FORMAT_KEY)) {
            return List.of();
          }
          if (!said(options).isEmpty() && pair(task(options), options)) {
            return pair(graph, task(options), options).report();
          }
          ForeignImport found = ForeignImport.of(graph, cells);
          return said(options).isEmpty()
              ? found.report()
              : found.report(task(options), ports(options));
        });
  }

  private static <T> T named(Origin origin, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (ModelFormatException e) {
      boolean named = String.valueOf(e.getMessage()).startsWith("'");
      throw named
          ? e
          : new ModelFormatException(
              "%s cannot be opened: %s".formatted(origin.name(), e.getMessage()), e);
    }
  }

  /** Whether a file is read as one made elsewhere: nobody says so of one of ours. */
  private static boolean foreign(Graph graph, Settings options) {
    boolean ours = graph.metadata().containsKey(SelfDescription.FORMAT_KEY);
    if (ours && !said(options).isEmpty()) {
      throw new ModelFormatException(
          "this file says itself what it is for; open it without naming a task");
    }
    return !ours && !said(options).isEmpty();
  }

  private StoredModel ours(Origin origin, Graph graph) {
    SelfDescription told = SelfDescription.read(graph.metadata());
    List<Graph> graphs = new ArrayList<>(List.of(graph));
    for (Path each : others(origin, told)) {
      graphs.add(graph(new Origin.File(each)));
    }
    return told.model(graphs);
  }

  private StoredModel made(Origin origin, Graph graph, Settings options) {
    String name =
        origin instanceof Origin.File f ? String.valueOf(f.path().getFileName()) : origin.name();
    Map<String, String> provenance = Map.of("imported", name);
    TaskSpec task = task(options);
    return pair(task, options)
        ? pair(graph, task, options).model(task, provenance)
        : ForeignImport.of(graph, cells).model(task, ports(options), provenance);
  }

  /** Whether a model is made of two files. */
  private static boolean pair(TaskSpec task, Settings options) {
    boolean told = !options.values().getOrDefault(ENCODER, "").isEmpty();
    if (!told && task.demand().wanted() == Demand.Wanted.NEXT_TOKEN) {
      throw new ModelFormatException(
          "a translator is two files: this one must be a step of its decoder, and --encoder names that of its encoder");
    }
    return told;
  }

  private PairImport pair(Graph decoder, TaskSpec task, Settings options) {
    Origin encoder = new Origin.File(Path.of(options.text(ENCODER)));
    return named(
        encoder,
        () -> {
          SortedMap<String, String> ports = new TreeMap<>(options.values());
          ports.keySet().retainAll(PairImport.PORTS.names());
          return new PairImport(graph(encoder), decoder, cells, task, PairImport.PORTS.fill(ports));
        });
  }

  /** The task that is named; empty where none is. */
  private static String said(Settings options) {
    return options.values().getOrDefault(TASK, "");
  }

  /** What the task makes of what it is told. */
  private TaskSpec task(Settings options) {
    TaskType<?, ?> type = tasks.get(said(options));
    SortedMap<String, String> listing = new TreeMap<>(options.in(TASK).values());
    SortedMap<String, String> said = new TreeMap<>(listing);
    listing.keySet().retainAll(type.listing().names());
    said.keySet().removeAll(type.listing().names());
    return type.told(type.listing().fill(listing), said);
  }

  private static Settings ports(Settings options) {
    SortedMap<String, String> ports = new TreeMap<>(options.values());
    ports.keySet().retainAll(ForeignImport.PORTS.names());
    return ForeignImport.PORTS.fill(ports);
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
