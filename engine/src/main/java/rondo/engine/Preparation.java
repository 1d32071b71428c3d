package rondo.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rondo.core.DataException;
import rondo.core.Evaluation;
import rondo.core.Example;
import rondo.core.Kernels;
import rondo.core.Model;
import rondo.core.ModelSpec;
import rondo.core.NetworkSpec;
import rondo.core.NetworkType;
import rondo.core.Registry;
import rondo.core.Settings;
import rondo.core.TaskSpec;
import rondo.core.TaskType;
import rondo.core.Texts;
import rondo.engine.model.ModelFile;
import rondo.engine.train.Outcome;
import rondo.engine.train.Trainer;
import rondo.engine.train.TrainingListener;

/** From a recipe to a training: reads, fits, chooses the network, makes the model, starts. */
final class Preparation<I, O> {
  private static final String FROM = "from";
  private static final Pattern FOLD = Pattern.compile("(\\d{1,9}) ?/ ?(\\d{1,9})");
  private static final Pattern SHARE = Pattern.compile("([-+]?\\d{1,9}(?:\\.\\d{1,9})?) ?%");

  private final Plugins plugins;
  private final Kernels kernels;
  private final TaskType<I, O> type;
  private final Optional<Ancestor<I, O>> ancestor;
  private Recipe said; // and the hashes of the files that were read
  private Recipe recipe; // filled
  private List<Example<I, O>> leftOut = List.of();

  Preparation(Plugins plugins, Kernels kernels, TaskType<I, O> type, Recipe recipe) {
    this.plugins = plugins;
    this.kernels = kernels;
    this.type = type;
    this.said = recipe;
    this.ancestor = recipe.get(FROM).map(this::ancestor);
    this.recipe = filled(Map.of()); // before any data is read: a slip costs no time
    Trainer.options().fill(this.recipe.section("train").values());
  }

  private Ancestor<I, O> ancestor(String name) {
    Path file = Path.of(name);
    Ancestor<I, O> found = new Ancestor<>(plugins, type, file);
    requireMeant(FROM, file);
    return found;
  }

  /** The recipe with every key, with what suits the data before what holds otherwise. */
  private Recipe filled(Map<String, String> suited) {
    return ancestor.map(a -> a.filled(said, suited)).orElseGet(() -> said.filled(plugins, suited));
  }

  /**
   * Trains on the files that the recipe names. What is read only to be learnt from may be part of
   * another example, so where examples are left out it is left out, too.
   */
  Training fromFiles(TrainingListener listener) {
    return files(listener, this::begin);
  }

  /** What a training on the files that the recipe names will be like. */
  Outlook outlook(TrainingListener listener) {
    return files(listener, this::outlook);
  }

  /** The recipe as a page to be edited: of one that names data, with what suits them. */
  String page() {
    return recipe.get("data").isEmpty()
        ? RecipePage.open(said, plugins, type)
        : files(TrainingListener.all(List.of()), this::page);
  }

  /** Something that is done with examples to train on, and others to choose the best model by. */
  private interface Use<E, R> {
    R of(List<E> data, List<E> dev, TrainingListener listener);
  }

  private <R> R files(TrainingListener listener, Use<Example<I, O>, R> use) {
    Texts<I, O> texts = type.texts(recipe.section("task"));
    boolean whole = recipe.get("fold").isEmpty() && share().isEmpty();
    return divided(read("data", whole ? texts::readToLearn : texts::read, listener), listener, use);
  }

  /** Trains on examples of which the recipe may hold back some to choose the best model by. */
  Training divided(List<Example<I, O>> all, TrainingListener listener) {
    return divided(all, listener, this::begin);
  }

  private <R> R divided(
      List<Example<I, O>> all, TrainingListener listener, Use<Example<I, O>, R> use) {
    List<Example<I, O>> data = withoutFold(all);
    Optional<String> dev = recipe.get("dev");
    if (dev.isEmpty()) {
      return use.of(data, List.of(), listener);
    }
    Optional<Double> share = share();
    if (share.isPresent()) {
      HeldOut<I, O> held = HeldOut.of(data, share.get(), seed());
      return use.of(held.rest(), held.held(), listener);
    }
    Texts<I, O> texts = type.texts(recipe.section("task"));
    return use.of(data, read("dev", texts::read, listener), listener);
  }

