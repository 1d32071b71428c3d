package rondo.testkit.javascript;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Chromium's own door for tools: commands with answers, and events that come by themselves. */
final class DevTools implements WebSocket.Listener, AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private final AtomicInteger number = new AtomicInteger();
  private final StringBuilder message = new StringBuilder();
  private final WebSocket socket;

  DevTools(URI address) {
    socket = waitFor(HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(address, this));
  }

  /** Sends a command and waits for what it says; to the browser itself if the session is blank. */
  JsonNode run(String session, String method, ObjectNode parameters) {
    int id = number.incrementAndGet();
    ObjectNode command = JSON.createObjectNode().put("id", id).put("method", method);
    command.set("params", parameters);
    if (!session.isEmpty()) {
      command.put("sessionId", session);
    }
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    asked.put(id, answer);
    WebSocket sent = waitFor(socket.sendText(command.toString(), true));
    JsonNode said = waitFor(answer);
    if (sent.isOutputClosed() || said.has("error")) {
      throw new IllegalStateException(method + " says: " + said.path("error"));
    }
    return said.path("result");
  }

  /** What has happened so far. */
  List<JsonNode> events() {
    return List.copyOf(events);
  }

  /** Forgets what has happened so far. */
  void forget() {
    events.clear();
  }

  /** Waits until something of this name happens. */
  void await(String method) {
    long until = System.nanoTime() + LIMIT.toNanos();
    while (events.stream().noneMatch(e -> e.path("method").asText().equals(method))) {
      if (System.nanoTime() > until) {
        throw new IllegalStateException("no " + method + " within " + LIMIT);
      }
      try {
        TimeUnit.MILLISECONDS.sleep(5);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
    }
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    message.append(data);
    if (last) {
      try {
        took(JSON.readTree(message.toString()));
      } catch (JsonProcessingException e) {
        throw new UncheckedIOException(e);
      }
      message.setLength(0);
    }
    from.request(1);
    return CompletableFuture.completedStage(last);
  }

  private void took(JsonNode said) {
    CompletableFuture<JsonNode> waiting = asked.remove(said.path("id").asInt(-1));
    if (waiting != null) {
      waiting.complete(said);
    } else {
      events.add(said);
    }
  }

  private static <R> R waitFor(CompletableFuture<R> future) {
    try {
      return future.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the browser does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    socket.abort();
  }
}
