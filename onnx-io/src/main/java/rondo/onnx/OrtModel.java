package rondo.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import rondo.core.Device;
import rondo.core.DeviceException;
import rondo.core.ModelFormatException;
import rondo.core.graph.Tensor;

/**
 * An ONNX file at work on ONNX Runtime: named tensors in, named tensors out. Threads may share it.
 *
 * <pre>{@code
 * try (OrtModel model = OrtModel.open(bytes, Device.CPU)) {
 *   Tensor scores = model.run(Map.of("lengths", lengths, "words", words)).get("scores");
 * }
 * }</pre>
 */
public final class OrtModel implements OnnxSession {
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final SortedMap<String, String> metadata;
  private final Guards guards;

  private OrtModel(OrtEnvironment environment, OrtSession session) throws OrtException {
    this.environment = environment;
    this.session = session;
    this.metadata = new TreeMap<>(session.getMetadata().getCustomMetadata());
    Map<String, List<String>> dims = new TreeMap<>();
    for (Map.Entry<String, NodeInfo> each : session.getInputInfo().entrySet()) {
      if (each.getValue().getInfo() instanceof TensorInfo tensor) {
        dims.put(each.getKey(), List.of(tensor.getDimensionNames()));
      }
    }
    this.guards = new Guards(dims);
  }

  /** Opens the bytes of a file on a device, with as many threads within an operator as it says. */
  public static OrtModel open(byte[] bytes, Device device) {
    return open(bytes, device, OrtTuning.USUAL, Optional.empty());
  }

  /**
   * @param profile where a profile of the runs is to begin its name; see {@link #profile}
   */
  static OrtModel open(byte[] bytes, Device device, OrtTuning tuning, Optional<Path> profile) {
    OrtEnvironment environment = environment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      tuning.apply(options, device.threads());
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL); // said in exceptions
      if (device.kind() == Device.Kind.CUDA) {
        options.addCUDA(device.index());
      }
      if (profile.isPresent()) {
        options.enableProfiling(profile.get().toString());
      }
      OrtSession session = environment.createSession(bytes, options);
      try {
        return new OrtModel(environment, session);
      } catch (OrtException | RuntimeException e) {
        session.close();
        throw e;
      }
    } catch (OrtException e) {
      if (device.kind() == Device.Kind.CUDA) {
        throw unavailable(device, e);
      }
      throw new ModelFormatException("ONNX Runtime cannot open this file: " + said(e), e);
    }
  }

  /** Which version of the runtime this is, such as {@code onnxruntime 1.28.0}. */
  public static String version() {
    return "onnxruntime " + environment().getVersion();
  }

  private static OrtEnvironment environment() {
    try {
      return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
    } catch (RuntimeException | LinkageError e) {
      throw new DeviceException(
          "ONNX Runtime does not start on this system (%s); use --backend native"
              .formatted(e.getMessage()),
          e);
    }
  }

  private static DeviceException unavailable(Device device, OrtException e) {
    return new DeviceException(
        ("ONNX Runtime cannot use %s (%s); it takes an NVIDIA GPU, CUDA 12, cuDNN 9 and the"
                + " onnxruntime_gpu artifact in the place of onnxruntime, or use --device cpu")
            .formatted(device, said(e)),
        e);
  }

  /** The first line of what the runtime says. */
  private static String said(OrtException e) {
    return String.valueOf(e.getMessage()).strip().lines().findFirst().orElse("no reason given");
  }

  /** The names of the inputs. */
  public Set<String> inputs() {
    return new TreeSet<>(session.getInputNames());
  }

  /** The names of the outputs. */
  public Set<String> outputs() {
    return new TreeSet<>(session.getOutputNames());
  }

  /** What the file says about itself. */
  public SortedMap<String, String> metadata() {
    return new TreeMap<>(metadata);
  }

  @Override
  public SortedMap<String, Tensor> run(Map<String, Tensor> inputs) {
    return run(inputs, session.getOutputNames());
  }

  /** Some of the outputs. Input that would crash a native runtime is refused here. */
  public SortedMap<String, Tensor> run(Map<String, Tensor> inputs, Set<String> outputs) {
    require("output", session.getOutputNames(), outputs);
    require("input", session.getInputNames(), inputs.keySet());
    require("input", inputs.keySet(), session.getInputNames());
    guards.check(inputs);
    Map<String, OnnxTensor> fed = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, Tensor> each : inputs.entrySet()) {
        fed.put(each.getKey(), OrtTensors.feed(environment, each.getValue()));
      }
      try (OrtSession.Result result = session.run(fed, outputs)) {
        SortedMap<String, Tensor> out = new TreeMap<>();
        for (Map.Entry<String, OnnxValue> each : result) {
          out.put(each.getKey(), OrtTensors.read(each.getKey(), each.getValue()));
        }
        return out;
      }
    } catch (OrtException e) {
      throw new IllegalArgumentException("ONNX Runtime refuses: " + said(e), e);
    } finally {
      fed.values().forEach(OnnxTensor::close);
    }
  }

  /** Ends a profile that was asked for; the file it stands in. */
  Path profile() {
    try {
      return Path.of(session.endProfiling());
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime cannot write a profile: " + said(e), e);
    }
  }

  /**
   * Runs on tensors that are there, and writes into others: for loops that use the same memory
   * again and again. Who calls it looks after their shapes.
   */
  void run(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs) {
    try (OrtSession.Result ignored = session.run(inputs, Set.of(), outputs)) {
      // the outputs hold what there is, and stay open
    } catch (OrtException e) {
      throw new IllegalArgumentException("ONNX Runtime refuses: " + said(e), e);
    }
  }

  /** A tensor in native memory of these values; whoever asked closes it. */
  OnnxTensor feed(Tensor tensor) {
    try {
      return OrtTensors.feed(environment, tensor);
    } catch (OrtException e) {
      throw new IllegalArgumentException("ONNX Runtime refuses: " + said(e), e);
    }
  }

  /** A tensor of floats over memory of Java's; whoever asked closes it. */
  OnnxTensor over(FloatBuffer memory, long... dims) {
    try {
      return OnnxTensor.createTensor(environment, memory, dims);
    } catch (OrtException e) {
      throw new IllegalArgumentException("ONNX Runtime refuses: " + said(e), e);
    }
  }

  private static void require(String what, Set<String> there, Set<String> wanted) {
    List<String> missing = new ArrayList<>(new TreeSet<>(wanted));
    missing.removeAll(there);
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "no %s %s; there are %s".formatted(what, missing, new TreeSet<>(there)));
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime cannot close a model: " + said(e), e);
    }
  }
}
