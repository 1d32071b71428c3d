package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.core.Exporter;
import rondo.core.Model;
import rondo.engine.Rondo;

/**
 * Every kind of file that there is, of models that have learnt nothing: proved against the model,
 * read back to the bit, taken by the official checker, and run by the oldest ONNX Runtime that is
 * supported.
 */
class EveryKindTest {
  private static final List<String> CELLS = List.of("lstm", "gru", "rnn", "indrnn");
  private static final List<String> POOLINGS =
      List.of("last", "mean", "max", "mean-max", "attention");
  private static final Path OLDEST = Path.of("target/oldest-runtime/onnxruntime.jar");

  /** Sums of a few dozen floats in another order, or by another version's kernels. */
  private static final float TOLERANCE = 1e-4f;

  @TempDir Path folder;

  /** What to export, and how. */
  record Kind(
      String task,
      Map<String, String> options,
      Map<String, String> network,
      Map<String, String> export) {
    String name() {
      return Stream.of(
              List.of(task),
              new TreeMap<>(options).values(),
              new TreeMap<>(network).values(),
              export.keySet())
          .flatMap(c -> c.stream())
          .collect(Collectors.joining("-"));
    }
  }

  /** Every cell with every task; what else can be chosen changes from one to the next. */
  static List<Kind> kinds() {
    List<Kind> kinds = new ArrayList<>();
    for (String cell : CELLS) {
      for (boolean crf : new boolean[] {true, false}) {
        Map<String, String> letters = new TreeMap<>(Map.of("cell", cell));
        letters.put("characters.encoder", crf ? "recurrent" : "convolution");
        letters.put("layers", crf ? "2" : "1");
        letters.put("frozen", crf ? "words" : "");
        Map<String, String> forward = new TreeMap<>(letters);
        forward.put("direction", "forward");
        Map<String, String> options = Map.of("decoder", crf ? "crf" : "softmax");
        for (String task : List.of("ner", "tag")) {
          kinds.add(new Kind(task, options, letters, Map.of()));
        }
        kinds.add(new Kind(crf ? "ner" : "tag", options, forward, Map.of()));
        kinds.add(new Kind(crf ? "tag" : "ner", options, forward, Map.of("step", "true")));
      }
      for (String pooling : POOLINGS) {
        int i = kinds.size();
        Map<String, String> network = new TreeMap<>(Map.of("cell", cell, "pooling", pooling));
        network.put("layers", i % 2 == 0 ? "1" : "2");
        network.put("direction", i % 3 == 0 ? "forward" : "bidirectional");
        network.put("characters.encoder", i % 2 == 0 ? "recurrent" : "convolution");
        kinds.add(new Kind("classify", Map.of(), network, Map.of()));
      }
    }
    kinds.addAll(ofText());
    kinds.addAll(translators());
    return kinds;
  }

  /** Files that take sentences. */
  private static List<Kind> ofText() {
    Map<String, String> text = Map.of("input", "text");
    Map<String, String> line = Map.of("sentences", "none");
    Map<String, String> spaces = Map.of("sentences", "none", "tokenizer", "whitespace");
    return List.of(
        new Kind("ner", line, Map.of("cell", "lstm", "characters.encoder", "convolution"), text),
        new Kind("tag", spaces, Map.of("cell", "gru"), text),
        new Kind("classify", Map.of(), Map.of("cell", "indrnn"), text));
  }

  /** In one file that searches, and in two. */
  private static List<Kind> translators() {
    List<Kind> kinds = new ArrayList<>();
    List<String> attention = List.of("additive", "general", "none", "dot");
    for (int i = 0; i < CELLS.size(); i++) {
      Map<String, String> network = new TreeMap<>(Map.of("cell", CELLS.get(i)));
      network.put("attention", attention.get(i));
      network.put("feeding", String.valueOf(i == 1));
      String beam = String.valueOf(1 + i); // 1 is greedy
      Map<String, String> options = Map.of("merges", "50", "beam", beam, "most-more", "3");
      kinds.add(new Kind("translate", options, network, Map.of()));
      kinds.add(new Kind("translate", options, network, Map.of("step", "true")));
    }
    return kinds;
  }

  @Test
  void isProvedAndCheckedAndRunsOnTheOldestRuntime() throws Exception {
    Rondo rondo = Rondo.load(List.of(strangers()));
    Path files = Files.createDirectory(folder.resolve("files"));
    int written = 0;
    for (Kind kind : kinds()) {
      written += export(rondo, kind, files);
    }
    List<Path> all = FileAtWork.files(files);
    assertThat(all).hasSize(written);
    for (Path file : all) {
      Checker.check(file);
    }
    onTheOldest(files, all);
  }

  private Path strangers() throws IOException {
    Path jars = Files.createDirectory(folder.resolve("plugins"));
    Strangers.into(jars);
    return jars;
  }

  /** How many files that makes. */
  private static int export(Rondo rondo, Kind kind, Path files) throws IOException {
    return export(
        rondo,
        Untrained.of(rondo.plugins(), kind.task(), kind.options(), kind.network()),
        kind,
        files.resolve(kind.name() + ".onnx"));
  }

  private static <I, O> int export(Rondo rondo, Untrained<I, O> made, Kind kind, Path file) {
    Exporter.Exported exported =
        rondo.export(made.model(), made.inputs(), "onnx", file, kind.export());
    assertThat(exported.proof()).startsWith("scores at most ");
    exported.files().forEach(each -> comesBack(rondo, made.model(), each));
    return exported.files().size();
  }

  /** The model that a file holds is the one it was written from, to the bit. */
  private static void comesBack(Rondo rondo, Model<?, ?> model, Path file) {
    Path folder = file.resolveSibling("..");
    Path whole = folder.resolve("whole.rondo");
    Path again = folder.resolve("again.rondo");
    rondo.save(model, whole);
    rondo.save(rondo.model(file), again);
    assertThat(again).as(file.toString()).hasSameBinaryContentAs(whole);
  }

  /** In a process of its own: two versions of the runtime in one would share a native library. */
  private static void onTheOldest(Path files, List<Path> all) throws Exception {
    Assumptions.assumeTrue(Files.exists(OLDEST), "the oldest runtime is fetched by the build");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String path = OLDEST.toAbsolutePath() + System.getProperty("path.separator") + classes();
    Process process =
        new ProcessBuilder(java, "-cp", path, FileAtWork.class.getName(), files.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    List<String> there = said.lines().toList();
    assertThat(there.get(0)).startsWith("onnxruntime 1.17.");
    List<String> here = new ArrayList<>();
    for (Path file : all) {
      here.addAll(FileAtWork.outputs(file));
    }
    assertThat(there).hasSize(here.size() + 1);
    for (int i = 0; i < here.size(); i++) {
      same(List.of(there.get(i + 1).split("\t", -1)), List.of(here.get(i).split("\t", -1)));
    }
  }

  private static void same(List<String> there, List<String> here) {
    int from = 3; // behind the file, the output, its type and dims
    assertThat(there).hasSameSizeAs(here);
    if (!here.get(2).startsWith("FLOAT")) {
      assertThat(there).isEqualTo(here);
      return;
    }
    assertThat(there.subList(0, from)).isEqualTo(here.subList(0, from));
    for (int k = from; k < here.size(); k++) {
      float due = Float.parseFloat(here.get(k));
      assertThat(Float.parseFloat(there.get(k)))
          .as("%s", here.subList(0, from))
          .isCloseTo(due, within(TOLERANCE * Math.max(1, Math.abs(due))));
    }
  }

  /** Where this test's own classes lie. */
  private static Path classes() throws Exception {
    return Path.of(FileAtWork.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
