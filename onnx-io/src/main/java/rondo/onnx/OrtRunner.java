package rondo.onnx;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Function;
import rondo.core.Cursor;
import rondo.core.Demand;
import rondo.core.Device;
import rondo.core.Inputs;
import rondo.core.Matrix;
import rondo.core.Model;
import rondo.core.Noise;
import rondo.core.Runner;
import rondo.core.Scores;
import rondo.core.Sequence;
import rondo.core.Task;
import rondo.core.graph.Graph;
import rondo.core.graph.Port;
import rondo.core.graph.Tensor;
import rondo.engine.graph.GraphInputs;
import rondo.engine.graph.GraphOutputs;
import rondo.engine.graph.GraphSteps;
import rondo.engine.graph.SampleInputs;

/**
 * A trained model on ONNX Runtime: its graph, as the task writes it, without what leads to answers
 * only. A network that streams runs as the graph of a step, which carries the state.
 */
final class OrtRunner implements Runner {
  private final OrtModel model;
  private final Demand demand;
  private final List<Integer> state; // widths of what is carried on; none where nothing is
  private final boolean streams;

  private OrtRunner(OrtModel model, Demand demand, List<Integer> state, boolean streams) {
    this.model = model;
    this.demand = demand;
    this.state = state;
    this.streams = streams;
  }

  static Runner open(Model<?, ?> model, Device device) {
    return open(model, device, OrtTuning.USUAL);
  }

  static Runner open(Model<?, ?> model, Device device, OrtTuning tuning) {
    return hasSource(model)
        ? OrtDecoding.open(model, device, tuning, Optional.empty())
        : open(model, device, tuning, Optional.empty());
  }

  private static boolean hasSource(Model<?, ?> model) {
    return !model.task().spec().demand().source().columns().isEmpty();
  }

  /** Runs a model once, on made-up inputs; profiles of that, in files of a folder. */
  static List<Path> profiles(Model<?, ?> model, Device device, OrtTuning tuning, Path folder) {
    Demand demand = model.task().spec().demand();
    if (hasSource(model)) {
      try (OrtDecoding runner = OrtDecoding.open(model, device, tuning, Optional.of(folder));
          Cursor cursor = runner.start(SampleInputs.draw(demand.source(), Noise.of(1), 3, 7, 1))) {
        cursor.score(SampleInputs.draw(demand.tokens(), Noise.of(1), 1, 1, 1));
        return runner.profiles();
      }
    }
    Path stem = folder.resolve("run");
    try (OrtRunner runner = open(model, device, tuning, Optional.of(stem));
        Cursor cursor = runner.start(Inputs.NONE)) {
      cursor.score(SampleInputs.draw(demand.tokens(), Noise.of(1), 3, 7, 1));
      return List.of(runner.model.profile());
    }
  }

  private static OrtRunner open(
      Model<?, ?> model, Device device, OrtTuning tuning, Optional<Path> profile) {
    Demand demand = model.task().spec().demand();
    if (model.network().streams()) {
      Graph step = model.task().write(model.network(), Task.Form.STEPS).get(GraphSteps.STEP);
      if (step != null) {
        return open(step, demand, true, g -> OrtModel.open(g, device, tuning, profile));
      }
    }
    Graph whole = model.task().write(model.network(), Task.Form.ANSWER).get("");
    if (whole == null || !names(whole.outputs()).contains(GraphOutputs.SCORES)) {
      throw new IllegalArgumentException(
          "a '%s' model has no single graph that gives scores; use --backend native"
              .formatted(model.task().spec().type()));
    }
    return open(whole, demand, false, g -> OrtModel.open(g, device, tuning, profile));
  }

  /** A file of steps, as it was exported. */
  static OrtRunner steps(byte[] file, Demand demand, Device device) {
    return open(OnnxFile.read(file), demand, true, g -> OrtModel.open(g, device));
  }

  private static OrtRunner open(
      Graph graph, Demand demand, boolean streams, Function<byte[], OrtModel> opening) {
    Set<String> wanted = new TreeSet<>(Set.of(GraphOutputs.SCORES));
    List<Integer> widths = new ArrayList<>();
    for (Port each : graph.inputs()) {
      if (each.value().name().equals(GraphSteps.state(widths.size()))) {
        wanted.add(GraphSteps.next(widths.size()));
        widths.add(Integer.parseInt(each.dims().get(1)));
      }
    }
    return new OrtRunner(opening.apply(OnnxFile.write(graph, wanted)), demand, widths, streams);
  }

