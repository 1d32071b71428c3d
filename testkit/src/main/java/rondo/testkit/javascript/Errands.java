package rondo.testkit.javascript;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Errands for a program that asks for them over HTTP, one after the other ({@code work.mjs}), and
 * what it needs for them: files of a folder, our own programs, and files to run.
 *
 * <pre>
 * POST /next     brings the result of the last errand, and takes the next
 * POST /failed   tells of an error that is no errand's
 * GET  /file/ID  a file to run
 * GET  /rondo/…  a program of ours
 * GET  /…        a file of the folder
 * </pre>
 */
final class Errands implements AutoCloseable {
  private static final ObjectMapper JSON = TensorJson.JSON;
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript",
          "mjs", "text/javascript",
          "wasm", "application/wasm");
  private static final String HOST = "127.0.0.1";
  private static final String OWN = "/rondo/";
  private static final int SECONDS_WITHOUT = 20; // then a question is answered with "wait"
  private static final int MILLIS_OF_PATIENCE = 200;

  private final Path folder;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final BlockingQueue<JsonNode> errands = new LinkedBlockingQueue<>();
  private final BlockingQueue<JsonNode> results = new LinkedBlockingQueue<>();
  private int number; // of the last errand

  Errands(Path folder) throws IOException {
    this.folder = folder;
    server = HttpServer.create(new InetSocketAddress(HOST, 0), 0);
    server.setExecutor(threads);
    server.createContext("/next", exchange -> answer(exchange, "js", next(exchange)));
    server.createContext("/failed", this::failed);
    server.createContext("/", this::file);
    server.start();
  }

  String address() {
    return "http://" + HOST + ":" + server.getAddress().getPort();
  }

  /** Something that can be fetched as {@code /file/ID}. */
  void give(int id, byte[] file) {
    files.put("/file/" + id, file);
  }

  void takeBack(int id) {
    files.remove("/file/" + id);
  }

  /** Has an errand run by a program; its result. */
  JsonNode run(ObjectNode errand, Program by, Duration limit) {
    errands.add(errand.put("number", ++number));
    return result(by, limit);
  }

  /** What a program says of the last errand, or of itself: its name when it begins, and errors. */
  JsonNode result(Program by, Duration limit) {
    long until = System.nanoTime() + limit.toNanos();
    try {
      while (System.nanoTime() < until) {
        JsonNode result = results.poll(MILLIS_OF_PATIENCE, TimeUnit.MILLISECONDS);
        if (result != null && result.path("number").asInt(number) == number) {
          return result;
        }
        if (!by.alive()) {
          throw by.failed("is at an end");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw by.failed("says nothing for %d seconds".formatted(limit.toSeconds()));
  }

  private byte[] next(HttpExchange exchange) throws IOException {
    JsonNode result = JSON.readTree(exchange.getRequestBody());
    if (!result.isNull()) {
      results.add(result);
    }
    JsonNode errand = null;
    try {
      errand = errands.poll(SECONDS_WITHOUT, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return JSON.writeValueAsBytes(
        errand == null ? JSON.createObjectNode().put("kind", "wait") : errand);
  }

  private void failed(HttpExchange exchange) throws IOException {
    byte[] text = exchange.getRequestBody().readAllBytes();
    results.add(JSON.createObjectNode().put("error", new String(text, StandardCharsets.UTF_8)));
    answer(exchange, "js", new byte[0]);
  }

  private void file(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Optional<byte[]> bytes = found(path);
    if (bytes.isPresent()) {
      answer(exchange, path.substring(path.lastIndexOf('.') + 1), bytes.get());
    } else {
      exchange.sendResponseHeaders(404, -1);
      exchange.close();
    }
  }

  private Optional<byte[]> found(String path) throws IOException {
    if (files.containsKey(path)) {
      return Optional.ofNullable(files.get(path));
    }
    if (path.startsWith(OWN)) {
      return Optional.of(own(path.substring(OWN.length())));
    }
    Path file = folder.resolve(path.substring(1)).normalize();
    boolean there = file.startsWith(folder) && Files.isRegularFile(file);
    return there ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
  }

  /** A program of ours. */
  static byte[] own(String name) throws IOException {
    try (InputStream in = Errands.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new FileNotFoundException("there is no program " + name);
      }
      return in.readAllBytes();
    }
  }

  private static void answer(HttpExchange exchange, String suffix, byte[] bytes)
      throws IOException {
    String type = TYPES.getOrDefault(suffix, "application/octet-stream");
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Connection", "close"); // else the end waits for 40 ms
    exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
    try (OutputStream body = exchange.getResponseBody()) {
      body.write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
