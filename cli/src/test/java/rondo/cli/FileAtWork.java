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
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Runs an exported file on whichever ONNX Runtime is on the class path, on two examples of three
 * steps, of which the second is shorter. Knows nothing of Rondo, so that it can run in a process of
 * its own beside another version of the runtime.
 */
final class FileAtWork {
  private static final int TIME = 3;
  private static final int BATCH = 2;

  private FileAtWork() {}

  /** Prints a line for each file of a folder: its name, and its scores or why it does not run. */
  public static void main(String[] words) throws IOException {
    System.out.println("onnxruntime " + OrtEnvironment.getEnvironment().getVersion());
    for (Path file : files(Path.of(words[0]))) {
      String line;
      try {
        line = Arrays.toString(scores(file));
      } catch (OrtException e) {
        line = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      }
      System.out.println(file.getFileName() + "\t" + line);
    }
  }

  /** The exported files of a folder. */
  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(f -> f.toString().endsWith(".onnx")).sorted().toList();
    }
  }

  /** What the file's first output holds. */
  static float[] scores(Path file) throws OrtException {
    OrtEnvironment environment =
        OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      try (OrtSession session = environment.createSession(file.toString(), options)) {
        return scores(environment, session);
      }
    }
  }

  private static float[] scores(OrtEnvironment environment, OrtSession session)
      throws OrtException {
    Map<String, OnnxTensorLike> inputs = new HashMap<>();
    try {
      for (NodeInfo each : session.getInputInfo().values()) {
        TensorInfo info = (TensorInfo) each.getInfo();
        inputs.put(each.getName(), input(environment, each.getName(), info));
      }
      try (OrtSession.Result outputs = session.run(inputs)) {
        OnnxValue scores = outputs.get("scores").orElseThrow();
        FloatBuffer values = ((OnnxTensor) scores).getFloatBuffer();
        float[] data = new float[values.remaining()];
        values.get(data);
        return data;
      }
    } finally {
      inputs.values().forEach(OnnxTensorLike::close);
    }
  }

  private static OnnxTensor input(OrtEnvironment environment, String name, TensorInfo info)
      throws OrtException {
    long[] dims = info.getShape();
    boolean state = info.type == OnnxJavaType.FLOAT;
    for (int i = 0; i < dims.length; i++) {
      boolean time = dims.length > 1 && i == 0 && !state;
      dims[i] = dims[i] > 0 ? dims[i] : time ? TIME : BATCH;
    }
    int size = (int) Arrays.stream(dims).reduce(1, Math::multiplyExact);
    if (state) {
      return OnnxTensor.createTensor(environment, FloatBuffer.wrap(new float[size]), dims);
    }
    if (info.type == OnnxJavaType.INT32) { // lengths
      int[] lengths = IntStream.range(0, size).map(b -> TIME - b).toArray();
      return OnnxTensor.createTensor(environment, IntBuffer.wrap(lengths), dims);
    }
    boolean index = name.endsWith(".index"); // of two items
    long[] ids = IntStream.range(0, size).mapToLong(i -> index ? i % BATCH : i % TIME).toArray();
    return OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), dims);
  }
}