  private static List<String> names(List<Port> ports) {
    return ports.stream().map(p -> p.value().name()).toList();
  }

  @Override
  public Cursor start(Inputs source) {
    return new Walk();
  }

  @Override
  public void close() {
    model.close();
  }

  /** What is fed for the first piece: the columns, and zeros for the state. */
  SortedMap<String, Tensor> fed(Inputs tokens) {
    SortedMap<String, Tensor> inputs = GraphInputs.feed(demand.tokens(), tokens);
    for (int i = 0; i < state.size(); i++) {
      int width = state.get(i);
      float[] zeros = new float[tokens.batch() * width];
      inputs.put(GraphSteps.state(i), new Tensor.Floats(List.of(tokens.batch(), width), zeros));
    }
    return inputs;
  }

  private final class Walk implements Cursor {
    private List<Tensor> carried = List.of(); // [B,W] each; none before the first piece
    private int rows; // of the last piece
    private boolean taken;

    @Override
    public Scores score(Inputs tokens) {
      if (taken && !streams) {
        throw new IllegalStateException(
            "this model reads each sequence as a whole and takes no second piece; "
                + "train one with network.direction = forward to stream");
      }
      if (taken) {
        Cursor.requireGoingOn(tokens, rows);
      }
      if (tokens.batch() > 0) {
        Map<String, Tensor> inputs = fed(tokens);
        for (int i = 0; i < carried.size(); i++) {
          inputs.put(GraphSteps.state(i), carried.get(i));
        }
        SortedMap<String, Tensor> outputs = model.run(inputs);
        List<Tensor> next = new ArrayList<>();
        for (int i = 0; i < state.size(); i++) {
          next.add(output(outputs, GraphSteps.next(i)));
        }
        carried = next;
        taken = true;
        rows = tokens.batch();
        return scores(tokens, output(outputs, GraphOutputs.SCORES), demand);
      }
      taken = true;
      rows = 0;
      return scores(tokens, new Tensor.Floats(List.of(0), new float[0]), demand);
    }

    @Override
    public void select(int[] chosen) {
      Cursor.requireLiving(chosen, rows);
      List<Tensor> moved = new ArrayList<>();
      for (int i = 0; i < carried.size(); i++) {
        float[] from = ((Tensor.Floats) carried.get(i)).data();
        int width = state.get(i);
        float[] to = new float[chosen.length * width];
        for (int r = 0; r < chosen.length; r++) {
          System.arraycopy(from, chosen[r] * width, to, r * width, width);
        }
        moved.add(new Tensor.Floats(List.of(chosen.length, width), to));
      }
      carried = moved;
      rows = chosen.length;
    }
  }

  private static Tensor output(Map<String, Tensor> outputs, String name) {
    Tensor tensor = outputs.get(name);
    if (tensor == null) {
      throw new IllegalStateException("the graph gave no '" + name + "'");
    }
    return tensor;
  }

  /** The scores as the native runner gives them: rows past a length are zero. */
  static Scores scores(Inputs tokens, Tensor values, Demand demand) {
    boolean whole = demand.wanted() == Demand.Wanted.WHOLE_SEQUENCE;
    int[] lengths = tokens.lengths().clone();
    if (whole) {
      Arrays.fill(lengths, 1);
    }
    int time = whole ? 1 : tokens.time();
    int B = tokens.batch();
    int K = demand.outputs();
    float[] data = ((Tensor.Floats) values).data();
    if (data.length < time * B * K) {
      throw new IllegalStateException(
          "the graph gave scores of dims %s where [%d, %d, %d] are wanted"
              .formatted(values.dims(), time, B, K));
    }
    for (int row = 0; row < time * B; row++) {
      if (row / B >= lengths[row % B]) {
        Arrays.fill(data, row * K, (row + 1) * K, 0);
      }
    }
    Sequence scores = new Sequence(time, new Matrix(time * B, K, data, 0), lengths);
    return new Scores(scores, Sequence.NONE);
  }
}
