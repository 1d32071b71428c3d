package rondo.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import rondo.core.Confusion;
import rondo.core.Evaluation;
import rondo.engine.Bootstrap;
import rondo.engine.Interval;
import rondo.engine.model.WholeFile;

/**
 * All figures of an evaluation as a JSON file: what stands in the line for scripts, every value by
 * name, those of each label together, which labels were taken for which, and intervals if there are
 * any.
 */
final class Report {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode all;

  Report(ObjectNode line, Evaluation found) {
    all = line.deepCopy();
    ObjectNode values = all.putObject("values");
    ObjectNode labels = JSON.createObjectNode();
    for (String label : labels(found)) {
      labels.set(label, ofLabel(found, label));
    }
    found.values().forEach((name, value) -> put(values, labels, name, value));
    if (!labels.isEmpty()) {
      all.set("labels", labels);
    }
    if (!found.confusion().equals(Confusion.NONE)) {
      all.set("confusion", JSON.valueToTree(found.confusion().counts()));
    }
  }

  private static SortedSet<String> labels(Evaluation found) {
    SortedSet<String> labels = new TreeSet<>(found.confusion().labels());
    for (String name : found.values().keySet()) {
      if (name.indexOf('/') >= 0) {
        labels.add(name.substring(name.indexOf('/') + 1));
      }
    }
    return labels;
  }

  private static ObjectNode ofLabel(Evaluation found, String label) {
    ObjectNode node = JSON.createObjectNode();
    if (found.confusion().labels().contains(label)) {
      node.put("gold", found.confusion().gold(label));
      node.put("found", found.confusion().answered(label));
      node.put("right", found.confusion().count(label, label));
    }
    return node;
  }

  private static void put(ObjectNode values, ObjectNode labels, String name, double value) {
    int slash = name.indexOf('/');
    ObjectNode place = slash < 0 ? values : (ObjectNode) labels.get(name.substring(slash + 1));
    String key = slash < 0 ? name : name.substring(0, slash);
    if (Double.isFinite(value)) {
      place.put(key, value);
    } else {
      place.putNull(key); // JSON has no other word for it
    }
  }

  /** Adds the interval of each figure, by the figure's name. */
  Report with(Bootstrap bootstrap, SortedMap<String, Interval> intervals) {
    ObjectNode drawn = all.putObject("bootstrap");
    drawn.put("level", bootstrap.level());
    drawn.put("resamples", bootstrap.resamples());
    drawn.put("seed", bootstrap.seed());
    ObjectNode node = all.putObject("intervals");
    intervals.forEach((name, i) -> node.putArray(name).add(i.low()).add(i.high()));
    return this;
  }

  /** A place for what else there is to tell, such as of each fold. */
  ArrayNode list(String name) {
    return all.putArray(name);
  }

  /** Writes the file, whole or not at all. */
  void write(Path file) {
    try {
      String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
      WholeFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the report cannot be written as JSON", e);
    }
  }
}
