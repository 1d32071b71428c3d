package rondo.tasks;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import rondo.core.Example;
import rondo.core.Model;
import rondo.core.ModelSpec;
import rondo.core.Network;
import rondo.core.NetworkSpec;
import rondo.core.NetworkType;
import rondo.core.Registry;
import rondo.core.Runner;
import rondo.core.Settings;
import rondo.core.Task;
import rondo.core.TaskSpec;
import rondo.core.TaskType;
import rondo.engine.NativeRunner;
import rondo.engine.kernel.KernelChoice;
import rondo.engine.model.FreshWeights;
import rondo.engine.network.RecurrentNetworkType;
import rondo.engine.train.Trainer;
import rondo.engine.work.Workers;
import rondo.gru.GruType;

/** Small models of any task of this module, trained on a few examples in a moment. */
public final class Tiny {
  private static final Map<String, String> SMALL =
      Map.of("cell", "gru", "hidden", "16", "embedding", "16", "dropout", "0", "word-dropout", "0");

  private Tiny() {}

  public static <I, O> Model<I, O> fresh(
      TaskType<I, O> type, List<Example<I, O>> data, Map<String, String> options) {
    return fresh(type, data, options, new RecurrentNetworkType(), SMALL);
  }

  /** The same, arranged otherwise. */
  public static <I, O> Model<I, O> fresh(
      TaskType<I, O> type,
      List<Example<I, O>> data,
      Map<String, String> options,
      NetworkType arranged,
      Map<String, String> arrangement) {
    TaskSpec spec = type.fit(data, type.options().fill(options));
    FreshWeights weights = new FreshWeights(1);
    NetworkSpec network =
        new NetworkSpec(arranged.name(), spec.demand(), arranged.options().fill(arrangement));
    Network made =
        arranged.create(
            network, new Registry<>("cell", List.of(new GruType())), weights.in("network"));
    Task<I, O> task = type.create(spec, weights.in("task"));
    return new Model<>(new ModelSpec(network, spec, new TreeMap<>()), made, task, weights.params());
  }

  public static <I, O> Model<I, O> trained(
      TaskType<I, O> type, List<Example<I, O>> data, Map<String, String> options) {
    return trained(fresh(type, data, options), data);
  }

  /** The same model with its weights trained. */
  public static <I, O> Model<I, O> trained(Model<I, O> model, List<Example<I, O>> data) {
    Settings settings =
        Trainer.options()
            .fill(Map.of("epochs", "60", "rows", "4", "part", "2", "rate", "0.02", "threads", "1"));
    new Trainer<>(model, data, List.of(), settings, 1, KernelChoice.best()).run();
    return model;
  }

  public static Runner runner(Model<?, ?> model) {
    return new NativeRunner(model.network(), KernelChoice.best(), Workers.ONE);
  }
}
