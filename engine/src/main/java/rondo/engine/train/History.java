package rondo.engine.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a training has gone, as {@code metrics.jsonl} in its folder tells it: all runs of one that
 * was taken up again, as if it had never been away.
 *
 * @param steps now and then, as often as {@code train.report} says
 * @param evaluations on the dev data
 */
public record History(List<Step> steps, List<Evaluated> evaluations) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A step.
   *
   * @param seconds since the training began
   * @param loss the mean since the last evaluation or epoch
   * @param norm of the gradient, before clipping
   */
  public record Step(
      int epoch,
      long step,
      double seconds,
      double loss,
      double rate,
      double norm,
      double tokensPerSecond) {}

  /**
   * An evaluation.
   *
   * @param loss the mean on the training data since the last one
   * @param metric the name of the value that models are chosen by
   * @param values all figures by name
   * @param best whether none before was as good
   */
  public record Evaluated(
      int epoch,
      long step,
      double seconds,
      double loss,
      String metric,
      SortedMap<String, Double> values,
      boolean best) {
    /** The value that models are chosen by. */
    public double value() {
      return values.getOrDefault(metric, Double.NaN);
    }
  }

  public History {
    steps = List.copyOf(steps);
    evaluations = List.copyOf(evaluations);
  }

  /**
   * That of a training's folder; nothing where it has left none. What a killed run left
   * half-written is passed over.
   */
  public static History read(Path folder) {
    Path file = folder.resolve(MetricsFiles.JSON_LINES);
    List<Step> steps = new ArrayList<>();
    List<Evaluated> evaluations = new ArrayList<>();
    try (BufferedReader in = Files.newBufferedReader(file)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        JsonNode node = parsed(line);
        switch (node.path("event").asText()) {
          case "step" -> steps.add(step(node));
          case "evaluated" -> evaluations.add(evaluated(node));
          default -> {}
        }
      }
    } catch (NoSuchFileException e) {
      return new History(List.of(), List.of());
    } catch (IOException e) {
      throw new UncheckedIOException("'" + file + "' cannot be read: " + e.getMessage(), e);
    }
    return new History(steps, evaluations);
  }

  private static JsonNode parsed(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }

  private static Step step(JsonNode node) {
    return new Step(
        node.path("epoch").asInt(),
        node.path("step").asLong(),
        number(node, "seconds"),
        number(node, "loss"),
        number(node, "rate"),
        number(node, "norm"),
        number(node, "tokens_per_second"));
  }

  private static Evaluated evaluated(JsonNode node) {
    SortedMap<String, Double> values = new TreeMap<>();
    JsonNode all = node.path("values");
    all.fieldNames().forEachRemaining(name -> values.put(name, number(all, name)));
    return new Evaluated(
        node.path("epoch").asInt(),
        node.path("step").asLong(),
        number(node, "seconds"),
        number(node, "loss"),
        node.path("metric").asText(),
        values,
        node.path("best").asBoolean());
  }

  /** JSON has no word for what is not finite, so that stands there as a text. */
  private static double number(JsonNode node, String name) {
    return node.path(name).asDouble(Double.NaN);
  }
}
