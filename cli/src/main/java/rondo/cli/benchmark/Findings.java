package rondo.cli.benchmark;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import rondo.cli.terminal.Table;
import rondo.engine.kernel.KernelChoice;

/**
 * What a measurement found, with all that the figures depend on.
 *
 * @param source where the text is from
 * @param inputs that were answered in each pass
 * @param tokens of these; 0 where the task cannot tell
 * @param how it was measured
 */
public record Findings(
    Subject model,
    String source,
    int inputs,
    long tokens,
    String how,
    Memory memory,
    List<Line> lines) {

  /** The model that was measured. */
  public record Subject(String file, String task, String network, long parameters) {}

  /** The speed of one contender. */
  public record Line(String backend, int threads, Speed speed) {}

  public Findings {
    lines = List.copyOf(lines);
  }

  private static String machine() {
    return "%s %s, %d processors; java %s; kernels %s"
        .formatted(
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            Runtime.getRuntime().availableProcessors(),
            Runtime.version().feature(),
            KernelChoice.best().name());
  }

  /** For a person. */
  public String text() {
    StringBuilder text = new StringBuilder();
    row(
        text,
        "model",
        "%s: task %s, network %s, %s parameters",
        model.file,
        model.task,
        model.network,
        count(model.parameters));
    row(
        text,
        "text",
        "%s: %s inputs%s",
        source,
        count(inputs),
        tokens == 0 ? "" : ", " + count(tokens) + " tokens");
    row(text, "machine", "%s", machine());
    row(text, "how", "%s", how);
    String most =
        memory.resident().isEmpty()
            ? ""
            : ", at most %s MiB of the machine's, with all that was measured"
                .formatted(count(memory.resident().getAsLong() >> 20));
    row(text, "memory", "%s MiB of heap%s", count(memory.heap() >> 20), most);
    return text.append('\n').append(table().text(1)).toString();
  }

  private static void row(StringBuilder text, String name, String format, Object... values) {
    text.append("%-9s%s\n".formatted(name, format.formatted(values)));
  }

  private Table table() {
    Table table =
        new Table(
            List.of("backend", "threads", "one-median-ms", "one-95%-ms", "inputs/s", "tokens/s"));
    for (Line each : lines) {
      double passes = each.speed.passes();
      table.add(
          List.of(
              each.backend,
              String.valueOf(each.threads),
              milliseconds(each.speed.median()),
              milliseconds(each.speed.late()),
              count(Math.round(passes * inputs)),
              tokens == 0 ? "-" : count(Math.round(passes * tokens))));
    }
    return table;
  }

  private static String milliseconds(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.3f" : "%.1f", value);
  }

  private static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** For a script; what is not known is left out. */
  public ObjectNode json() {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    all.put("model", model.file).put("task", model.task).put("network", model.network);
    all.put("parameters", model.parameters).put("text", source).put("inputs", inputs);
    if (tokens > 0) {
      all.put("tokens", tokens);
    }
    all.put("machine", machine()).put("how", how).put("heap", memory.heap());
    memory.resident().ifPresent(most -> all.put("resident", most));
    ArrayNode list = all.putArray("speeds");
    for (Line each : lines) {
      ObjectNode line = list.addObject().put("backend", each.backend).put("threads", each.threads);
      line.put("one_median_ms", rounded(each.speed.median()));
      line.put("one_95_ms", rounded(each.speed.late()));
      line.put("inputs_per_second", rounded(each.speed.passes() * inputs));
      if (tokens > 0) {
        line.put("tokens_per_second", rounded(each.speed.passes() * tokens));
      }
    }
    return all;
  }

  private static double rounded(double value) {
    return Math.round(value * 1e4) / 1e4;
  }
}
