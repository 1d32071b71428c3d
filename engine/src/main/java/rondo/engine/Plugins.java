package rondo.engine;

import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.ProvisionException;
import com.google.inject.Stage;
import com.google.inject.TypeLiteral;
import com.google.inject.spi.Element;
import com.google.inject.spi.Elements;
import com.google.inject.spi.Message;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import rondo.core.Backend;
import rondo.core.CellType;
import rondo.core.Exporter;
import rondo.core.Importer;
import rondo.core.Matrix;
import rondo.core.Model;
import rondo.core.ModelSpec;
import rondo.core.Named;
import rondo.core.Network;
import rondo.core.NetworkSpec;
import rondo.core.NetworkType;
import rondo.core.Param;
import rondo.core.Plugin;
import rondo.core.PluginException;
import rondo.core.Registry;
import rondo.core.Task;
import rondo.core.TaskSpec;
import rondo.core.TaskType;
import rondo.core.Weights;
import rondo.engine.model.FreshWeights;
import rondo.engine.model.SharedWeights;
import rondo.engine.model.StoredWeights;

/**
 * All that plugins contribute, by name: those on the class path, those that the thread's context
 * class loader sees, and those in folders of jars.
 *
 * <pre>{@code
 * Plugins plugins = Plugins.load(List.of(Path.of("plugins")));
 * CellType type = plugins.cells().get("lstm");
 * }</pre>
 */
public final class Plugins {
  /** Where a network's parameters stand in a model. */
  public static final String NETWORK = "network";

  private static final String TASK = "task";

  private final List<Plugin> all;
  private final Registry<CellType> cells;
  private final Registry<NetworkType> networks;
  private final Registry<TaskType<?, ?>> tasks;
  private final Registry<Called> names;
  private final Registry<Backend> backends;
  private final Registry<Exporter> exporters;
  private final Registry<Importer> importers;

  /** A task under one of its names. */
  private record Called(String name, TaskType<?, ?> type) implements Named {}

  private Plugins(List<Plugin> all) {
    this.all = List.copyOf(all);
    Injector injector = injector(all);
    cells = registry(injector, "cell", new TypeLiteral<Set<CellType>>() {});
    networks = registry(injector, "network", new TypeLiteral<Set<NetworkType>>() {});
    tasks = registry(injector, "task", new TypeLiteral<Set<TaskType<?, ?>>>() {});
    backends = registry(injector, "backend", new TypeLiteral<Set<Backend>>() {});
    exporters = registry(injector, "exporter", new TypeLiteral<Set<Exporter>>() {});
    importers = registry(injector, "importer", new TypeLiteral<Set<Importer>>() {});
    names = called(tasks.all());
  }

  /** Those on the class path. */
  public static Plugins load() {
    return load(List.of());
  }

  /** Those on the class path and those in folders of jars; a jar may also be named itself. */
  public static Plugins load(List<Path> folders) {
    return new Plugins(Discovery.find(folders));
  }

  /** These and no others, for tests and for programs that choose their plugins themselves. */
  public static Plugins of(Plugin... plugins) {
    return new Plugins(List.of(plugins));
  }

  public Registry<CellType> cells() {
    return cells;
  }

  public Registry<NetworkType> networks() {
    return networks;
  }

  /** The tasks by their own names, for listings; {@link #task} also knows their other names. */
  public Registry<TaskType<?, ?>> tasks() {
    return tasks;
  }

  /** The task of this name or alias. */
  public TaskType<?, ?> task(String name) {
    return names.get(name).type();
  }

  public Registry<Backend> backends() {
    return backends;
  }

  public Registry<Exporter> exporters() {
    return exporters;
  }

  public Registry<Importer> importers() {
    return importers;
  }

  /** The plugins themselves, in the order of their class names. */
  public List<Plugin> all() {
    return all;
  }

  // models

  /** A model whose parameters start as their makers wish. */
  public Model<?, ?> fresh(ModelSpec spec, long seed) {
    return fresh(task(spec.task().type()), spec, seed);
  }

  /** A model whose parameters are known, by path; they must be exactly those that it has. */
  public Model<?, ?> stored(ModelSpec spec, Map<String, Matrix> values) {
    return stored(task(spec.task().type()), spec, values);
  }

  <I, O> Model<I, O> fresh(TaskType<I, O> type, ModelSpec spec, long seed) {
    FreshWeights weights = new FreshWeights(seed);
    return model(type, spec, type.start(spec.task(), weights), weights::params);
  }