  /** How much of the data is held back to choose by, if the recipe says it so. */
  private Optional<Double> share() {
    return recipe
        .get("dev")
        .map(SHARE::matcher)
        .filter(Matcher::matches)
        .map(m -> share(Double.parseDouble(m.group(1))));
  }

  private static double share(double percent) {
    if (!(percent > 0 && percent < 100)) {
      throw new IllegalArgumentException(
          "dev must be a file, or a share of the data between 0% and 100% such as 10%, is "
              + percent
              + "%");
    }
    return percent / 100;
  }

  private List<Example<I, O>> withoutFold(List<Example<I, O>> data) {
    if (recipe.get("fold").isEmpty()) {
      return data;
    }
    Matcher fold = FOLD.matcher(recipe.required("fold"));
    if (!fold.matches()) {
      throw new IllegalArgumentException(
          "fold must be one of so many, such as 3/10, is '%s'".formatted(recipe.required("fold")));
    }
    int number = Integer.parseInt(fold.group(1));
    HeldOut<I, O> parts = HeldOut.fold(data, number, Integer.parseInt(fold.group(2)), seed());
    leftOut = parts.held();
    return parts.rest();
  }

  /** The examples of the fold that the recipe leaves out. */
  List<Example<I, O>> leftOut() {
    return leftOut;
  }

  private interface Reading<E> {
    List<E> read(Path file) throws IOException;
  }

  private List<Example<I, O>> read(
      String key, Reading<Example<I, O>> reading, TrainingListener listener) {
    String name = recipe.required(key);
    Path file = Path.of(name);
    if (!Files.exists(file)) {
      String share = name.matches("\\d+") ? "; a share of the data is said as " + name + "%" : "";
      throw new DataException(
          name, "there is no such file; the recipe names it as '" + key + "'" + share);
    }
    listener.begins("reading " + name);
    try {
      List<Example<I, O>> examples = reading.read(file); // which tells what a folder may hold
      requireMeant(key, file);
      if (examples.isEmpty()) {
        throw new DataException(name, "holds no examples");
      }
      return examples;
    } catch (IOException e) {
      throw new UncheckedIOException("'" + name + "' cannot be read: " + e, e);
    }
  }

  /** Records the hash of a file that the recipe names; refuses another than it says. */
  private void requireMeant(String key, Path file) {
    String hash = Provenance.sha256(file);
    String due = said.get(key + ".sha256").orElse(hash);
    if (!due.equals(hash)) {
      throw new DataException(
          file.toString(),
          "is not the file that the recipe means: its SHA-256 is %s, not %s".formatted(hash, due));
    }
    said = said.set(key + ".sha256", hash);
  }

  /** Trains on examples that are at hand. */
  Training start(List<Example<I, O>> data, List<Example<I, O>> dev, TrainingListener listener) {
    return begin(withoutFold(data), dev, listener);
  }

  private Training begin(
      List<Example<I, O>> data, List<Example<I, O>> dev, TrainingListener listener) {
    listener.begins("fitting the model to the data");
    Model<I, O> model = model(data);
    Trainer<I, O> trainer = trainer(model, data, dev);
    Optional<OutFolder> folder = recipe.get("out").map(f -> new OutFolder(Path.of(f)));
    Optional<Path> file = folder.map(f -> f.path().resolve(OutFolder.MODEL));
    if (folder.isPresent()) {
      folder.get().open(recipe, plugins).ifPresent(trainer::resume);
      trainer.into(folder.get().path());
      trainer.listen(new BestModel<>(model, file.get()));
      int keep = recipe.section("train").number(Trainer.KEEP, 0, KeptModels.MOST);
      if (keep > 0) {
        trainer.listen(new KeptModels(model, folder.get().path(), keep));
      }
    }
    trainer.listen(listener);
    return Training.start(
        recipe,
        trainer,
        () -> {
          Outcome outcome = trainer.run();
          Model<I, O> trained = outcome.best().map(e -> evaluated(model, e)).orElse(model);
          file.ifPresent(
              f -> {
                listener.begins("writing " + f);
                ModelFile.of(trained).write(f);
              });
          return new Training.Result(new Studied<>(type, trained, data, dev), outcome, file);
        });
  }

