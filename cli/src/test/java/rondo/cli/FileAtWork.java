package rondo.cli;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Array;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Runs an exported file on whichever ONNX Runtime is on the class path, on two texts, or two
 * examples of three steps of which the second is shorter. Knows nothing of Rondo, so that it can
 * run in a process of its own beside another version of the runtime.
 */
final class FileAtWork {
  private static final int TIME = 3;
  private static final int BATCH = 2;
  private static final String[] TEXTS = {"Ada Lovelace saw 12 dogs in Łódź.", "¿un perro? No"};

  private FileAtWork() {}

  /** Prints what the files of a folder give, or why one does not run. */
  public static void main(String[] words) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    out.println("onnxruntime " + OrtEnvironment.getEnvironment().getVersion());
    for (Path file : files(Path.of(words[0]))) {
      try {
        outputs(file).forEach(out::println);
      } catch (OrtException e) {
        out.println(file.getFileName() + "\t" + e.getMessage());
      }
    }
  }

  /** The exported files of a folder. */
  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(f -> f.toString().endsWith(".onnx")).sorted().toList();
    }
  }

  /**
   * A line for each output, with tabs between the file's name, the output's, its type and dims, and
   * the values.
   */
  static List<String> outputs(Path file) throws OrtException {
    OrtEnvironment environment =
        OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      try (OrtSession session = environment.createSession(file.toString(), options)) {
        return outputs(environment, session).entrySet().stream()
            .map(e -> file.getFileName() + "\t" + e.getKey() + "\t" + e.getValue())
            .toList();
      }
    }
  }

  private static Map<String, String> outputs(OrtEnvironment environment, OrtSession session)
      throws OrtException {
    Map<String, OnnxTensorLike> inputs = new HashMap<>();
    try {
      Map<String, TensorInfo> known = new TreeMap<>();
      for (NodeInfo each : session.getInputInfo().values()) {
        known.put(each.getName(), (TensorInfo) each.getInfo());
      }
      boolean source = known.containsKey("source/lengths");
      for (Map.Entry<String, TensorInfo> each : known.entrySet()) {
        boolean one = source && !each.getKey().startsWith("source/"); // a step of what follows it
        inputs.put(each.getKey(), input(environment, each.getKey(), each.getValue(), one));
      }
      Map<String, String> outputs = new TreeMap<>();
      try (OrtSession.Result found = session.run(inputs)) {
        for (Map.Entry<String, OnnxValue> each : found) {
          OnnxTensor tensor = (OnnxTensor) each.getValue();
          TensorInfo info = tensor.getInfo();
          String kind = info.type + Arrays.toString(info.getShape());
          String values = values(tensor.getValue()).collect(Collectors.joining("\t"));
          outputs.put(each.getKey(), kind + "\t" + values);
        }
      }
      return outputs;
    } finally {
      inputs.values().forEach(OnnxTensorLike::close);
    }
  }

  private static Stream<String> values(Object value) {
    return value.getClass().isArray()
        ? IntStream.range(0, Array.getLength(value))
            .boxed()
            .flatMap(i -> values(Array.get(value, i)))
        : Stream.of(String.valueOf(value));
  }

  private static OnnxTensor input(
      OrtEnvironment environment, String name, TensorInfo info, boolean one) throws OrtException {
    if (info.type == OnnxJavaType.STRING) {
      return OnnxTensor.createTensor(environment, TEXTS);
    }
    boolean reals = info.type == OnnxJavaType.FLOAT; // a state [B,W], or a memory [T,B,W]
    int steps = one && !reals ? 1 : TIME;
    long[] dims = info.getShape();
    for (int i = 0; i < dims.length; i++) {
      boolean time = i == 0 && dims.length > (reals ? 2 : 1);
      dims[i] = dims[i] > 0 ? dims[i] : time ? steps : BATCH;
    }
    int size = (int) Arrays.stream(dims).reduce(1, Math::multiplyExact);
    if (reals) {
      FloatBuffer values = FloatBuffer.allocate(size);
      IntStream.range(0, size).forEach(i -> values.put(i, (i * 5 % 7 - 3) / 4f));
      return OnnxTensor.createTensor(environment, values, dims);
    }
    if (info.type == OnnxJavaType.INT32) { // lengths
      int[] lengths = IntStream.range(0, size).map(b -> Math.max(1, steps - b)).toArray();
      return OnnxTensor.createTensor(environment, IntBuffer.wrap(lengths), dims);
    }
    boolean index = name.endsWith(".index"); // of two items
    long[] ids = IntStream.range(0, size).mapToLong(i -> index ? i % BATCH : i % TIME).toArray();
    return OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), dims);
  }
}
