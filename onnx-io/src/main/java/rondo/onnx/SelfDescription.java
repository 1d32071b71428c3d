package rondo.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import rondo.core.Matrix;
import rondo.core.Model;
import rondo.core.ModelFormatException;
import rondo.core.ModelSpec;
import rondo.core.Param;
import rondo.core.StoredModel;
import rondo.core.graph.Graph;
import rondo.engine.model.SpecTexts;

/**
 * What the metadata of a file, or of the several files that a model takes, say, so that the model
 * can be made again of them and of the constants of their graphs.
 *
 * <pre>
 * rondo.format           1
 * rondo.task             ner
 * model.json, lists/*    the spec, as it stands in a model file
 * rondo.weights          where the parameters stand among the graph's constants
 * rondo.sum              SHA-256 of the spec and of all parameters: of the model as a whole
 * rondo.file             encoder          of a model in several files, which one this is
 * rondo.files            encoder step     and which there are
 * </pre>
 */
final class SelfDescription {
  /** The version of what the metadata say. */
  static final int FORMAT = 1;

  static final String FORMAT_KEY = "rondo.format";
  private static final String TASK = "rondo.task";
  private static final String WEIGHTS = "rondo.weights";
  private static final String SUM = "rondo.sum";
  private static final String FILE = "rondo.file";
  private static final String FILES = "rondo.files";
  private static final int CHUNK = 1 << 16; // bytes

  private final SortedMap<String, String> metadata;

  private SelfDescription(SortedMap<String, String> metadata) {
    this.metadata = metadata;
  }

  // writing

  /**
   * Describes a model in the graphs it is written as; the first carries what none of them reads.
   */
  static void write(Model<?, ?> model, SortedMap<String, Graph> graphs) {
    SortedMap<String, Matrix> values = new TreeMap<>();
    model.params().forEach(p -> values.put(p.path(), p.value()));
    carry(model.params(), graphs);
    SortedMap<String, String> texts = SpecTexts.write(model.spec());
    String sum = sum(texts, values);
    graphs.forEach(
        (name, graph) -> {
          graph.metadata(FORMAT_KEY, Integer.toString(FORMAT));
          graph.metadata(TASK, model.task().spec().type());
          texts.forEach(graph::metadata);
          graph.metadata(WEIGHTS, WeightPlaces.of(graph).text());
          graph.metadata(SUM, sum);
          if (graphs.size() > 1) {
            graph.metadata(FILE, name);
            graph.metadata(FILES, String.join(" ", graphs.keySet()));
          }
        });
  }

  private static void carry(List<Param> params, SortedMap<String, Graph> graphs) {
    SortedMap<String, Param> missing = new TreeMap<>();
    params.forEach(p -> missing.put(p.path(), p));
    graphs.values().forEach(g -> missing.keySet().removeAll(WeightPlaces.of(g).all().keySet()));
    missing.values().forEach(graphs.values().iterator().next()::carry);
  }

  private static String sum(SortedMap<String, String> texts, SortedMap<String, Matrix> values) {
    MessageDigest digest = sha256();
    texts.forEach(
        (name, text) -> {
          digest.update((name + "\0" + text + "\0").getBytes(StandardCharsets.UTF_8));
        });
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    values.forEach(
        (path, m) -> {
          digest.update((path + "\0" + m.shape() + "\0").getBytes(StandardCharsets.UTF_8));
          for (int from = 0; from < m.size(); from += CHUNK / Float.BYTES) {
            int some = Math.min(m.size() - from, CHUNK / Float.BYTES);
            chunk.asFloatBuffer().put(m.data(), m.offset() + from, some);
            digest.update(chunk.array(), 0, some * Float.BYTES);
          }
        });
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256, this one says no", e);
    }
  }

  // reading

  /** What a file says; refused where Rondo did not write it, or a newer one did. */
  static SelfDescription read(SortedMap<String, String> metadata) {
    String format = metadata.get(FORMAT_KEY);
    if (format == null) {
      throw new ModelFormatException(
          "this ONNX file was not written by Rondo and does not say what its ports mean; 'import'"
              + " makes a model of it for a task that is named");
    }
    if (!format.matches("[1-9]\\d{0,8}")) {
      throw new ModelFormatException(
          "its metadata are damaged: '%s' is no version".formatted(format));
    }
    if (Integer.parseInt(format) > FORMAT) {
      throw new ModelFormatException(
          "its metadata are of version %s, this Rondo reads up to %d; use a newer Rondo"
              .formatted(format, FORMAT));
    }
    return new SelfDescription(metadata);
  }

  /** Which of {@link #files} it is; empty where there are no others. */
  String file() {
    return metadata.getOrDefault(FILE, "");
  }

  /** The files that the model takes, itself among them; empty where it takes one. */
  List<String> files() {
    String files = metadata.getOrDefault(FILES, "");
    if (files.isEmpty() && file().isEmpty()) {
      return List.of();
    }
    List<String> all = List.of(files.split(" "));
    if (!files.matches("[a-z0-9-]{1,40}( [a-z0-9-]{1,40}){1,9}") || !all.contains(file())) {
      throw new ModelFormatException(
          "its metadata are damaged: '%s' is no file among '%s'".formatted(file(), files));
    }
    return all;
  }

  /** The model that the graphs of all its files are together. */
  StoredModel model(List<Graph> graphs) {
    ModelSpec spec = SpecTexts.read("the file", metadata);
    String sum = entry(metadata, SUM);
    SortedMap<String, Matrix> values = new TreeMap<>();
    for (Graph graph : graphs) {
      if (!entry(graph.metadata(), SUM).equals(sum)) {
        throw new ModelFormatException("its files are not of one model; export it again");
      }
      values.putAll(WeightPlaces.parse(entry(graph.metadata(), WEIGHTS)).values(graph));
    }
    SortedMap<String, String> texts = new TreeMap<>(metadata);
    texts.keySet().removeIf(key -> !SpecTexts.named(key));
    if (!sum(texts, values).equals(sum)) {
      throw new ModelFormatException(
          "the file holds another model than was written: it was damaged or changed, for its"
              + " checksum is another");
    }
    return StoredModel.of(spec, values);
  }

  private static String entry(Map<String, String> metadata, String key) {
    String text = metadata.get(key);
    if (text == null) {
      throw new ModelFormatException("its metadata are damaged: they lack '%s'".formatted(key));
    }
    return text;
  }
}
