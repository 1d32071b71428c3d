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
import rondo.core.Demand;
import rondo.core.Evaluation;
import rondo.core.Example;
import rondo.core.Kernels;
import rondo.core.Model;
import rondo.core.ModelSpec;
import rondo.core.NetworkSpec;
import rondo.core.NetworkType;
import rondo.core.TaskSpec;
import rondo.core.TaskType;
import rondo.core.Texts;
import rondo.engine.model.ModelFile;
import rondo.engine.train.Outcome;
import rondo.engine.train.Trainer;
import rondo.engine.train.TrainingListener;

/** From a recipe to a training: reads, fits, chooses the network, makes the model, starts. */
final class Preparation<I, O> {
  private static final Pattern FOLD = Pattern.compile("(\\d{1,9}) ?/ ?(\\d{1,9})");
  private static final Pattern SHARE = Pattern.compile("([-+]?\\d{1,9}(?:\\.\\d{1,9})?) ?%");

  private final Plugins plugins;
  private final Kernels kernels;
  private final TaskType<I, O> type;
  private Recipe said; // and the hashes of the files that were read
  private Recipe recipe; // filled
  private List<Example<I, O>> leftOut = List.of();

  Preparation(Plugins plugins, Kernels kernels, TaskType<I, O> type, Recipe recipe) {
    this.plugins = plugins;
    this.kernels = kernels;
    this.type = type;
    this.said = recipe;
    this.recipe = recipe.filled(plugins); // before any data is read: a slip costs no time
    Trainer.options().fill(this.recipe.section("train").values());
  }

  /**
   * Trains on the files that the recipe names. What is read only to be learnt from may be part of
   * another example, so where examples are left out it is left out, too.
   */
  Training fromFiles(TrainingListener listener) {
    Texts<I, O> texts = type.texts(recipe.section("task"));
    boolean whole = recipe.get("fold").isEmpty() && share().isEmpty();
    return divided(
        read("data", recipe.required("data"), whole ? texts::readToLearn : texts::read), listener);
  }

  /** Trains on examples of which the recipe may hold back some to choose the best model by. */
  Training divided(List<Example<I, O>> all, TrainingListener listener) {
    List<Example<I, O>> data = withoutFold(all);
    Optional<String> dev = recipe.get("dev");
    if (dev.isEmpty()) {
      return begin(data, List.of(), listener);
    }
    Optional<Double> share = share();
    if (share.isPresent()) {
      HeldOut<I, O> held = HeldOut.of(data, share.get(), seed());
      return begin(held.rest(), held.held(), listener);
    }
    Texts<I, O> texts = type.texts(recipe.section("task"));
    return begin(data, read("dev", dev.get(), texts::read), listener);
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

  private List<Example<I, O>> read(String key, String name, Reading<Example<I, O>> reading) {
    Path file = Path.of(name);
    if (!Files.exists(file)) {
      throw new DataException(name, "there is no such file; the recipe names it as '" + key + "'");
    }
    try {
      List<Example<I, O>> examples = reading.read(file); // which tells what a folder may hold
      String hash = Provenance.sha256(file);
      String due = recipe.get(key + ".sha256").orElse(hash);
      if (!due.equals(hash)) {
        throw new DataException(
            name,
            "is not the file that the recipe means: its SHA-256 is %s, not %s"
                .formatted(hash, due));
      }
      said = said.set(key + ".sha256", hash);
      if (examples.isEmpty()) {
        throw new DataException(name, "holds no examples");
      }
      return examples;
    } catch (IOException e) {
      throw new UncheckedIOException("'" + name + "' cannot be read: " + e, e);
    }
  }

  /** Trains on examples that are at hand. */
  Training start(List<Example<I, O>> data, List<Example<I, O>> dev, TrainingListener listener) {
    return begin(withoutFold(data), dev, listener);
  }

  private Training begin(
      List<Example<I, O>> data, List<Example<I, O>> dev, TrainingListener listener) {
    Map<String, String> suited = type.suited(data, recipe.section("task"));
    recipe = said.filled(plugins, suited);
    TaskSpec task = type.fit(data, recipe.section("task"));
    NetworkType network = network(task.demand());
    recipe = said.set("network", network.name()).filled(plugins, suited);
    int seed = seed();
    NetworkSpec spec = new NetworkSpec(network.name(), task.demand(), recipe.section("network"));
    SortedMap<String, String> provenance = Provenance.of(recipe, kernels.name());
    Model<I, O> model = plugins.fresh(type, new ModelSpec(spec, task, provenance), seed);
    Trainer<I, O> trainer = new Trainer<>(model, data, dev, recipe.section("train"), seed, kernels);
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
          file.ifPresent(f -> ModelFile.of(trained).write(f));
          return new Training.Result(trained, outcome, file);
        });
  }

  private int seed() {
    return recipe.settings().number("seed", 0, Integer.MAX_VALUE);
  }

  /** The network that is named, or the one there is for what the task demands. */
  private NetworkType network(Demand demand) {
    String name = recipe.required("network");
    if (!name.equals(RecipeKeys.AUTO)) {
      NetworkType named = plugins.networks().get(name);
      if (!named.offers(demand)) {
        throw new IllegalArgumentException(
            "network '%s' cannot do what task '%s' demands (%s); leave it at auto, or name another"
                .formatted(name, type.name(), demand.wanted()));
      }
      return named;
    }
    List<NetworkType> able =
        plugins.networks().all().stream().filter(n -> n.offers(demand)).toList();
    // Rondo's own before a guest's, so that a jar more on the class path changes no training
    List<NetworkType> own =
        able.stream().filter(n -> Rondo.class.getPackageName().equals(root(n))).toList();
    List<NetworkType> chosen = own.size() == 1 ? own : able;
    if (chosen.size() != 1) {
      List<String> names = able.stream().map(NetworkType::name).toList();
      throw new IllegalArgumentException(
          able.isEmpty()
              ? "no network offers what task '%s' demands (%s); known: %s. Is its plugin's jar on the class path or in --plugins?"
                  .formatted(type.name(), demand.wanted(), plugins.networks().names())
              : "several networks offer what task '%s' demands: %s; set network to one of them"
                  .formatted(type.name(), names));
    }
    return chosen.get(0);
  }

  private static String root(NetworkType type) {
    String name = type.getClass().getPackageName();
    return name.startsWith("rondo.engine.") ? "rondo.engine" : name;
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
