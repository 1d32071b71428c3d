package rondo.onnx;

import ai.onnxruntime.OnnxTensor;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import rondo.core.Cursor;
import rondo.core.Demand;
import rondo.core.Device;
import rondo.core.Inputs;
import rondo.core.Matrix;
import rondo.core.Model;
import rondo.core.Runner;
import rondo.core.Schema;
import rondo.core.Scores;
import rondo.core.Sequence;
import rondo.core.Task;
import rondo.core.graph.Graph;
import rondo.core.graph.Tensor;
import rondo.engine.graph.GraphInputs;
import rondo.engine.graph.GraphOutputs;
import rondo.engine.graph.GraphSteps;

/**
 * A model that reads a source first, on ONNX Runtime: one graph reads the source, once, the other
 * runs a token at a time ({@link GraphSteps}).
 *
 * <p>A cursor's rows have their places in a {@link Grid}.
 */
final class OrtDecoding implements Runner {
  private final OrtModel encoder;
  private final OrtModel step;
  private final Demand demand;
  private final boolean attends;

  private OrtDecoding(OrtModel encoder, OrtModel step, Demand demand) {
    this.encoder = encoder;
    this.step = step;
    this.demand = demand;
    attends = step.outputs().contains(GraphSteps.ATTENTION);
  }

  /**
   * A model.
   *
   * @param profiles the folder where profiles of the runs are to stand
   */
  static OrtDecoding open(
      Model<?, ?> model, Device device, OrtTuning tuning, Optional<Path> profiles) {
    Map<String, Graph> graphs = model.task().write(model.network(), Task.Form.STEPS);
    Graph encoder = graphs.get(GraphSteps.ENCODER);
    Graph step = graphs.get(GraphSteps.STEP);
    if (encoder == null || step == null) {
      throw new IllegalArgumentException(
          "steps after a source take the graphs '%s' and '%s', there are %s; use --backend native"
              .formatted(GraphSteps.ENCODER, GraphSteps.STEP, graphs.keySet()));
    }
    return open(
        OnnxFile.write(encoder),
        OnnxFile.write(step),
        model.task().spec().demand(),
        (bytes, stem) ->
            OrtModel.open(bytes, device, tuning, profiles.map(folder -> folder.resolve(stem))));
  }

  /** Of two files. */
  static OrtDecoding open(byte[] encoder, byte[] step, Demand demand, Device device) {
    return open(encoder, step, demand, (bytes, stem) -> OrtModel.open(bytes, device));
  }

  private static OrtDecoding open(
      byte[] encoder, byte[] step, Demand demand, BiFunction<byte[], String, OrtModel> opening) {
    demand
        .tokens()
        .columns()
        .forEach(
            (name, kind) -> {
              if (kind instanceof Schema.Kind.Nested) {
                throw new IllegalArgumentException(
                    "column '%s' holds sequences, which no step reads; use --backend native"
                        .formatted(name));
              }
            });
    OrtModel first = opening.apply(encoder, GraphSteps.ENCODER);
    try {
      return new OrtDecoding(first, opening.apply(step, GraphSteps.STEP), demand);
    } catch (RuntimeException e) {
      first.close();
      throw e;
    }
  }

  /** Ends the profiles that were asked for; the files they stand in. */
  List<Path> profiles() {
    return List.of(encoder.profile(), step.profile());
  }

  @Override
  public Cursor start(Inputs source) {
    return new Walk(source);
  }

  @Override
  public void close() {
    encoder.close();
    step.close();
  }

  private final class Walk implements Cursor {
    private final int S; // steps of the source
    private Grid grid;
    private OrtMemory memory = new OrtMemory(step, Map.of());
    private List<OrtFloats> now = new ArrayList<>(); // the state, a row for each place
    private List<OrtFloats> next = new ArrayList<>();
    private final List<Integer> widths = new ArrayList<>();
    private final List<OrtFloats> scored = new ArrayList<>(); // scores, and where it looked
    private float[] scores = {}; // used again by each call
    private float[] looks = {};
    private boolean closed;

    Walk(Inputs source) {
      S = source.time();
      grid = Grid.of(source.batch());
      if (source.batch() > 0) {
        SortedMap<String, Tensor> inputs = GraphInputs.feedSource(demand.source(), source);
        SortedMap<String, Tensor> read = encoder.run(inputs);
        read.putAll(inputs);
        read.keySet().retainAll(step.inputs());
        try {
          begin(read);
        } catch (RuntimeException e) {
          close();
          throw e;
        }
      }
    }

    /** Takes the state from what was read, and keeps the rest. */
    private void begin(SortedMap<String, Tensor> read) {
      int P = grid.places();
      for (int i = 0; read.containsKey(GraphSteps.state(i)); i++) {
        Tensor start = read.remove(GraphSteps.state(i));
        if (!(start instanceof Tensor.Floats part) || part.dims().size() != 2) {
          throw new IllegalStateException("a state is no rows of floats: " + read.keySet());
        }
        widths.add(part.dims().get(1));
        now.add(new OrtFloats(step, P, part.dims().get(1)));
        now.get(i).values().put(0, part.data());
        next.add(new OrtFloats(step, P, part.dims().get(1)));
      }
      memory = new OrtMemory(step, read);
      scored.add(new OrtFloats(step, 1, P, demand.outputs()));
      if (attends) {
        scored.add(new OrtFloats(step, 1, P, Math.max(1, S)));
      }
    }

