package rondo.testkit.javascript;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import rondo.core.graph.Tensor;
import rondo.onnx.OnnxRuntime;
import rondo.onnx.OnnxSession;

/**
 * ONNX Runtime for JavaScript, in a process of its own: a program that is the same in Node and in a
 * browser asks for errands, and runs them. One thread may use it.
 */
public final class JavaScript implements OnnxRuntime, AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(2); // of an errand

  /** Alone with this machine, without a window, and without a word to its maker. */
  static final List<String> QUIET =
      List.of(
          "--headless",
          "--no-sandbox", // which is refused to root
          "--disable-gpu",
          "--disable-dev-shm-usage",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--disable-breakpad",
          "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
          "--enable-logging=stderr");

  private final Path home; // of the program's own files
  private final Errands errands;
  private final Program program;
  private final String name;
  private int opened;

  private JavaScript(Path home, Errands errands, Program program) {
    this.home = home;
    this.errands = errands;
    this.program = program;
    try {
      this.name = said(errands.result(program, LIMIT)).path("name").asText();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** onnxruntime-node, in Node. */
  public static JavaScript node(Packages packages) throws IOException {
    // Node looks for packages in the folders above a program.
    Path home = Files.createTempDirectory(packages.folder(), "node");
    for (String each : List.of("work.mjs", "node.mjs")) {
      Files.write(home.resolve(each), Errands.own(each));
    }
    Errands errands = new Errands(packages.folder());
    String own = home.resolve("node.mjs").toString();
    return begin(home, errands, List.of("node", own, errands.address()));
  }

  /** onnxruntime-web, in a page of Chromium. */
  public static JavaScript chromium(Packages packages) throws IOException {
    Path browser =
        Packages.browser().orElseThrow(() -> new IllegalStateException("there is no Chromium"));
    Path home = Files.createTempDirectory("chromium");
    Errands errands = new Errands(packages.folder());
    List<String> words = new ArrayList<>(List.of(browser.toString()));
    words.addAll(QUIET);
    words.add("--user-data-dir=" + home);
    words.add(errands.address() + "/rondo/browser.html");
    return begin(home, errands, words);
  }

  private static JavaScript begin(Path home, Errands errands, List<String> words)
      throws IOException {
    String own = home.toString();
    try {
      Program program = Program.start(words, home, Map.of("HOME", own, "TMPDIR", own));
      return new JavaScript(home, errands, program);
    } catch (IOException e) {
      errands.close();
      clear(home);
      throw e;
    }
  }

  /** Which runtime this is, and where it runs. */
  @Override
  public String toString() {
    return name;
  }

  @Override
  public OnnxSession open(byte[] file) {
    int id = opened++;
    errands.give(id, file);
    try {
      run(errand("open", id));
    } finally {
      errands.takeBack(id);
    }
    return new Opened(id);
  }

  private final class Opened implements OnnxSession {
    private final int id;

    Opened(int id) {
      this.id = id;
    }

    @Override
    public SortedMap<String, Tensor> run(Map<String, Tensor> inputs) {
      ObjectNode errand = errand("run", id);
      ObjectNode fed = errand.putObject("inputs");
      inputs.forEach((name, tensor) -> fed.set(name, TensorJson.write(tensor)));
      SortedMap<String, Tensor> outputs = new TreeMap<>();
      for (Map.Entry<String, JsonNode> each :
          JavaScript.this.run(errand).path("outputs").properties()) {
        outputs.put(each.getKey(), TensorJson.read(each.getValue()));
      }
      return outputs;
    }

    @Override
    public void close() {
      JavaScript.this.run(errand("close", id));
    }
  }

  /**
   * Opens a page of the packages' folder in the browser, writes into its text field, presses its
   * button, and returns what the page says when the button can be pressed again.
   */
  public String ask(String page, String text) {
    ObjectNode errand = errand("ask", opened).put("page", page).put("text", text);
    return run(errand).path("text").asText();
  }

  private static ObjectNode errand(String kind, int id) {
    return TensorJson.JSON.createObjectNode().put("kind", kind).put("id", id);
  }

  private JsonNode run(ObjectNode errand) {
    return said(errands.run(errand, program, LIMIT));
  }

  private JsonNode said(JsonNode result) {
    if (result.has("error")) {
      throw new IllegalStateException(
          "%s says: %s".formatted(program.name(), result.path("error").asText()));
    }
    return result;
  }

  @Override
  public void close() {
    program.close();
    errands.close();
    clear(home);
  }

  static void clear(Path home) {
    try (Stream<Path> left = Files.walk(home)) {
      for (Path each : left.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
