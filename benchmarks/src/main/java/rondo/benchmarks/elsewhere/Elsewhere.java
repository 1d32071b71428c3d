package rondo.benchmarks.elsewhere;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rondo.benchmarks.Arguments;
import rondo.benchmarks.endurance.Figure;
import rondo.core.Device;
import rondo.core.Model;
import rondo.engine.Rondo;
import rondo.onnx.Agreement;
import rondo.onnx.OnnxExporter;
import rondo.onnx.OnnxRuntime;
import rondo.onnx.OrtModel;
import rondo.testkit.javascript.JavaScript;
import rondo.testkit.javascript.Packages;

/** Holds exported files of every kind against their models, on every runtime there is. */
public final class Elsewhere {
  private static final List<String> CELLS = List.of("lstm", "gru", "rnn", "indrnn");
  private static final String HELP =
      """
      usage: benchmarks/run elsewhere [--task NAME] [--cell NAME] [--sentences N] [--data DIR]
                                      [--record FILE]

      Trains small models for seconds each: names (letters read by the same cell, CRF), classes, and
      translations; of lstm, gru, rnn and the IndRNN of the examples; of one layer, of two, and
      reading one way only. Each is written as ONNX, to ids and to text, or to search greedily and by
      a beam. Each file is run on ONNX Runtime for Java, for Node, and for the browser in Chromium
      without a window, and held against its model as its proof did: scores within 1e-4, the same
      decisions wherever the model's own best two are more than 2e-4 apart.

        --task NAME     ner, classify or translate alone
        --cell NAME     one cell alone
        --sentences N   real sentences for each file, which the model has not seen; 500
        --data DIR      where the shared data lie; ../shared/data beside the project
        --record FILE   writes the table of what ran where into this page, such as docs/onnx.md

      A line for each file and runtime: sentences, different answers, the greatest difference of
      scores, places where the best two are near, answers otherwise. Needs npm, Node and Chromium.
      The last line is JSON: how many answered as their model. Ends with 1 if one did not.
      """;

  private final Rondo rondo = Rondo.load();
  private final OnnxExporter exporter = (OnnxExporter) rondo.plugins().exporters().get("onnx");
  private final Map<String, OnnxRuntime> runtimes;
  private final Path home;
  private final Table table;
  private int equal;
  private int wrong;

  private Elsewhere(Map<String, OnnxRuntime> runtimes, Path home) {
    this.runtimes = runtimes;
    this.home = home;
    this.table = new Table(List.copyOf(runtimes.keySet()));
  }

  public static void main(String[] args) throws IOException {
    Arguments given = new Arguments(List.of(args), HELP);
    List<String> tasks = given.words("--task", Subject.ALL.stream().map(Subject::task).toList());
    List<String> cells = given.words("--cell", CELLS);
    int sentences = given.number("--sentences", 500);
    String shared = System.getProperty("rondo.shared", "../shared");
    Path data = Path.of(given.text("--data").orElse(shared + "/data"));
    Optional<Path> record = given.text("--record").map(Path::of);
    given.end();

    long began = System.nanoTime();
    Path home = Files.createTempDirectory("rondo-elsewhere");
    Packages packages = Packages.in(Path.of(System.getProperty("rondo.javascript", "javascript")));
    Elsewhere elsewhere;
    try (JavaScript node = JavaScript.node(packages);
        JavaScript browser = JavaScript.chromium(packages)) {
      Map<String, OnnxRuntime> runtimes = new LinkedHashMap<>();
      runtimes.put(OrtModel.version() + " on Java", file -> OrtModel.open(file, Device.CPU));
      runtimes.put(node.toString(), node);
      runtimes.put(browser.toString(), browser);
      elsewhere = new Elsewhere(runtimes, home);
      for (Subject subject : Subject.ALL) {
        for (String cell : tasks.contains(subject.task()) ? cells : List.<String>of()) {
          for (Subject.Shape shape : subject.shapes()) {
            Taught<?, ?> taught = Taught.of(elsewhere.rondo, data, subject, cell, shape, sentences);
            elsewhere.run(subject, cell, shape, taught);
          }
        }
      }
    }
    Files.delete(home);
    elsewhere.table.lines().forEach(System.out::println);
    if (record.isPresent()) {
      elsewhere.table.record(record.get());
    }
    System.out.println(new Figure("elsewhere", "equal", elsewhere.equal, 1).json(began));
    System.exit(elsewhere.wrong == 0 ? 0 : 1);
  }

  private <I, O> void run(Subject subject, String cell, Subject.Shape shape, Taught<I, O> taught)
      throws IOException {
    for (Subject.Form form : subject.forms()) {
      Model<I, O> model = rondo.answering(taught.model(), form.answering());
      Path file = home.resolve("m.onnx");
      rondo.export(model, "onnx", file, form.export());
      String kind = "%s, %s, %s".formatted(subject.task(), form.name(), cell);
      for (Map.Entry<String, OnnxRuntime> runtime : runtimes.entrySet()) {
        String found = compared(kind, model, taught.real(), file, runtime);
        System.out.printf(
            "%-28s %-10s %-45s %4d sentences, %3d answers: %s%n",
            kind, shape.name(), runtime.getKey(), taught.real().size(), taught.answers(), found);
      }
      Files.delete(file);
    }
  }

  private <I, O> String compared(
      String kind,
      Model<I, O> model,
      List<I> real,
      Path file,
      Map.Entry<String, OnnxRuntime> runtime) {
    try {
      Agreement found = exporter.compare(model, real, file, runtime.getValue());
      table.add(kind, runtime.getKey(), real.size(), found);
      equal++;
      return found.says();
    } catch (RuntimeException e) { // told, counted, and the others go on
      table.wrong(kind, runtime.getKey(), real.size());
      wrong++;
      return "DIFFERS: " + e.getMessage();
    }
  }
}
