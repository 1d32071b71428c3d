package rondo.engine.train;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import rondo.core.Matrix;
import rondo.core.ModelFormatException;
import rondo.core.Param;
import rondo.core.State;
import rondo.engine.model.Safetensors;
import rondo.engine.model.StateFile;

/**
 * All that a training needs to go on, bit for bit: weights, what the optimiser remembers, averages,
 * the best weights, where the parts of truncated BPTT ended, how far it has come and how the
 * evaluations stood. The file is a {@link StateFile}.
 */
public final class Checkpoint {
  private static final String FORMAT = "rondo-checkpoint";
  private static final int VERSION = 1;
  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(16)
                          .maxNumberLength(32)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private final String name;
  private final Facts facts;
  private final Map<String, Matrix> tensors;

  /**
   * What is no tensor.
   *
   * @param averaged steps in the average; less than 0 without one
   * @param ends how many matrices the end state of each part has
   * @param best whether there are best weights
   */
  record Facts(
      String format,
      int version,
      long seed,
      int examples,
      SortedMap<String, String> settings,
      long averaged,
      List<Integer> ends,
      boolean best,
      Progress progress) {
    Facts {
      Objects.requireNonNull(format, "format");
      Objects.requireNonNull(progress, "progress");
      settings.values().forEach(Objects::requireNonNull);
      settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
      ends = List.copyOf(ends);
    }
  }

  private Checkpoint(String name, Facts facts, Map<String, Matrix> tensors) {
    this.name = name;
    this.facts = facts;
    this.tensors = tensors;
  }

  /** The state of a run; the same floats, so write it before the next step. */
  static Checkpoint of(
      Trainer.Setup<?, ?> setup, Progress progress, TrainingStep step, Optional<Snapshot> best) {
    Map<String, Matrix> tensors = new TreeMap<>();
    step.visit(tensors::put);
    best.ifPresent(b -> b.visit((path, m) -> tensors.put("best/" + path, m)));
    List<State> ends = step.ends();
    for (int part = 0; part < ends.size(); part++) {
      for (int i = 0; i < ends.get(part).parts().size(); i++) {
        tensors.put(end(part, i), ends.get(part).part(i));
      }
    }
    Facts facts =
        new Facts(
            FORMAT,
            VERSION,
            setup.seed(),
            setup.data().size(),
            setup.regime().settings().values(),
            step.averaging().steps(),
            ends.stream().map(e -> e.parts().size()).toList(),
            best.isPresent(),
            progress);
    return new Checkpoint("this training", facts, tensors);
  }

  /** Refuses, before the training begins, what no checkpoint could hold. */
  static void requireRoom(long numbers) {
    if (numbers > StateFile.MOST_BYTES / Float.BYTES) {
      throw new IllegalArgumentException(
          "a checkpoint of this training would take %.1f GiB, and 4 are the most; train with narrower vectors, fewer words, average = none or optimizer = sgd"
              .formatted(numbers * Float.BYTES / 0x1p30));
    }
  }

  private static String end(int part, int i) {
    return "ends/" + part + "/" + i;
  }

  Progress progress() {
    return facts.progress;
  }

  /** How many updates of the weights it holds. */
  public long step() {
    return facts.progress.step();
  }

  /** How many whole passes over the data it holds. */
  public int epoch() {
    return facts.progress.epoch();
  }

  /** Refuses to go on with a training whose state would mean something else. */
  void requireFits(Trainer.Setup<?, ?> setup) {
    Map<String, String> now = setup.regime().settings().values();
    for (String key : Regime.FIXED) {
      requireSame(
          "option '" + key + "'", facts.settings.getOrDefault(key, ""), now.getOrDefault(key, ""));
    }
    requireSame("seed", facts.seed, setup.seed());
    requireSame("number of examples", facts.examples, setup.data().size());
  }

  private void requireSame(String what, Object then, Object now) {
    if (!then.equals(now)) {
      throw new IllegalArgumentException(
          "%s was trained with %s %s and cannot go on with %s".formatted(name, what, then, now));
    }
  }

  /** Puts the state back; returns the best weights, if any were found. */
  Optional<Snapshot> restore(TrainingStep step, List<Param> params) {
    List<State> ends = new ArrayList<>();
    for (int part = 0; part < facts.ends.size(); part++) {
      List<Matrix> matrices = new ArrayList<>();
      for (int i = 0; i < facts.ends.get(part); i++) {
        matrices.add(tensor(end(part, i)));
      }
      ends.add(new State(matrices));
    }
    step.resume(ends, facts.averaged);
    step.visit(this::fill);
    step.changed();
    if (!facts.best) {
      return Optional.empty();
    }
    Snapshot best = Snapshot.of(params);
    best.visit((path, m) -> fill("best/" + path, m));
    return Optional.of(best);
  }

  private void fill(String path, Matrix into) {
    Matrix from = tensor(path);
    if (from.rows() != into.rows() || from.cols() != into.cols()) {
      throw new ModelFormatException(
          "%s has '%s' as %s, the model has it as %s; was it trained with other options or data?"
              .formatted(name, path, from.shape(), into.shape()));
    }
    into.set(from);
  }

  private Matrix tensor(String path) {
    Matrix found = tensors.get(path);
    if (found == null) {
      throw new ModelFormatException(
          "%s has no '%s', which the model needs; was it trained with other options?"
              .formatted(name, path));
    }
    return found;
  }

  void write(Path file) {
    SortedMap<String, Safetensors.Tensor> numbers = new TreeMap<>();
    tensors.forEach((path, m) -> numbers.put(path, Safetensors.Floats.of(m)));
    try {
      String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(facts);
      new StateFile(text, new Safetensors(numbers, new TreeMap<>())).write(file);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the facts of a checkpoint cannot be written", e);
    }
  }

  /** Reads a checkpoint; one that is damaged is a {@link ModelFormatException}. */
  public static Checkpoint read(Path file) {
    String name = "checkpoint '" + file + "'";
    StateFile state = StateFile.read(name, file);
    return new Checkpoint(name, facts(name, state.facts()), state.tensors().matrices());
  }

  private static Facts facts(String name, String text) {
    try {
      JsonNode json = JSON.readTree(text);
      String format = json.path("format").asText();
      int version = json.path("version").asInt();
      if (!format.equals(FORMAT) || version != VERSION) {
        throw new ModelFormatException(
            "%s is of format '%s', version %d; this Rondo reads '%s', version %d"
                .formatted(name, format, version, FORMAT, VERSION));
      }
      return JSON.treeToValue(json, Facts.class);
    } catch (JsonProcessingException e) {
      throw new ModelFormatException(
          name + " has facts that cannot be read: " + e.getOriginalMessage(), e);
    }
  }
}
