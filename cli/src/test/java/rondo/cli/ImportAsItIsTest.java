package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.core.Device;
import rondo.core.graph.Attr;
import rondo.core.graph.ElementType;
import rondo.core.graph.Graph;
import rondo.core.graph.OpId;
import rondo.core.graph.Tensor;
import rondo.core.graph.Value;
import rondo.onnx.OnnxFile;
import rondo.onnx.OrtModel;

/** A tagger whose recurrence is a Scan, which no cell is: refused, or kept for ONNX Runtime. */
class ImportAsItIsTest {
  private static final int WORDS = 6;
  private static final int HIDDEN = 64; // so that its matrices stand with the parameters
  private static final List<String> TAGS = List.of("O", "B-PER", "I-PER");

  @TempDir Path folder;
  private Path file = Path.of("");
  private Path vocab = Path.of("");
  private Path labels = Path.of("");

  @BeforeEach
  void write() throws IOException {
    file = Files.write(folder.resolve("scan.onnx"), OnnxFile.write(tagger()));
    vocab = Files.writeString(folder.resolve("vocab.txt"), "<pad>\n<unk>\nada\nmet\nalan\nhere\n");
    labels = Files.writeString(folder.resolve("labels.txt"), String.join("\n", TAGS) + "\n");
  }

  /** ids [batch, time] to softmax scores [batch, time, 3]; h = tanh(x + h R) by a Scan. */
  private static Graph tagger() {
    Random random = new Random(7);
    Graph g = new Graph();
    Value ids = g.input("ids", ElementType.INT64, "batch", "time");
    Value E = g.constant("E", floats(random, WORDS, HIDDEN));
    g.constant("R", floats(random, HIDDEN, HIDDEN));
    Value O = g.constant("O", floats(random, HIDDEN, TAGS.size()));
    Value x = g.op("Transpose", perm(1, 0, 2), g.op("Gather", E, ids));
    Value first = g.op("Gather", x, g.scalar(0));
    Graph body = g.body();
    Value h = body.input("h_in", ElementType.FLOAT, "batch", "64");
    Value step = body.input("x_t", ElementType.FLOAT, "batch", "64");
    Value sum = body.op("Add", step, body.op("MatMul", h, new Value("R")));
    Value next = body.op("Tanh", sum);
    body.output("h_out", next, ElementType.FLOAT, "batch", "64");
    body.output("y_t", next, ElementType.FLOAT, "batch", "64");
    Map<String, Attr> scan = Map.of("body", new Attr.Body(body), "num_scan_inputs", Attr.of(1));
    Value zeros = g.op("Sub", first, first);
    Value y = g.node(OpId.onnx("Scan"), 2, scan, zeros, x).get(1);
    Value scores = g.op("MatMul", g.op("Transpose", perm(1, 0, 2), y), O);
    Value chances = g.op("Softmax", Map.of("axis", Attr.of(-1)), scores);
    g.output("chances", chances, ElementType.FLOAT, "batch", "time", "3");
    return g;
  }

  private static Map<String, Attr> perm(int a, int b, int c) {
    return Map.of("perm", Attr.of(a, b, c));
  }

  private static Tensor floats(Random random, int rows, int cols) {
    float[] data = new float[rows * cols];
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) random.nextGaussian() / 4;
    }
    return new Tensor.Floats(List.of(rows, cols), data);
  }

  private Transcript imported(Object... more) {
    Object[] words = {
      "import",
      file,
      "--task",
      "tag",
      "--vocab",
      vocab,
      "--labels",
      labels,
      "-o",
      folder.resolve("m.rondo")
    };
    Object[] all = Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return Transcript.of(all);
  }

  @Test
  void aScanIsRefusedByNameAndToldWhatToDo() {
    Transcript said = imported();
    assertThat(said.exit()).isEqualTo(Exit.MODEL);
    assertThat(said.err())
        .hasLineCount(1)
        .contains("(Scan): a scan is no cell that trains; export the model with")
        .contains("--native=false");
    assertThat(folder.resolve("m.rondo")).doesNotExist();
  }

  @Test
  void keptAsItIsItAnswersOnOnnxRuntime() throws IOException {
    Transcript made = imported("--native=false");
    assertThat(made.exit()).as(made.err()).isEqualTo(Exit.DONE);
    assertThat(made.err()).contains(" DATA --backend onnxruntime measures it").hasLineCount(1);
    Path text = Files.writeString(folder.resolve("in.txt"), "ada met alan here\nada met\n");
    Object model = folder.resolve("m.rondo");
    Transcript said = Transcript.of("predict", model, text, "--backend", "onnxruntime");
    assertThat(said.err()).isEmpty();
    assertThat(said.out().lines().toList())
        .isEqualTo(List.of(due("ada met alan here", 2, 3, 4, 5), due("ada met", 2, 3)));
  }

  /** What the file itself says on ONNX Runtime. */
  private static String due(String words, long... ids) {
    Tensor in = new Tensor.Ints(List.of(1, ids.length), ids, ElementType.INT64);
    StringBuilder line = new StringBuilder();
    try (OrtModel model = OrtModel.open(OnnxFile.write(tagger()), Device.CPU)) {
      Tensor.Floats out = (Tensor.Floats) model.run(Map.of("ids", in)).values().iterator().next();
      String[] all = words.split(" ");
      for (int t = 0; t < ids.length; t++) {
        int best = 0;
        for (int k = 1; k < TAGS.size(); k++) {
          best = out.data()[t * TAGS.size() + k] > out.data()[t * TAGS.size() + best] ? k : best;
        }
        line.append(t == 0 ? "" : " ").append(all[t]).append('/').append(TAGS.get(best));
      }
    }
    return line.toString();
  }

  @Test
  void nativelyItSaysWhereItRuns() throws IOException {
    imported("--native=false");
    Path text = Files.writeString(folder.resolve("in.txt"), "ada met\n");
    Transcript said = Transcript.of("predict", folder.resolve("m.rondo"), text);
    assertThat(said.exit()).isEqualTo(Exit.USAGE);
    assertThat(said.err())
        .hasLineCount(1)
        .contains("it runs on ONNX Runtime alone (--backend onnxruntime), and does not train");
  }
}
