package rondo.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import rondo.cli.doctor.Finding;
import rondo.cli.doctor.Surroundings;
import rondo.cli.doctor.Workings;
import rondo.core.Device;
import rondo.core.PluginException;
import rondo.engine.Rondo;

/** Tells what there is on this machine, and whether it works. */
@CommandLine.Command(
    name = "rondo doctor",
    header = "Tells what there is on this machine, and whether it works.",
    description = {
      "A line for each thing that was looked at: ok, warn (it works, but could work better) or"
          + " fail,",
      "with what to do. Exits with 1 if something failed, with 5 if that is the --device asked"
          + " for.%n"
    },
    sortOptions = false,
    footer = {
      "",
      "Examples",
      "  rondo doctor",
      "  rondo doctor --plugins my-plugins --json",
      "  rondo doctor --device cuda"
    })
final class Doctor implements Command {
  private final Console console;

  @Mixin private final Common common = new Common();

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = "a device that must work: cpu, cuda or cuda:N; cpu unless said")
  private String device = "cpu";

  @Option(names = "--json", description = "print one JSON object a line: level, name, text")
  private boolean json;

  Doctor(Console console) {
    this.console = console;
  }

  @Override
  public Exit run() throws IOException {
    Device wanted = Device.parse(device);
    List<Finding> found = new ArrayList<>();
    found.add(new Finding(Finding.Level.OK, "rondo", Origin.version()));
    found.addAll(new Surroundings(Figures::bytes, console.columns()).findings());
    Rondo rondo = rondo(found);
    found.addAll(new Workings(rondo).findings(wanted));
    found.forEach(this::print);
    List<Finding> failed = found.stream().filter(Finding::failed).toList();
    if (failed.isEmpty()) {
      return Exit.DONE;
    }
    boolean alone = failed.stream().allMatch(f -> f.name().equals("device " + wanted));
    return alone ? Exit.DEVICE : Exit.MISSED;
  }

  /** With all plugins, or where one of them is broken, with those of the class path. */
  private Rondo rondo(List<Finding> found) {
    try {
      Rondo rondo = Rondo.load(common.plugins);
      Map<String, Long> byJar =
          rondo.plugins().all().stream()
              .collect(
                  Collectors.groupingBy(
                      plugin -> Origin.jar(plugin.getClass()),
                      TreeMap::new,
                      Collectors.counting()));
      String jars =
          byJar.entrySet().stream()
              .map(e -> e.getValue() == 1 ? e.getKey() : e.getKey() + " (" + e.getValue() + ")")
              .collect(Collectors.joining(", "));
      String text = "%d: %s".formatted(rondo.plugins().all().size(), jars);
      found.add(new Finding(Finding.Level.OK, "plugins", text));
      return rondo;
    } catch (PluginException e) {
      found.add(Finding.fail("plugins", String.valueOf(e.getMessage())));
      return Rondo.load();
    }
  }

  private void print(Finding finding) {
    if (json) {
      ObjectNode line = JsonNodeFactory.instance.objectNode();
      line.put("level", finding.level().word());
      line.put("name", finding.name());
      line.put("text", finding.text());
      console.print(line.toString());
    } else {
      console.print(
          "%-5s %-20s %s".formatted(finding.level().word(), finding.name(), finding.text()));
    }
  }
}