  /** The same, for a caller that knows the task's type. */
  public <I, O> Model<I, O> stored(
      TaskType<I, O> type, ModelSpec spec, Map<String, Matrix> values) {
    StoredWeights weights = new StoredWeights(values);
    return model(type, spec, weights, weights::params);
  }

  private <I, O> Model<I, O> model(
      TaskType<I, O> type, ModelSpec spec, Weights weights, Supplier<List<Param>> params) {
    Network network =
        networks.get(spec.network().type()).create(spec.network(), cells, weights.in(NETWORK));
    Task<I, O> task = type.create(spec.task(), weights.in(TASK));
    // what was made knows its options in full
    ModelSpec whole = new ModelSpec(network.spec(), task.spec(), spec.provenance());
    return new Model<>(whole, network, task, params.get());
  }

  /** The same model with another task over the parameters that it has already. */
  <I, O> Model<I, O> with(Model<I, O> model, TaskType<I, O> type, TaskSpec other) {
    Task<I, O> task = type.create(other, new SharedWeights(model.params()).in(TASK));
    ModelSpec spec = new ModelSpec(model.spec().network(), task.spec(), model.spec().provenance());
    return new Model<>(spec, model.network(), task, model.params());
  }

  /**
   * A network like a model's, with the model's own parameters, made of other cell types of the same
   * names: of watched ones, say.
   */
  public Network twin(Model<?, ?> model, Registry<CellType> others) {
    NetworkSpec spec = model.spec().network();
    Weights shared = new SharedWeights(model.params()).in(NETWORK);
    return networks.get(spec.type()).create(spec, others, shared);
  }

  // putting together

  private static Injector injector(List<Plugin> plugins) {
    List<Module> modules = new ArrayList<>();
    for (Plugin each : plugins) {
      modules.add(module(each));
    }
    try {
      return Guice.createInjector(Stage.PRODUCTION, modules);
    } catch (CreationException e) {
      throw failed("the set of plugins", e.getErrorMessages(), e);
    }
  }

  /** What a plugin contributes; asked one by one, so that a failure has a name. */
  private static Module module(Plugin plugin) {
    String who = "plugin " + Discovery.describe(plugin.getClass());
    try {
      List<Element> elements = Elements.getElements(Stage.PRODUCTION, plugin);
      for (Element each : elements) {
        if (each instanceof Message said) {
          throw failed(who, List.of(said), new CreationException(List.of(said)));
        }
      }
      return Elements.getModule(elements);
    } catch (LinkageError e) {
      throw failed(who, List.of(new Message(e.toString())), e);
    }
  }

  private static <T extends Named> Registry<T> registry(
      Injector injector, String kind, TypeLiteral<Set<T>> set) {
    Collection<T> found;
    try {
      found = injector.getInstance(Key.get(set));
    } catch (ProvisionException e) {
      throw failed("a " + kind + " of a plugin", e.getErrorMessages(), e);
    } catch (LinkageError e) {
      throw failed("a " + kind + " of a plugin", List.of(new Message(e.toString())), e);
    }
    Map<String, T> byName = new TreeMap<>();
    for (T each : found) {
      T other = byName.putIfAbsent(each.name(), each);
      if (other != null) {
        throw two(kind, each.name(), other, each);
      }
    }
    return new Registry<>(kind, found);
  }

  private static Registry<Called> called(List<TaskType<?, ?>> tasks) {
    Map<String, Called> byName = new TreeMap<>();
    for (TaskType<?, ?> type : tasks) {
      List<String> names = new ArrayList<>(type.aliases());
      names.add(type.name());
      for (String name : names) {
        Called other = byName.putIfAbsent(name, new Called(name, type));
        if (other != null) {
          throw two("task", name, other.type(), type);
        }
      }
    }
    return new Registry<>("task", byName.values());
  }

  private static PluginException two(String kind, String name, Object one, Object other) {
    return new PluginException(
        "two %ss are named '%s': %s and %s; take one of the jars off the class path or out of --plugins"
            .formatted(
                kind,
                name,
                Discovery.describe(one.getClass()),
                Discovery.describe(other.getClass())));
  }

  private static PluginException failed(String who, Collection<Message> said, Throwable cause) {
    Message first = said.iterator().next();
    Throwable origin = first.getCause() == null ? cause : first.getCause();
    String what = first.getCause() == null ? first.getMessage() : origin.toString();
    return new PluginException(
        "%s cannot be used: %s; repair it, or take it off the class path or out of --plugins"
            .formatted(
                who, what.lines().findFirst().orElse("no reason given").replaceFirst("\\.$", "")),
        origin);
  }
}
