package rondo.onnx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import rondo.core.Device;
import rondo.core.DeviceException;
import rondo.core.Model;

/**
 * Which provider of ONNX Runtime computed each node of a graph, as its own profile of a run tells.
 * The nodes are those that are left after it has rewritten the graph.
 */
record Placement(SortedMap<String, Placed> nodes) {
  private static final String PROCESSOR = "CPUExecutionProvider";

  /** What takes the time of a recurrent model. */
  private static final Set<String> HEAVY =
      Set.of("LSTM", "GRU", "RNN", "Scan", "Loop", "MatMul", "Gemm", "FusedMatMul", "Conv");

  /** A node's operator, and what computed it. */
  record Placed(String operator, String provider) {}

  Placement {
    nodes = Collections.unmodifiableSortedMap(new TreeMap<>(nodes));
  }

  /** Runs the model once, on made-up inputs. */
  static Placement of(Model<?, ?> model, Device device, OrtTuning tuning) {
    try {
      Path folder = Files.createTempDirectory("rondo-profile");
      try {
        SortedMap<String, Placed> nodes = new TreeMap<>();
        for (Path profile : OrtRunner.profiles(model, device, tuning, folder)) {
          nodes.putAll(read(profile).nodes());
        }
        return new Placement(nodes);
      } finally {
        remove(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path each : files.toList()) {
        Files.delete(each);
      }
    }
    Files.delete(folder);
  }

  /** A profile: a list of events, of which those of nodes name the provider. */
  static Placement read(Path profile) throws IOException {
    SortedMap<String, Placed> nodes = new TreeMap<>();
    for (JsonNode event : new ObjectMapper().readTree(profile.toFile())) {
      JsonNode args = event.path("args");
      String name = event.path("name").asText();
      if (args.has("provider") && name.endsWith("_kernel_time")) {
        String node = name.substring(0, name.length() - "_kernel_time".length());
        nodes.put(node, new Placed(args.path("op_name").asText(), args.path("provider").asText()));
      }
    }
    return new Placement(nodes);
  }

  /** Refuses heavy nodes that the processor computed where another device was asked for. */
  void requireOn(Device device) {
    List<String> fallen =
        nodes.entrySet().stream()
            .filter(e -> e.getValue().provider().equals(PROCESSOR))
            .filter(e -> HEAVY.contains(e.getValue().operator()))
            .map(e -> "'%s' (%s)".formatted(e.getKey(), e.getValue().operator()))
            .toList();
    if (!fallen.isEmpty()) {
      throw new DeviceException(
          "ONNX Runtime computes %d of the nodes on the processor though %s was asked for: %s; allow it with --backend.fallback=true, or use --device cpu"
              .formatted(fallen.size(), device, String.join(", ", fallen)));
    }
  }

  /** A line for each node: its operator, and what computed it. */
  SortedMap<String, String> lines() {
    SortedMap<String, String> lines = new TreeMap<>();
    nodes.forEach(
        (name, placed) -> lines.put(name, placed.operator() + " on " + placed.provider()));
    return lines;
  }

  /** How many nodes each provider computed. */
  String summary() {
    return nodes.values().stream()
        .collect(Collectors.groupingBy(Placed::provider, TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(e -> e.getValue() + " nodes on " + e.getKey())
        .collect(Collectors.joining(", "));
  }
}
