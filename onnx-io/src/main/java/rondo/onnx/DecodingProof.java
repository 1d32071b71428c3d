package rondo.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import rondo.core.Cursor;
import rondo.core.Demand;
import rondo.core.Device;
import rondo.core.Inputs;
import rondo.core.Model;
import rondo.core.Noise;
import rondo.core.Runner;
import rondo.core.Task;
import rondo.engine.graph.GraphSteps;
import rondo.engine.graph.SampleInputs;

/**
 * That the two files which read a source and then tokens score as their model: rows that go on side
 * by side, twice and in another order, rows that are dropped, and several tokens at once.
 */
final class DecodingProof<I, O> implements Proof {
  private static final int STEPS = 8;

  private final Model<I, O> model;
  private final Demand demand;
  private final List<I> real;
  private final Twins twins;

  DecodingProof(Model<I, O> model, List<I> real, Twins twins) {
    this.model = model;
    this.demand = model.task().spec().demand();
    this.real = real;
    this.twins = twins;
  }

  @Override
  public String says() {
    return Agreement.demanded() + ", and where it looks; step by step; " + ScoresProof.fed(real);
  }

  @Override
  public Agreement check(SortedMap<String, byte[]> files, Device device) {
    byte[] encoder = Proof.named("file", files, GraphSteps.ENCODER);
    byte[] step = Proof.named("file", files, GraphSteps.STEP);
    Agreement agreement = new Agreement();
    OnnxRuntime runtime = bytes -> OrtModel.open(bytes, device);
    SourcePlaces places = new SourcePlaces(model, Task.Form.STEPS, twins, files, runtime);
    try (Runner here = Proof.here(model);
        Runner there = OrtDecoding.open(encoder, step, demand, device)) {
      Runner compared = new Compared(here, there, agreement);
      Runner both = new Placing(compared, (source, tokens) -> places.first(source));
      for (Inputs source : SearchProof.madeUp(demand)) {
        decode(source, both);
      }
      model.task().answer(real, both);
    }
    return agreement;
  }

  private void decode(Inputs source, Runner both) {
    int B = source.batch();
    Noise noise = Noise.of(B);
    try (Cursor cursor = both.start(source)) {
      cursor.score(tokens(noise.at(0), 1, B));
      int[] twice = new int[2 * B];
      Arrays.setAll(twice, r -> r / 2);
      cursor.select(twice);
      int rows = 2 * B;
      for (int t = 1; t < STEPS; t++) {
        cursor.score(tokens(noise.at(t), t == 2 ? 3 : 1, rows));
        int[] chosen = chosen(rows, t);
        cursor.select(chosen);
        rows = chosen.length;
      }
    }
  }

  /** Backwards, and without every third row. */
  private static int[] chosen(int rows, int t) {
    List<Integer> chosen = new ArrayList<>();
    for (int r = rows - 1; r >= 0; r--) {
      if (rows == 1 || (r + t) % 3 != 0) {
        chosen.add(r);
      }
    }
    return chosen.stream().mapToInt(Integer::intValue).toArray();
  }

  private Inputs tokens(Noise noise, int steps, int rows) {
    int[] lengths = new int[rows];
    Arrays.fill(lengths, steps);
    return SampleInputs.draw(demand.tokens(), noise, lengths);
  }
}
