package rondo.engine;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rondo.core.Backend;
import rondo.core.Device;
import rondo.core.Example;
import rondo.core.Exporter;
import rondo.core.Model;
import rondo.core.Runner;
import rondo.core.TaskType;
import rondo.engine.kernel.KernelChoice;
import rondo.engine.model.ModelFile;
import rondo.engine.train.TrainingListener;

/**
 * The door through which a program uses Rondo: trains, opens, saves and exports models. Immutable;
 * threads may share it, and every model that it opens.
 *
 * <pre>{@code
 * Rondo rondo = Rondo.load();
 * try (var ner = rondo.open(Path.of("ner.rondo"), Ner.class)) {
 *   List<Span> spans = ner.answer(List.of("Ada", "Lovelace", "lived", "in", "London"));
 * }
 * }</pre>
 */
public final class Rondo {
  private final Plugins plugins;
  private final Device device;
  private final Optional<String> backend;

  private Rondo(Plugins plugins, Device device, Optional<String> backend) {
    this.plugins = plugins;
    this.device = device;
    this.backend = backend;
  }

  /** With every plugin on the class path. */
  public static Rondo load() {
    return of(Plugins.load());
  }

  /** With those in folders of jars, too. */
  public static Rondo load(List<Path> pluginFolders) {
    return of(Plugins.load(pluginFolders));
  }

  public static Rondo of(Plugins plugins) {
    return new Rondo(plugins, Device.CPU, Optional.empty());
  }

  /** The same, running models on another device: {@code cpu}, {@code cuda}, {@code cuda:1}. */
  public Rondo device(String name) {
    return device(Device.parse(name));
  }

  /** The same, running models on another device. */
  public Rondo device(Device other) {
    return new Rondo(plugins, other, backend);
  }

  /** The same, running models with the backend of this name. */
  public Rondo backend(String name) {
    return new Rondo(plugins, device, Optional.of(plugins.backends().get(name).name()));
  }

  public Plugins plugins() {
    return plugins;
  }

  // using

  /** Opens a model file as its task's facade, such as {@code Ner}. Close what you opened. */
  public <F> F open(Path file, Class<F> facade) {
    return open("'" + file + "'", ModelFile.read(file), facade);
  }

  /** Opens the model file that a stream holds; the stream is read to its end and left open. */
  public <F> F open(InputStream in, Class<F> facade) {
    return open("the stream", ModelFile.read("the stream", in), facade);
  }

  /** Opens a resource, such as {@code "/models/ner.rondo"}, as the owner's class path has it. */
  public <F> F open(Class<?> owner, String resource, Class<F> facade) {
    return open("resource '" + resource + "'", ModelFile.resource(owner, resource), facade);
  }

  private <F> F open(String name, ModelFile file, Class<F> facade) {
    TaskType<?, ?> type = plugins.task(file.spec().task().type());
    if (!facade.isAssignableFrom(type.facade())) {
      throw new IllegalArgumentException(
          "%s is a model for task '%s', which opens as %s, not as %s"
              .formatted(name, type.name(), type.facade().getName(), facade.getName()));
    }
    return facade.cast(open(type, file));
  }

  private <I, O> AutoCloseable open(TaskType<I, O> type, ModelFile file) {
    Model<I, O> model = plugins.stored(type, file.spec(), file.weights().matrices());
    return type.open(model.task(), runner(model));
  }

  /** Runs a model with the chosen backend on the chosen device. */
  public Runner runner(Model<?, ?> model) {
    return chosen().open(model, device);
  }

  private Backend chosen() {
    if (backend.isPresent() || device.kind() == Device.Kind.CPU) {
      return plugins.backends().get(backend.orElse(NativeBackend.NAME));
    }
    List<String> others =
        plugins.backends().names().stream().filter(n -> !n.equals(NativeBackend.NAME)).toList();
    if (others.size() != 1) {
      throw new IllegalArgumentException(
          "device %s needs a backend that can use it; there are %s: choose one with backend(...)"
              .formatted(device, plugins.backends().names()));
    }
    return plugins.backends().get(others.get(0));
  }

  /** The model of a file, to train further, to export, to look into. */
  public Model<?, ?> model(Path file) {
    ModelFile stored = ModelFile.read(file);
    return plugins.stored(stored.spec(), stored.weights().matrices());
  }

  /** Writes or replaces a model file, which is there whole or not at all. */
  public void save(Model<?, ?> model, Path file) {
    ModelFile.of(model).write(file);
  }

  /** Writes a model in another format; returns the files. What is not said holds by default. */
  public List<Path> export(
      Model<?, ?> model, String exporter, Path file, Map<String, String> options) {
    Exporter chosen = plugins.exporters().get(exporter);
    return chosen.export(model, file, chosen.options().fill(options));
  }

  // training

  /**
   * Starts a training of what the recipe says, on the files it names. Faults of the recipe and the
   * data are thrown here, those of the training by {@link Training#await}.
   */
  public Training train(Recipe recipe, TrainingListener listener) {
    return prepared(plugins.task(recipe.required("task")), recipe).fromFiles(listener);
  }

  /**
   * Starts a training on examples at hand, which must be of the task's own types.
   *
   * @param dev what the best model is chosen by; may be empty
   */
  public <I, O> Training train(
      Recipe recipe, List<Example<I, O>> data, List<Example<I, O>> dev, TrainingListener listener) {
    @SuppressWarnings("unchecked") // the task says so, too, when it reads the first example
    TaskType<I, O> type = (TaskType<I, O>) plugins.task(recipe.required("task"));
    return prepared(type, recipe).start(data, dev, listener);
  }

  private <I, O> Preparation<I, O> prepared(TaskType<I, O> type, Recipe recipe) {
    return new Preparation<>(plugins, KernelChoice.best(), type, recipe);
  }
}
