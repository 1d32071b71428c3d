package rondo.cli;

import com.google.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import rondo.core.CellType;
import rondo.core.Importer;
import rondo.core.Matrix;
import rondo.core.ModelFormatException;
import rondo.core.ModelSpec;
import rondo.core.NetworkSpec;
import rondo.core.Option;
import rondo.core.Options;
import rondo.core.Origin;
import rondo.core.Plugin;
import rondo.core.Registry;
import rondo.core.Settings;
import rondo.core.StoredModel;
import rondo.core.TaskSpec;
import rondo.core.TaskType;
import rondo.engine.model.FreshWeights;
import rondo.engine.network.RecurrentNetworkType;

/**
 * A format that a stranger's plugin reads: {@code toy} and how many scores there are, then a line
 * for each part with its name, its operator and what becomes of it, and a text. The model is a
 * small one whose weights are whatever they begin as.
 */
final class ToyFormat implements Importer {
  private final Registry<TaskType<?, ?>> tasks;
  private final Registry<CellType> cells;

  @Inject
  ToyFormat(Set<TaskType<?, ?>> tasks, Set<CellType> cells) {
    this.tasks = new Registry<>("task", tasks);
    this.cells = new Registry<>("cell", cells);
  }

  /** What a jar of it contributes. */
  public static final class ToyPlugin extends Plugin {
    public ToyPlugin() {
      super(API);
    }

    @Override
    protected void contribute() {
      importer(ToyFormat.class);
    }

    /** A folder with a jar that names this plugin, whose classes are there already. */
    static Path in(Path folder) throws IOException {
      Path jars = Files.createDirectories(folder.resolve("plugins"));
      try (JarOutputStream out =
          new JarOutputStream(Files.newOutputStream(jars.resolve("toy.jar")))) {
        out.putNextEntry(new JarEntry("META-INF/services/" + Plugin.class.getName()));
        out.write(ToyPlugin.class.getName().getBytes(StandardCharsets.UTF_8));
      }
      return jars;
    }
  }

  @Override
  public String name() {
    return "toy";
  }

  @Override
  public Options options() {
    return Options.of(
        new Option("task", "", "what the model is for"),
        new Option("task.*", "", "options of the task"),
        new Option("output", "scores", "what the scores are called"));
  }

  @Override
  public boolean knows(byte[] beginning) {
    return new String(beginning, StandardCharsets.UTF_8).startsWith("toy ");
  }

  @Override
  public List<Note> report(Origin origin, Settings options) {
    List<Note> notes = new ArrayList<>();
    for (String line : lines(origin).subList(1, lines(origin).size())) {
      String[] words = line.split(" ", 4);
      notes.add(new Note(words[0], words[1], Fate.valueOf(words[2]), words[3]));
    }
    return notes;
  }

  private static List<String> lines(Origin origin) {
    try {
      return Files.readAllLines(((Origin.File) origin).path());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public StoredModel read(Origin origin, Settings options) {
    for (Note each : report(origin, options)) {
      if (each.fate() == Fate.IN_THE_WAY) {
        throw new ModelFormatException("part '%s' %s".formatted(each.part(), each.text()));
      }
    }
    TaskType<?, ?> type = tasks.get(options.text("task"));
    SortedMap<String, String> listing = new TreeMap<>(options.in("task").values());
    SortedMap<String, String> said = new TreeMap<>(listing);
    listing.keySet().retainAll(type.listing().names());
    said.keySet().removeAll(type.listing().names());
    TaskSpec spec = type.told(type.listing().fill(listing), said);
    int scores = Integer.parseInt(lines(origin).get(0).substring("toy ".length()));
    if (scores != spec.demand().outputs()) {
      throw new ModelFormatException(
          "'%s' has %d scores, and there are %d labels"
              .formatted(options.text("output"), scores, spec.demand().outputs()));
    }
    RecurrentNetworkType arranged = new RecurrentNetworkType();
    Map<String, String> small = Map.of("cell", "gru", "hidden", "4", "embedding", "3");
    NetworkSpec network =
        new NetworkSpec(arranged.name(), spec.demand(), arranged.options().fill(small));
    FreshWeights weights = new FreshWeights(1);
    arranged.create(network, cells, weights.in("network"));
    SortedMap<String, Matrix> values = new TreeMap<>();
    weights.params().forEach(p -> values.put(p.path(), p.value()));
    return StoredModel.of(new ModelSpec(network, spec, new TreeMap<>()), values);
  }

  /** A file with such lines. */
  static Path write(Path file, String... lines) throws IOException {
    return Files.write(file, Arrays.asList(lines));
  }
}
