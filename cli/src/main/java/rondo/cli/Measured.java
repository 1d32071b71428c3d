package rondo.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import rondo.core.Evaluation;

/** The line in which a measurement tells a script what it found. */
final class Measured {
  private Measured() {}

  /**
   * One JSON object; what is not known is null.
   *
   * @param found what was measured; nothing where there were no data to measure on
   * @param provenance of the model, which knows its seed
   */
  static ObjectNode line(
      String name, Optional<Evaluation> found, Map<String, String> provenance, double seconds) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("name", name);
    line.put("metric", found.map(Evaluation::metric).orElse(null));
    put(line, "value", found.map(Evaluation::value).orElse(Double.NaN), 4);
    String seed = provenance.getOrDefault("recipe.seed", "");
    if (seed.matches("-?\\d{1,18}")) {
      line.put("seed", Long.parseLong(seed));
    } else {
      line.putNull("seed");
    }
    put(line, "seconds", seconds, 3);
    return line;
  }

  /** Adds a number with so many digits behind the point. */
  static void put(ObjectNode line, String key, double value, int digits) {
    if (Double.isFinite(value)) {
      BigDecimal rounded = BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_EVEN);
      line.put(key, rounded.doubleValue());
    } else {
      line.putNull(key); // JSON has no other word for it
    }
  }
}
