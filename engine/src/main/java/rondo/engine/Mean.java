package rondo.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import rondo.core.Matrix;
import rondo.core.Model;
import rondo.core.ModelFormatException;
import rondo.core.ModelSpec;
import rondo.core.Param;

/**
 * The mean of the weights of several models, summed up in doubles. It is of use where they lie near
 * each other, as the last epochs of one training do.
 */
final class Mean {
  private static final String FROM = "average."; // in the provenance

  private final Path first;
  private final Model<?, ?> model; // the first, which becomes the mean
  private final List<double[]> sums = new ArrayList<>(); // one for each of its parameters
  private final SortedMap<String, String> provenance;

  private Mean(Path first, Model<?, ?> model) {
    this.first = first;
    this.model = model;
    model.params().forEach(p -> sums.add(new double[p.value().size()]));
    provenance = new TreeMap<>(model.spec().provenance());
    provenance.keySet().removeIf(key -> key.startsWith("dev.")); // which another model reached
  }

  /** That of model files, which {@code open} opens one by one. */
  static Model<?, ?> of(List<Path> files, Function<Path, Model<?, ?>> open) {
    if (files.isEmpty()) {
      throw new IllegalArgumentException("an average needs a model, or better several");
    }
    Mean mean = new Mean(files.get(0), open.apply(files.get(0)));
    mean.add(mean.model);
    for (Path file : files.subList(1, files.size())) {
      Model<?, ?> other = open.apply(file);
      mean.requireAlike(file, other);
      mean.add(other);
      mean.provenance.entrySet().retainAll(other.spec().provenance().entrySet());
    }
    return mean.made(files);
  }

  private void requireAlike(Path file, Model<?, ?> other) {
    ModelSpec one = model.spec();
    ModelSpec two = other.spec();
    String what =
        !one.task().type().equals(two.task().type())
            ? "is for another task"
            : !one.task().lists().equals(two.task().lists())
                ? "has other vocabularies or labels"
                : !one.network().equals(two.network()) || !shapes(model).equals(shapes(other))
                    ? "has another network"
                    : "";
    if (!what.isEmpty()) {
      throw new ModelFormatException(
          "'%s' %s than '%s'; only models of one shape, made from the same data, have a mean"
              .formatted(file, what, first));
    }
  }

  private static Map<String, String> shapes(Model<?, ?> model) {
    Map<String, String> shapes = new TreeMap<>();
    model.params().forEach(p -> shapes.put(p.path(), p.value().shape()));
    return shapes;
  }

  /** The parameters of models that are alike stand in one order, in which they were asked for. */
  private void add(Model<?, ?> other) {
    for (int i = 0; i < sums.size(); i++) {
      double[] sum = sums.get(i);
      Matrix x = other.params().get(i).value();
      for (int k = 0; k < sum.length; k++) {
        sum[k] += x.data()[x.offset() + k];
      }
    }
  }

  private Model<?, ?> made(List<Path> files) {
    for (int i = 0; i < sums.size(); i++) {
      Param p = model.params().get(i);
      double[] sum = sums.get(i);
      Matrix x = p.value();
      for (int k = 0; k < sum.length; k++) {
        x.data()[x.offset() + k] = (float) (sum[k] / files.size());
      }
      p.changed();
    }
    for (int n = 1; n <= files.size(); n++) {
      Path file = files.get(n - 1);
      provenance.put(FROM + n, file.getFileName() + " " + Provenance.sha256(file));
    }
    return with(model, provenance);
  }

  private static <I, O> Model<I, O> with(Model<I, O> model, SortedMap<String, String> provenance) {
    ModelSpec spec = new ModelSpec(model.spec().network(), model.spec().task(), provenance);
    return new Model<>(spec, model.network(), model.task(), model.params());
  }
}