    // scoring

    @Override
    public Scores score(Inputs tokens) {
      requireOpen();
      int R = grid.rows();
      Cursor.requireGoingOn(tokens, R);
      int T = tokens.time();
      int K = demand.outputs();
      scores = room(scores, T * R, K);
      looks = room(looks, T * R, attends ? S : 0);
      if (R > 0 && T > 0) {
        SortedMap<String, Tensor> columns = GraphInputs.feed(demand.tokens(), tokens);
        for (int t = 0; t < T; t++) {
          step(columns, tokens, t);
        }
      }
      Sequence values = new Sequence(T, new Matrix(T * R, K, scores, 0), tokens.lengths().clone());
      return new Scores(
          values, attends ? values.with(new Matrix(T * R, S, looks, 0)) : Sequence.NONE);
    }

    private static float[] room(float[] there, int rows, int width) {
      int size = Math.multiplyExact(rows, width);
      return there.length < size ? new float[size] : there;
    }

    private void step(SortedMap<String, Tensor> columns, Inputs tokens, int t) {
      int P = grid.places();
      for (int i = 0; i < next.size(); i++) {
        next.set(i, next.get(i).in(P, widths.get(i)));
      }
      scored.set(0, scored.get(0).in(1, P, demand.outputs()));
      if (attends) {
        scored.set(1, scored.get(1).in(1, P, Math.max(1, S)));
      }
      Map<String, OnnxTensor> inputs = new TreeMap<>(memory.fed());
      Map<String, OnnxTensor> outputs = new TreeMap<>();
      for (int i = 0; i < now.size(); i++) {
        inputs.put(GraphSteps.state(i), now.get(i).tensor());
        outputs.put(GraphSteps.next(i), next.get(i).tensor());
      }
      outputs.put(GraphOutputs.SCORES, scored.get(0).tensor());
      if (attends) {
        outputs.put(GraphSteps.ATTENTION, scored.get(1).tensor());
      }
      List<OnnxTensor> told = new ArrayList<>();
      try {
        for (Map.Entry<String, Tensor> each : columns.entrySet()) {
          boolean lengths = each.getKey().equals(GraphInputs.LENGTHS);
          Tensor here = lengths ? grid.alive(tokens, t) : grid.told(each.getValue(), t);
          told.add(step.feed(here));
          inputs.put(each.getKey(), told.get(told.size() - 1));
        }
        step.run(inputs, outputs);
      } finally {
        told.forEach(OnnxTensor::close);
      }
      take(tokens, t);
      swap();
    }

    private void swap() {
      List<OrtFloats> before = now;
      now = next;
      next = before;
    }

    /** What a step gave, zeros for those that were told nothing, whose state stays. */
    private void take(Inputs tokens, int t) {
      int R = grid.rows();
      for (int r = 0; r < R; r++) {
        boolean alive = t < tokens.lengths()[r];
        take(scored.get(0), demand.outputs(), r, alive, scores, t * R + r);
        if (attends) {
          take(scored.get(1), S, r, alive, looks, t * R + r);
        }
        for (int i = 0; i < now.size() && !alive; i++) {
          int W = widths.get(i);
          int at = grid.place(r) * W;
          next.get(i).values().put(at, now.get(i).values(), at, W);
        }
      }
    }

    private void take(OrtFloats from, int width, int r, boolean alive, float[] to, int row) {
      if (alive) {
        int step = from.values().capacity() / grid.places();
        from.values().get(grid.place(r) * step, to, row * width, width);
      } else {
        Arrays.fill(to, row * width, (row + 1) * width, 0);
      }
    }

    // selecting

    @Override
    public void select(int[] rows) {
      requireOpen();
      Grid before = grid;
      grid = before.select(rows);
      forget();
      for (int i = 0; i < now.size(); i++) {
        int W = widths.get(i);
        OrtFloats moved = next.get(i).in(grid.places(), W);
        next.set(i, moved);
        FloatBuffer here = now.get(i).values();
        for (int r = 0; r < rows.length; r++) {
          moved.values().put(grid.place(r) * W, here, before.place(rows[r]) * W, W);
        }
      }
      swap();
    }

    /**
     * Where a quarter of the examples has no rows any more, those leave the memory: seldom enough
     * to cost little, often enough to compute for few that nobody asks for.
     */
    private void forget() {
      int[] living = grid.living();
      if (living.length > 0 && 4 * living.length <= 3 * grid.examples()) {
        memory.keep(living);
        grid = grid.among(living);
      }
    }

    private void requireOpen() {
      if (closed) {
        throw new IllegalStateException("this cursor is closed; start another");
      }
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        memory.close();
        now.forEach(OrtFloats::close);
        next.forEach(OrtFloats::close);
        scored.forEach(OrtFloats::close);
      }
    }
  }
}
