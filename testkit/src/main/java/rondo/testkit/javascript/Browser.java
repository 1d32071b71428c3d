package rondo.testkit.javascript;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A page as a person would see it, in Chromium without a window: how wide it is, what it complains
 * of, what it asks the network for, and a picture of it.
 *
 * <pre>{@code
 * try (Browser browser = Browser.start(Browser.found().orElseThrow())) {
 *   browser.open(page, 400, true);
 *   assertThat(browser.complaints()).isEmpty();
 * }
 * }</pre>
 */
public final class Browser implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int HEIGHT = 900;
  private static final List<String> COMPLAINTS =
      List.of("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded");

  private final Path home;
  private final Program program;
  private final DevTools tools;
  private final String session;

  private Browser(Path home, Program program, DevTools tools) {
    this.home = home;
    this.program = program;
    this.tools = tools;
    String page =
        tools.run("", "Target.createTarget", words("url", "about:blank")).path("targetId").asText();
    ObjectNode attach = words("targetId", page).put("flatten", true);
    this.session = tools.run("", "Target.attachToTarget", attach).path("sessionId").asText();
    for (String each : List.of("Page", "Runtime", "Log", "Network")) {
      run(each + ".enable", words());
    }
    run("Emulation.setScrollbarsHidden", words().put("hidden", true));
  }

  /** The program, if there is one. */
  public static Optional<Path> found() {
    return Packages.found("chromium", "chromium-browser", "google-chrome");
  }

  public static Browser start(Path chromium) throws IOException {
    Path home = Files.createTempDirectory("browser");
    List<String> words = new ArrayList<>(List.of(chromium.toString()));
    words.addAll(JavaScript.QUIET);
    words.addAll(List.of("--user-data-dir=" + home, "--remote-debugging-port=0", "about:blank"));
    Program program =
        Program.start(words, home, Map.of("HOME", home.toString(), "TMPDIR", home.toString()));
    try {
      return new Browser(home, program, new DevTools(address(program, home)));
    } catch (RuntimeException e) {
      program.close();
      JavaScript.clear(home);
      throw e;
    }
  }

  /** Chromium leaves a note of where its door is. */
  private static URI address(Program program, Path home) throws IOException {
    Path note = home.resolve("DevToolsActivePort");
    long until = System.nanoTime() + LIMIT.toNanos();
    while (!Files.exists(note) || Files.readAllLines(note).size() < 2) {
      if (!program.alive() || System.nanoTime() > until) {
        throw program.failed("opens no door");
      }
      try {
        TimeUnit.MILLISECONDS.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw program.failed("was not waited for");
      }
    }
    List<String> lines = Files.readAllLines(note);
    return URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
  }

  /** Opens a file in a window of this width, for one who likes it dark, or light. */
  public void open(Path page, int width, boolean dark) {
    ObjectNode size = words().put("width", width).put("height", HEIGHT);
    run(
        "Emulation.setDeviceMetricsOverride",
        size.put("deviceScaleFactor", 1).put("mobile", false));
    ObjectNode media = words();
    media
        .putArray("features")
        .add(words("name", "prefers-color-scheme").put("value", dark ? "dark" : "light"));
    run("Emulation.setEmulatedMedia", media);
    tools.forget();
    run("Page.navigate", words("url", page.toUri().toString()));
    tools.await("Page.loadEventFired");
  }

  /** What the page's console shows, errors of scripts among it. */
  public List<String> complaints() {
    return tools.events().stream()
        .filter(e -> COMPLAINTS.contains(e.path("method").asText()))
        .map(e -> e.path("params").toString())
        .toList();
  }

  /** What the page has asked for, itself included. */
  public List<String> requests() {
    return tools.events().stream()
        .filter(e -> e.path("method").asText().equals("Network.requestWillBeSent"))
        .map(e -> e.path("params").path("request").path("url").asText())
        .toList();
  }

  /** What an expression of JavaScript has as its value in the page. */
  public JsonNode value(String expression) {
    ObjectNode question = words("expression", expression).put("returnByValue", true);
    JsonNode said = run("Runtime.evaluate", question);
    if (said.has("exceptionDetails")) {
      throw new IllegalArgumentException(said.path("exceptionDetails").toString());
    }
    return said.path("result").path("value");
  }

  /** The whole page as a PNG. */
  public byte[] picture() {
    JsonNode size = run("Page.getLayoutMetrics", words()).path("cssContentSize");
    ObjectNode shot = words("format", "png").put("captureBeyondViewport", true);
    ObjectNode clip = shot.putObject("clip").put("x", 0).put("y", 0).put("scale", 1);
    clip.set("width", size.path("width"));
    clip.set("height", size.path("height"));
    String png = run("Page.captureScreenshot", shot).path("data").asText();
    return Base64.getDecoder().decode(png);
  }

  private JsonNode run(String method, ObjectNode parameters) {
    return tools.run(session, method, parameters);
  }

  private static ObjectNode words() {
    return DevTools.JSON.createObjectNode();
  }

  private static ObjectNode words(String name, String value) {
    return words().put(name, value);
  }

  @Override
  public void close() {
    tools.close();
    program.close();
    JavaScript.clear(home);
  }
}