  private Outlook outlook(
      List<Example<I, O>> data, List<Example<I, O>> dev, TrainingListener listener) {
    listener.begins("fitting the model to the data");
    Model<I, O> model = model(data);
    Trainer<I, O> trainer = trainer(model, data, dev);
    recipe
        .get("out")
        .flatMap(f -> new OutFolder(Path.of(f)).checkpoint(recipe))
        .ifPresent(trainer::resume);
    List<I> inputs = dev.stream().map(Example::input).toList();
    listener.begins("trying some steps");
    return new Outlook(
        recipe,
        model.spec(),
        Outlook.parameters(model),
        dev.isEmpty() ? Optional.empty() : model.task().known(inputs),
        trainer.trial());
  }

  private String page(
      List<Example<I, O>> data, List<Example<I, O>> dev, TrainingListener listener) {
    Map<String, String> suited = suited(data);
    Model<I, O> ignored = model(data); // refuses values that cannot be meant
    return RecipePage.filled(recipe, plugins, suited.keySet());
  }

  private Map<String, String> suited(List<Example<I, O>> data) {
    return type.suited(data, said.filled(plugins).section("task"));
  }

  /** The model to train; the recipe is the whole of it from here on. */
  private Model<I, O> model(List<Example<I, O>> data) {
    Map<String, String> suited = suited(data);
    return ancestor.map(a -> descendant(a, suited)).orElseGet(() -> fresh(data, suited));
  }

  private Trainer<I, O> trainer(
      Model<I, O> model, List<Example<I, O>> data, List<Example<I, O>> dev) {
    Settings settings = recipe.section("train");
    Trainer<I, O> trainer = new Trainer<>(model, data, dev, settings, seed(), kernels);
    ancestor.ifPresent(a -> requireTeachable(trainer));
    return trainer;
  }

  /** A model that is fitted to the data. */
  private Model<I, O> fresh(List<Example<I, O>> data, Map<String, String> suited) {
    recipe = filled(suited);
    TaskSpec task = type.fit(data, recipe.section("task"));
    Registry<NetworkType> networks = plugins.networks();
    NetworkType network = NetworkChoice.of(recipe.required("network"), task, networks);
    said = said.set("network", network.name());
    recipe = filled(suited);
    NetworkSpec spec = new NetworkSpec(network.name(), task.demand(), recipe.section("network"));
    return plugins.fresh(type, new ModelSpec(spec, task, provenance()), seed());
  }

  /** The model that a recipe starts from; what it says itself, the recipe need not say. */
  private Model<I, O> descendant(Ancestor<I, O> from, Map<String, String> suited) {
    Recipe whole = filled(suited);
    recipe = from.without(whole);
    return from.model(whole, provenance());
  }

  private SortedMap<String, String> provenance() {
    return Provenance.of(recipe, kernels.name());
  }

  private void requireTeachable(Trainer<I, O> trainer) {
    try {
      trainer.rehearse();
    } catch (IllegalArgumentException e) {
      throw new DataException(
          recipe.get("data").orElse("the data"),
          e.getMessage()
              + "; leave it out of the data or rename it there, or train without 'from'");
    }
  }

  private int seed() {
    return recipe.settings().number("seed", 0, Integer.MAX_VALUE);
  }

  private static <I, O> Model<I, O> evaluated(Model<I, O> model, Evaluation evaluation) {
    ModelSpec s = model.spec();
    ModelSpec spec =
        new ModelSpec(s.network(), s.task(), Provenance.with(s.provenance(), evaluation));
    return new Model<>(spec, model.network(), model.task(), model.params());
  }

  /** Writes each model that is the best so far. */
  private record BestModel<I, O>(Model<I, O> model, Path file) implements TrainingListener {
    @Override
    public void evaluated(Evaluated event) {
      if (event.best()) {
        ModelFile.of(Preparation.evaluated(model, event.evaluation())).write(file);
      }
    }
  }
}
