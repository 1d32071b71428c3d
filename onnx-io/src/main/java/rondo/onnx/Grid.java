package rondo.onnx;

import java.util.Arrays;
import java.util.List;
import rondo.core.Cursor;
import rondo.core.Inputs;
import rondo.core.graph.ElementType;
import rondo.core.graph.Tensor;

/**
 * Where the rows of a decoding stand in the graph of a step: a column for each example, and as many
 * rows as the example with the most hypotheses has. Places of nobody compute what nobody reads.
 */
final class Grid {
  private final int examples;
  private final int[] owner; // the example of each row
  private final int[] place; // of each row
  private final int places;

  /** The n-th row of an example stands in the n-th row of its column. */
  private Grid(int examples, int[] owner) {
    this.examples = examples;
    this.owner = owner;
    int[] count = new int[examples];
    place = new int[owner.length];
    int most = 1;
    for (int r = 0; r < place.length; r++) {
      place[r] = count[owner[r]]++ * examples + owner[r];
      most = Math.max(most, count[owner[r]]);
    }
    places = most * examples;
  }

  /** A row for each example. */
  static Grid of(int examples) {
    int[] owner = new int[examples];
    Arrays.setAll(owner, row -> row);
    return new Grid(examples, owner);
  }

  int examples() {
    return examples;
  }

  int rows() {
    return owner.length;
  }

  /** How many places there are, those of nobody included. */
  int places() {
    return places;
  }

  int place(int row) {
    return place[row];
  }

  /** Some of the rows, each as often as it is named. */
  Grid select(int[] rows) {
    Cursor.requireLiving(rows, owner.length);
    return new Grid(examples, Arrays.stream(rows).map(r -> owner[r]).toArray());
  }

  /** The examples that have rows. */
  int[] living() {
    return Arrays.stream(owner).distinct().sorted().toArray();
  }

  /** The same rows, where there are no examples but these any more. */
  Grid among(int[] living) {
    int[] owners = Arrays.stream(owner).map(e -> Arrays.binarySearch(living, e)).toArray();
    return new Grid(living.length, owners);
  }

  /** INT32 [P], one at the place of each row that is told something at a step. */
  Tensor alive(Inputs tokens, int t) {
    long[] alive = new long[places];
    for (int r = 0; r < place.length; r++) {
      alive[place[r]] = t < tokens.lengths()[r] ? 1 : 0;
    }
    return new Tensor.Ints(List.of(places), alive, ElementType.INT32);
  }

  /** A step of a column [T,R] or [T,R,W], each row at its place. */
  Tensor told(Tensor column, int t) {
    int R = place.length;
    if (column instanceof Tensor.Ints ids) {
      long[] here = new long[places];
      for (int r = 0; r < R; r++) {
        here[place[r]] = ids.data()[t * R + r];
      }
      return new Tensor.Ints(List.of(1, places), here, ids.type());
    }
    Tensor.Floats reals = (Tensor.Floats) column;
    int W = reals.dims().get(2);
    float[] here = new float[places * W];
    for (int r = 0; r < R; r++) {
      System.arraycopy(reals.data(), (t * R + r) * W, here, place[r] * W, W);
    }
    return new Tensor.Floats(List.of(1, places, W), here);
  }
}
