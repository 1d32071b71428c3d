package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.core.CellSpec;
import rondo.core.CellType;
import rondo.core.Device;
import rondo.core.Importer.Fate;
import rondo.core.Recurrence;
import rondo.core.Settings;
import rondo.core.graph.Attr;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.core.graph.Wires;
import rondo.engine.Plugins;
import rondo.engine.model.FreshWeights;
import rondo.onnx.OnnxFile;
import rondo.onnx.OrtModel;
import rondo.onnx.foreign.ForeignModel;

/** A cell of a plugin reads the nodes of its own operator in a graph that tells nothing else. */
class ImportedStrangerTest {
  private static final List<String> TAGS = List.of("O", "B-PER", "I-PER");

  @TempDir Path jars;
  @TempDir Path folder;

  /**
   * ids [batch, time] and lengths to scores [batch, time, 3], by a function of the plugin's own.
   */
  private static Graph tagger(CellType type) {
    FreshWeights weights = new FreshWeights(3);
    Graph g = new Graph();
    Value ids = g.input("ids", ElementType.INT64, "batch", "time");
    Value lengths = g.input("lengths", ElementType.INT32, "batch");
    Value E = g.constant("E", table(6, 4));
    Value x = g.op("Transpose", perm(), g.op("Gather", E, ids));
    CellSpec spec = new CellSpec(type.name(), 4, 5, Settings.NONE);
    Recurrence r = Recurrence.forward(type.create(spec, weights.in("cell")));
    Wires out = type.node(r, g, Wires.of(x, lengths));
    Value y = g.op("Transpose", perm(), g.op("Squeeze", out.sequence(), g.ints(1)));
    Value scores = g.op("MatMul", y, g.constant("O", table(5, TAGS.size())));
    g.output("scores", scores, ElementType.FLOAT, "batch", "time", "3");
    return g;
  }

  private static Map<String, Attr> perm() {
    return Map.of("perm", Attr.of(1, 0, 2));
  }

  private static Tensor table(int rows, int cols) {
    float[] data = new float[rows * cols];
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) Math.sin(i + 1);
    }
    return new Tensor.Floats(List.of(rows, cols), data);
  }

  @Test
  void aFunctionThatACellOwnsBecomesThatCell() throws IOException {
    Strangers.into(jars);
    Plugins plugins = Plugins.load(List.of(jars));
    byte[] file = OnnxFile.write(tagger(plugins.cells().get("indrnn")));
    ForeignModel model = ForeignModel.of(OnnxFile.read(file), plugins.cells().all());
    assertThat(model.report())
        .filteredOn(n -> n.fate() == Fate.CELL)
        .singleElement()
        .satisfies(n -> assertThat(n.text()).contains("indrnn cell, forward, 4 to 5"));
    long[] words = {1, 2, 3, 4, 5, 0};
    Map<String, Tensor> inputs =
        Map.of(
            "ids", new Tensor.Ints(List.of(2, 3), words, ElementType.INT64),
            "lengths", new Tensor.Ints(List.of(2), new long[] {3, 2}, ElementType.INT32));
    try (OrtModel runtime = OrtModel.open(file, Device.CPU)) {
      Tensor.Floats due = (Tensor.Floats) runtime.run(inputs).values().iterator().next();
      Tensor.Floats got = (Tensor.Floats) model.run(inputs).values().iterator().next();
      assertThat(got.dims()).isEqualTo(due.dims());
      for (int i = 0; i < due.data().length; i++) {
        assertThat(Math.abs(got.data()[i] - due.data()[i])).isLessThan(1e-5f); // sums of five
      }
    }
  }

  @Test
  void itTrainsOnAndIsExportedAgain() throws IOException {
    Strangers.into(jars);
    CellType type = Plugins.load(List.of(jars)).cells().get("indrnn");
    Path file = Files.write(folder.resolve("m.onnx"), OnnxFile.write(tagger(type)));
    Path vocab = Files.writeString(folder.resolve("v.txt"), "<pad>\n<unk>\nada\nmet\nalan\nhere\n");
    Path labels = Files.writeString(folder.resolve("l.txt"), String.join("\n", TAGS) + "\n");
    Path model = folder.resolve("m.rondo");
    Transcript made =
        Transcript.of(
            "import",
            file,
            "--plugins",
            jars,
            "--task",
            "ner",
            "--vocab",
            vocab,
            "--labels",
            labels,
            "-o",
            model);
    assertThat(made.exit()).as(made.err()).isEqualTo(Exit.DONE);
    Path data =
        Files.writeString(folder.resolve("d.conll"), "ada B-PER\nmet O\nalan B-PER\nhere O\n\n");
    Transcript trained =
        Transcript.of(
            "train",
            "ner",
            "--plugins",
            jars,
            "--data",
            data,
            "--dev",
            data,
            "--from",
            model,
            "--train.epochs=30",
            "--train.rate=0.05",
            "-o",
            folder.resolve("on"));
    assertThat(trained.exit()).as(trained.err()).isEqualTo(Exit.DONE);
    Path best = folder.resolve("on/best.rondo");
    Transcript exported =
        Transcript.of("export", best, "--plugins", jars, "-o", folder.resolve("on.onnx"));
    assertThat(exported.out() + exported.err()).contains("proved: ");
    assertThat(Transcript.of("evaluate", best, data, "--plugins", jars).out()).contains("100.00");
  }

  @Test
  void withoutItsPluginItIsWrittenOutAndStandsInTheWay() throws IOException {
    Strangers.into(jars);
    CellType type = Plugins.load(List.of(jars)).cells().get("indrnn");
    Path file = Files.write(folder.resolve("m.onnx"), OnnxFile.write(tagger(type)));
    Transcript said = Transcript.of("import", file);
    assertThat(said.exit()).isEqualTo(Exit.MODEL);
    assertThat(said.err()).contains("(Scan): a scan is no cell that trains");
  }
}
