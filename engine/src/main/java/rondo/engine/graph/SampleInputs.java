package rondo.engine.graph;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import rondo.core.Column;
import rondo.core.Inputs;
import rondo.core.Matrix;
import rondo.core.Noise;
import rondo.core.Schema;

/** Made-up inputs that fit a schema, for comparing two ways to run the same model. */
public final class SampleInputs {
  private static final int LONGEST_ITEM = 9;

  private SampleInputs() {}

  /**
   * A batch of these lengths. Ids are drawn from all there are, the first and the last among them;
   * places past a length hold nothing of sense.
   */
  public static Inputs draw(Schema schema, Noise noise, int... lengths) {
    int time = Arrays.stream(lengths).max().orElse(0);
    int places = Math.multiplyExact(time, lengths.length);
    Map<String, Column> columns = new TreeMap<>();
    schema
        .columns()
        .forEach(
            (name, kind) -> {
              Noise own = noise.at(name);
              if (kind instanceof Schema.Kind.Ids k) {
                columns.put(name, new Column.Ids(ids(own, places, k.size())));
              } else if (kind instanceof Schema.Kind.Reals k) {
                columns.put(name, new Column.Reals(reals(own, places, k.width())));
              } else if (kind instanceof Schema.Kind.Nested k) {
                int items = Math.max(1, places / 2); // so that places share items
                int[] each = new int[items];
                Arrays.setAll(each, i -> 1 + below(own.at("length"), i, LONGEST_ITEM));
                columns.put(
                    name,
                    new Column.Nested(
                        draw(k.items(), own.at("items"), each), ids(own, places, items)));
              }
            });
    return Inputs.of(time, lengths, columns);
  }

  private static int[] ids(Noise noise, int places, int size) {
    int[] ids = new int[places];
    Arrays.setAll(ids, i -> i == 0 ? 0 : i == 1 ? size - 1 : below(noise, i, size));
    return ids;
  }

  private static int below(Noise noise, long index, int size) {
    return Math.floorMod(noise.bits(index) >>> 1, size);
  }

  private static Matrix reals(Noise noise, int places, int width) {
    Matrix values = Matrix.zeros(places, width);
    for (int i = 0; i < values.size(); i++) {
      values.data()[i] = (float) noise.gaussian(i);
    }
    return values;
  }
}
