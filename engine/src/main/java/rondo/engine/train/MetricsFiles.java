package rondo.engine.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import rondo.engine.model.WholeFile;

/**
 * Writes a line for every evaluation, and for a step now and then: {@code metrics.csv} for
 * spreadsheets, {@code metrics.jsonl} with every figure. A run that takes up after a step drops the
 * lines of later steps first, so that the files read as if it had never been away.
 */
final class MetricsFiles implements TrainingListener {
  static final String JSON_LINES = "metrics.jsonl";

  private static final String HEADER =
      "event,epoch,step,seconds,loss,rate,norm,tokens_per_second,metric,value";
  private static final int STEP = 2; // its place in a line of the CSV file
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path csv;
  private final Path jsonl;
  private final int every;
  private long lastEvaluated = -1; // the step of the last evaluation that is in the files

  MetricsFiles(Path folder, int every) {
    this.csv = folder.resolve("metrics.csv");
    this.jsonl = folder.resolve(JSON_LINES);
    this.every = every;
  }

  @Override
  public void started(Started event) {
    List<String> table = kept(csv, event.step(), MetricsFiles::stepInTable);
    table.add(0, HEADER);
    replace(csv, table);
    List<String> lines = kept(jsonl, event.step(), MetricsFiles::stepInJson);
    lines.stream()
        .filter(l -> l.contains("\"evaluated\""))
        .map(MetricsFiles::stepInJson)
        .forEach(s -> lastEvaluated = s);
    replace(jsonl, lines);
  }

  @Override
  public void step(Step event) {
    if (event.step() % every != 0) {
      return;
    }
    ObjectNode line = line("step", event.epoch(), event.step(), event.seconds(), event.meanLoss());
    line.put("rate", event.rate());
    line.put("norm", event.norm());
    line.put("tokens_per_second", event.tokensPerSecond());
    append(jsonl, line.toString());
    append(
        csv,
        String.format(
            Locale.ROOT,
            "step,%d,%d,%.3f,%s,%s,%s,%.1f,,",
            event.epoch(),
            event.step(),
            event.seconds(),
            event.meanLoss(),
            event.rate(),
            event.norm(),
            event.tokensPerSecond()));
  }

  @Override
  public void evaluated(Evaluated event) {
    if (event.step() == lastEvaluated) {
      return; // the run that was taken up had made it too, at its end
    }
    lastEvaluated = event.step();
    ObjectNode line = line("evaluated", event.epoch(), event.step(), event.seconds(), event.loss());
    line.put("rate", event.rate());
    line.put("metric", event.evaluation().metric());
    line.put("best", event.best());
    ObjectNode values = line.putObject("values");
    event.evaluation().values().forEach(values::put);
    append(jsonl, line.toString());
    append(
        csv,
        String.format(
            Locale.ROOT,
            "evaluated,%d,%d,%.3f,%s,%s,,,%s,%s",
            event.epoch(),
            event.step(),
            event.seconds(),
            event.loss(),
            event.rate(),
            event.evaluation().metric(),
            event.evaluation().value()));
  }

  private static ObjectNode line(String name, int epoch, long step, double seconds, double loss) {
    ObjectNode line = JSON.createObjectNode();
    line.put("event", name);
    line.put("epoch", epoch);
    line.put("step", step);
    line.put("seconds", Math.round(seconds * 1000) / 1000.0);
    return line.put("loss", loss);
  }

  /** The lines of steps up to this one; none for a run that starts afresh. */
  private static List<String> kept(Path file, long last, ToLongFunction<String> stepOf) {
    List<String> kept = new ArrayList<>();
    if (last > 0 && Files.isRegularFile(file)) {
      try {
        String text = Files.readString(file);
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n")) {
          long step = stepOf.applyAsLong(line);
          if (step >= 0 && step <= last) {
            kept.add(line);
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException("'" + file + "' cannot be read: " + e.getMessage(), e);
      }
    }
    return kept;
  }

  /** The step of a whole line, or -1: the header, and what a killed run left half-written. */
  private static long stepInTable(String line) {
    String[] fields = line.split(",", -1);
    boolean whole = fields.length == HEADER.split(",").length;
    return whole && fields[STEP].matches("\\d{1,18}") ? Long.parseLong(fields[STEP]) : -1;
  }

  private static long stepInJson(String line) {
    try {
      JsonNode node = JSON.readTree(line);
      return node.path("step").asLong(-1);
    } catch (JsonProcessingException e) {
      return -1;
    }
  }

  private static void replace(Path file, List<String> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(l -> text.append(l).append('\n'));
    WholeFile.write(file, out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private static void append(Path file, String line) {
    try {
      Files.writeString(file, line + "\n", StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw WholeFile.failure(file, e);
    }
  }
}
