package rondo.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import rondo.core.Option;
import rondo.engine.Outlook;
import rondo.engine.Recipe;
import rondo.engine.Rondo;
import rondo.engine.train.Trial;

/**
 * Tells what a training will be like: sizes, choices of the recipe, memory, and a guess of time.
 */
final class DryRun {
  private final Console console;

  DryRun(Console console) {
    this.console = console;
  }

  Exit run(Rondo rondo, Recipe whole, boolean json) {
    Outlook outlook = rondo.outlook(whole);
    SortedMap<String, String> chosen = chosen(outlook, Keys.of(rondo.plugins()));
    if (json) {
      console.print(line(outlook, chosen).toString());
    } else {
      data(outlook);
      model(outlook, chosen);
      cost(outlook.trial());
    }
    return Exit.DONE;
  }

  /** What the recipe says otherwise than all recipes do, be it said or suited to the data. */
  private static SortedMap<String, String> chosen(Outlook outlook, Keys keys) {
    Recipe recipe = outlook.recipe();
    List<String> named =
        List.of(
            "task " + outlook.model().task().type(),
            "network " + outlook.model().network().type(),
            "cell " + recipe.get(Keys.CELL).orElse(""),
            "training ");
    SortedMap<String, String> found = new TreeMap<>();
    for (Keys.Section section : keys.sections()) {
      if (named.contains(section.kind() + " " + section.name())) {
        for (Option each : section.options().all()) {
          String key = section.key(each);
          recipe.get(key).filter(v -> !v.equals(each.fallback())).ifPresent(v -> found.put(key, v));
        }
      }
    }
    return found;
  }

  private void data(Outlook outlook) {
    Trial.Reading read = outlook.trial().reading();
    row("examples", Figures.count(read.examples()) + ", and " + dev(outlook) + " to choose by");
    String first =
        read.sourceTokens() == 0
            ? ""
            : ", and " + Figures.count(read.sourceTokens()) + " of what is read first";
    row(
        "tokens",
        "%s an epoch%s; the longest sequence has %s"
            .formatted(Figures.count(read.tokens()), first, Figures.count(read.longest())));
    outlook
        .model()
        .task()
        .lists()
        .forEach((name, list) -> row("list " + name, Figures.count(list.size()) + " entries"));
  }

  private static String dev(Outlook outlook) {
    String count = Figures.count(outlook.trial().reading().dev());
    return outlook
        .dev()
        .map(
            k ->
                "%s (%s of whose %s words are unknown)"
                    .formatted(count, Figures.share(k.rate()), Figures.count(k.words())))
        .orElse(count);
  }

  private void model(Outlook outlook, SortedMap<String, String> chosen) {
    row("network", outlook.model().network().type());
    chosen.forEach((key, value) -> row("  " + key, value));
    row("parameters", Figures.count(outlook.count()));
    outlook.parameters().forEach((part, count) -> row("  " + part, Figures.count(count)));
  }

  private void cost(Trial trial) {
    Trial.Memory memory = trial.memory();
    long most = Runtime.getRuntime().maxMemory();
    row("memory", "%s of %s".formatted(Figures.bytes(memory.all()), Figures.bytes(most)));
    row("  weights", Figures.bytes(memory.weights()));
    row("  optimiser, averages", Figures.bytes(memory.optimizer()));
    row("  gradients", Figures.bytes(memory.gradients()));
    row("  largest step", Figures.bytes(memory.activations()));
    Trial.Time time = trial.time();
    row(
        "steps",
        "%s an epoch, %s in %d epochs at most"
            .formatted(
                Figures.count(time.stepsAnEpoch()), Figures.count(time.steps()), time.epochs()));
    row(
        "time",
        "about %s an epoch, %s in all: a guess from %d steps, at %s tokens a second"
            .formatted(
                Figures.time(time.epochSeconds()),
                Figures.time(time.seconds()),
                time.tried(),
                Figures.count(Math.round(time.tokensPerSecond()))));
    if (memory.all() > 0.8 * most) {
      console.say(
          "rondo: the data need memory, too; give more with RONDO_JAVA_OPTS=-Xmx8g, or use smaller"
              + " steps (--train.rows)");
    }
  }

  private void row(String name, String value) {
    console.print("%-32s %s".formatted(name, value));
  }

  private static ObjectNode line(Outlook outlook, SortedMap<String, String> chosen) {
    Trial.Reading read = outlook.trial().reading();
    Trial.Memory memory = outlook.trial().memory();
    Trial.Time time = outlook.trial().time();
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("examples", read.examples());
    line.put("dev", read.dev());
    Measured.put(line, "unknown", outlook.dev().map(k -> k.rate()).orElse(Double.NaN), 4);
    line.put("tokens", read.tokens());
    line.put("source-tokens", read.sourceTokens());
    line.put("longest", read.longest());
    Map<String, Integer> lists =
        outlook.model().task().lists().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().size()));
    lists.forEach(line.putObject("lists")::put);
    line.put("network", outlook.model().network().type());
    chosen.forEach(line.putObject("recipe")::put);
    outlook.parameters().forEach(line.putObject("parameters")::put);
    ObjectNode bytes = line.putObject("bytes");
    bytes.put("weights", memory.weights());
    bytes.put("optimizer", memory.optimizer());
    bytes.put("gradients", memory.gradients());
    bytes.put("activations", memory.activations());
    line.put("epochs", time.epochs());
    line.put("steps", time.steps());
    Measured.put(line, "tokens-per-second", time.tokensPerSecond(), 0);
    Measured.put(line, "seconds", time.seconds(), 3);
    return line;
  }
}
