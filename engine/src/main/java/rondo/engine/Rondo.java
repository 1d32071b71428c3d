package rondo.engine;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;
import rondo.core.Answered;
import rondo.core.Backend;
import rondo.core.Device;
import rondo.core.Example;
import rondo.core.Exporter;
import rondo.core.Importer;
import rondo.core.Model;
import rondo.core.ModelFormatException;
import rondo.core.ModelSpec;
import rondo.core.Network;
import rondo.core.Origin;
import rondo.core.PluginException;
import rondo.core.Runner;
import rondo.core.Settings;
import rondo.core.Spelling;
import rondo.core.StoredModel;
import rondo.core.Task;
import rondo.core.TaskType;
import rondo.engine.kernel.KernelChoice;
import rondo.engine.model.ModelFile;
import rondo.engine.train.GradientNorms;
import rondo.engine.train.GradientProbe;
import rondo.engine.train.TrainingListener;
import rondo.engine.watch.CellStates;
import rondo.engine.watch.StateProbe;
import rondo.engine.watch.Traced;
import rondo.engine.work.Workers;

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
  private final Map<String, String> tuning; // options of the backend

  private Rondo(
      Plugins plugins, Device device, Optional<String> backend, Map<String, String> tuning) {
    this.plugins = plugins;
    this.device = device;
    this.backend = backend;
    this.tuning = Map.copyOf(tuning);
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
    return new Rondo(plugins, Device.CPU, Optional.empty(), Map.of());
  }

  /** The same, running models on another device: {@code cpu}, {@code cuda}, {@code cuda:1}. */
  public Rondo device(String name) {
    return device(Device.parse(name));
  }

  /** The same, running models on another device. */
  public Rondo device(Device other) {
    return new Rondo(plugins, other, backend, tuning);
  }

  /** The same, running models with the backend of this name. */
  public Rondo backend(String name) {
    return new Rondo(plugins, device, Optional.of(plugins.backends().get(name).name()), tuning);
  }

  /** The same, with other options of the backend, such as {@code arena} of ONNX Runtime. */
  public Rondo tuned(Map<String, String> options) {
    return new Rondo(plugins, device, backend, options);
  }

  public Plugins plugins() {
    return plugins;
  }

  // using

  /** Opens a model file as its task's facade, such as {@code Ner}. Close what you opened. */
  public <F> F open(Path file, Class<F> facade) {
    return open(new Origin.File(file), facade);
  }

  /** Opens the model file that a stream holds; the stream is read to its end and left open. */
  public <F> F open(InputStream in, Class<F> facade) {
    return open(Formats.stream("the stream", in), facade);
  }

  /** Opens a resource, such as {@code "/models/ner.rondo"}, as the owner's class path has it. */
  public <F> F open(Class<?> owner, String resource, Class<F> facade) {
    return open(Formats.resource(owner, resource), facade);
  }

  /** Opens a model at hand, such as the one that a training has made. */
  public <F> F open(Model<?, ?> model, Class<F> facade) {
    return open("this", type("this", model.spec(), facade), model, facade);
  }

  private <F> F open(Origin origin, Class<F> facade) {
    StoredModel file = formats().read(origin);
    String name = origin.name();
    TaskType<?, ?> type = type(name, file.spec(), facade);
    return open(name, type, made(name, () -> model(type, file)), facade);
  }

  private Model<?, ?> model(TaskType<?, ?> type, StoredModel file) {
    return plugins.stored(type, file.spec(), file.weights());
  }

  /**
   * What plugins make of a file's content. They build what they are told, and nothing that a file
   * tells is believed; so what they refuse, in whatever way, is the file's fault.
   */
  static <R> R made(String name, Supplier<R> making) {
    try {
      return making.get();
    } catch (PluginException e) {
      throw e;
    } catch (ModelFormatException | IllegalArgumentException e) {
      throw new ModelFormatException(name + " cannot be opened: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      throw new ModelFormatException(name + " cannot be opened: " + e, e);
    }
  }

  private TaskType<?, ?> type(String name, ModelSpec spec, Class<?> facade) {
    TaskType<?, ?> type = made(name, () -> plugins.task(spec.task().type()));
    if (!facade.isAssignableFrom(type.facade())) {
      throw new IllegalArgumentException(
          "%s is a model for task '%s', which opens as %s, not as %s"
              .formatted(name, type.name(), type.facade().getName(), facade.getName()));
    }
    return type;
  }

  private <I, O, F> F open(String name, TaskType<I, O> type, Model<?, ?> model, Class<F> facade) {
    @SuppressWarnings("unchecked") // a model is of the type that its spec names
    Task<I, O> task = (Task<I, O>) model.task();
    Runner runner = runner(model);
    try {
      return facade.cast(made(name, () -> type.open(task, runner)));
    } catch (RuntimeException e) {
      runner.close();
      throw e;
    }
  }

  /** Runs a model with the chosen backend on the chosen device. */
  public Runner runner(Model<?, ?> model) {
    Backend chosen = chosen();
    return chosen.open(model, device, filled(chosen));
  }

  /**
   * What computes each node of a model's graph, where the chosen backend divides it between
   * several; by the node's name.
   */
  public SortedMap<String, String> placement(Model<?, ?> model) {
    Backend chosen = chosen();
    return chosen.placement(model, device, filled(chosen));
  }

  private Settings filled(Backend chosen) {
    try {
      return chosen.options().fill(tuning);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "backend '%s': %s".formatted(chosen.name(), e.getMessage()), e);
    }
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

  /** A model's answers to examples, on all cores, to be measured. */
  public <I, O> Answered<I, O> answered(Model<I, O> model, List<Example<I, O>> examples) {
    List<I> inputs = examples.stream().map(Example::input).toList();
    try (Runner runner = runner(model);
        Workers workers = Workers.of(Runtime.getRuntime().availableProcessors())) {
      List<O> answers = Answering.answer(model.task(), inputs, runner, workers);
      return new Answered<>(examples, answers, model.task()::evaluate);
    }
  }

  /**
   * The answers to as many of the examples, drawn at random, as a model answers in about that time;
   * to at least a few.
   */
  public <I, O> Answered<I, O> answered(
      Model<I, O> model, List<Example<I, O>> examples, Duration about) {
    try (Runner runner = runner(model);
        Workers workers = Workers.of(Runtime.getRuntime().availableProcessors())) {
      return new Sample<>(examples)
          .answer(inputs -> Answering.answer(model.task(), inputs, runner, workers), about)
          .answered(model.task()::evaluate);
    }
  }

  /** The model of a file, to train further, to export, to look into. */
  public Model<?, ?> model(Path file) {
    Origin origin = new Origin.File(file);
    return model(origin, formats().read(origin));
  }

  /** The model of a file that this importer reads, with options of the importer. */
  public Model<?, ?> model(Path file, String importer, Map<String, String> options) {
    Origin origin = new Origin.File(file);
    return model(origin, formats().read(origin, importer, options));
  }

  /** The importer that reads a file, which its content tells. */
  public Importer importer(Path file) {
    return formats().knowing(new Origin.File(file));
  }

  /**
   * What becomes of each part of a file that was made elsewhere, also of one that no model can be
   * made of; nothing for a file that says itself what it is.
   */
  public List<Importer.Note> report(Path file, String importer, Map<String, String> options) {
    return formats().report(new Origin.File(file), importer, options);
  }

  /** What a file holds, before plugins make a model of it. */
  public StoredModel stored(Path file) {
    return formats().read(new Origin.File(file));
  }

  private Formats formats() {
    return new Formats(plugins.importers());
  }

  private Model<?, ?> model(Origin origin, StoredModel stored) {
    return made(origin.name(), () -> model(plugins.task(stored.spec().task().type()), stored));
  }

  /**
   * The same model, answering otherwise than it was told when it was trained.
   *
   * @param otherwise values of those options that its task names in {@link TaskType#answering}
   */
  public <I, O> Model<I, O> answering(Model<I, O> model, Map<String, String> otherwise) {
    @SuppressWarnings("unchecked") // a model is of the type that its spec names
    TaskType<I, O> type = (TaskType<I, O>) plugins.task(model.spec().task().type());
    List<String> free = type.answering().names();
    Settings options = model.spec().task().options();
    for (Map.Entry<String, String> each : otherwise.entrySet()) {
      if (!free.contains(each.getKey())) {
        throw new IllegalArgumentException(
            "how a model of task '%s' answers can be told by %s, not by '%s'.%s"
                .formatted(
                    type.name(),
                    free.isEmpty() ? "nothing" : String.join(", ", free),
                    each.getKey(),
                    Spelling.hint(each.getKey(), free)));
      }
      options = options.with(each.getKey(), each.getValue());
    }
    return plugins.with(model, type, model.spec().task().with(options));
  }

  /** Writes or replaces a model file, which is there whole or not at all. */
  public void save(Model<?, ?> model, Path file) {
    ModelFile.of(model).write(file);
  }

  /**
   * Writes the model whose weights are the mean of those of several models, as of the last epochs
   * of a training ({@code train.keep}); it often answers better than each. They must be of one
   * shape and have the same vocabularies.
   */
  public void average(List<Path> models, Path file) {
    save(Mean.of(models, this::model), file);
  }

  /** Writes a model in another format, such as {@code onnx}; returns the files. */
  public List<Path> export(Model<?, ?> model, String exporter, Path file) {
    return export(model, exporter, file, Map.of());
  }

  /** Writes a model in another format, with options of the exporter. */
  public List<Path> export(
      Model<?, ?> model, String exporter, Path file, Map<String, String> options) {
    return export(model, List.of(), exporter, file, options).files();
  }

  /**
   * The same, proved on real inputs too, which are of the task's own type.
   *
   * @return the files, and how close to the model they were found
   */
  public <I, O> Exporter.Exported export(
      Model<I, O> model, List<I> real, String exporter, Path file, Map<String, String> options) {
    Exporter chosen = plugins.exporters().get(exporter);
    return chosen.export(model, real, file, chosen.options().fill(options));
  }

  /** Proves again that a file which an exporter wrote answers as the model does. */
  public <I, O> Exporter.Finding verify(
      Model<I, O> model, List<I> real, String exporter, Path file) {
    return plugins.exporters().get(exporter).verify(model, real, file, device);
  }

  // training

  /**
   * Starts a training of what the recipe says, on the files it names. Faults of the recipe and the
   * data are thrown here, those of the training by {@link Training#await}.
   */
  public Training train(Recipe recipe, TrainingListener... listeners) {
    TrainingListener all = TrainingListener.all(List.of(listeners));
    return prepared(plugins.task(recipe.required("task")), recipe).fromFiles(all);
  }

  /**
   * What such a training will be like: the sizes of data and model, and, as some steps tell, what
   * memory and time it takes. Nothing is written; faults of the recipe and the data are thrown.
   */
  public Outlook outlook(Recipe recipe, TrainingListener... listeners) {
    TrainingListener all = TrainingListener.all(List.of(listeners));
    return prepared(plugins.task(recipe.required("task")), recipe).outlook(all);
  }

  /**
   * A recipe as a page for a person to edit, which {@link Recipe#read} reads: every key under its
   * meaning and what holds unless said. Of a recipe that names data, what suits them is filled in;
   * otherwise what is not said stands in comments, and is decided when there are data.
   */
  public String page(Recipe recipe) {
    return prepared(plugins.task(recipe.required("task")), recipe).page();
  }

  /**
   * Starts a training on examples at hand, which must be of the task's own types.
   *
   * @param dev what the best model is chosen by; may be empty
   */
  public <I, O> Training train(
      Recipe recipe,
      List<Example<I, O>> data,
      List<Example<I, O>> dev,
      TrainingListener... listeners) {
    @SuppressWarnings("unchecked") // the task says so, too, when it reads the first example
    TaskType<I, O> type = (TaskType<I, O>) plugins.task(recipe.required("task"));
    TrainingListener all = TrainingListener.all(List.of(listeners));
    return prepared(type, recipe).start(data, dev, all);
  }

  /**
   * Starts a cross-validation of what the recipe says, on the one file of data it names: trains one
   * model for each fold on the others. Where the recipe says {@code dev = 10%}, that share of those
   * others is held back in each training to choose its best model by. Faults of the recipe and the
   * data are thrown here.
   */
  public CrossValidation folds(Recipe recipe, int folds, FoldsListener listener) {
    TaskType<?, ?> type = plugins.task(recipe.required("task"));
    return folds(type, recipe, folds, listener);
  }

  private <I, O> CrossValidation folds(
      TaskType<I, O> type, Recipe recipe, int folds, FoldsListener listener) {
    return CrossValidation.start(
        new FoldsRun<>(
            this, recipe, folds, r -> prepared(type, r), Preparation::fromFiles, listener));
  }

  /** Starts a cross-validation on examples at hand, which must be of the task's own types. */
  public <I, O> CrossValidation folds(
      Recipe recipe, List<Example<I, O>> data, int folds, FoldsListener listener) {
    @SuppressWarnings("unchecked") // the task says so, too, when it reads the first example
    TaskType<I, O> type = (TaskType<I, O>) plugins.task(recipe.required("task"));
    return CrossValidation.start(
        new FoldsRun<>(
            this, recipe, folds, r -> prepared(type, r), (p, l) -> p.divided(data, l), listener));
  }

  private <I, O> Preparation<I, O> prepared(TaskType<I, O> type, Recipe recipe) {
    return new Preparation<>(plugins, KernelChoice.best(), type, recipe);
  }

  // looking into

  /**
   * How large the gradient of the loss is at each step of each cell, on examples of the task's own
   * types: whether it vanishes on its way back through time, or explodes. Changes nothing; see
   * {@link GradientProbe}.
   */
  public <I, O> List<GradientNorms> gradients(Model<?, ?> model, List<Example<I, O>> examples) {
    @SuppressWarnings("unchecked") // the task says so, too, when it reads the first example
    Task<I, O> task = (Task<I, O>) model.task();
    GradientProbe probe = new GradientProbe();
    Network watched = plugins.twin(model, probe.watch(plugins.cells()));
    return probe.run(watched, task, examples, KernelChoice.best());
  }

  /**
   * What each cell of a model remembers after each step of each input, beside the model's answers,
   * in the order of the inputs. See {@link StateProbe}.
   */
  public <I, O> List<Traced<O>> trace(Model<I, O> model, List<I> inputs) {
    Task<I, O> task = model.task();
    StateProbe probe = new StateProbe();
    Network watched = plugins.twin(model, probe.watch(plugins.cells()));
    List<Traced<O>> all = new ArrayList<>();
    try (Runner runner = runner(model)) {
      for (I input : inputs) {
        O answer = task.answer(List.of(input), runner).get(0);
        Example<I, O> example = new Example<>(input, answer);
        List<CellStates> cells = probe.run(watched, task, example, KernelChoice.best());
        all.add(new Traced<>(answer, task.script(input, answer), cells));
      }
    }
    return all;
  }
}
