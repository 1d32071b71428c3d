package rondo.testkit;

import java.util.ArrayList;
import java.util.List;

/** The sizes of a trial: steps, examples, width in, hidden units. */
public record Shape(int time, int batch, int in, int hidden) {
  /**
   * Small shapes, as many as asked for: first those at the edges (one step, one example, one unit,
   * one past a vector's lanes), then random ones.
   */
  public static List<Shape> random(int count, long seed) {
    List<Shape> shapes =
        new ArrayList<>(
            List.of(
                new Shape(1, 1, 1, 1),
                new Shape(1, 3, 2, 4),
                new Shape(7, 1, 3, 2),
                new Shape(4, 2, 1, 5),
                new Shape(2, 3, 17, 3),
                new Shape(3, 2, 5, 17)));
    Draw draw = new Draw(seed);
    while (shapes.size() < count) {
      shapes.add(
          new Shape(
              draw.between(1, 6), draw.between(1, 4), draw.between(1, 6), draw.between(1, 6)));
    }
    return List.copyOf(shapes.subList(0, count));
  }

  /** Shapes around the lane counts and block sizes of vector kernels. */
  public static List<Shape> awkward() {
    List<Shape> shapes = new ArrayList<>();
    for (int n : new int[] {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 65}) {
      shapes.add(new Shape(3, 1 + n % 5, n + n % 3, n));
    }
    shapes.add(new Shape(5, 17, 31, 29));
    shapes.add(new Shape(2, 33, 70, 130));
    return List.copyOf(shapes);
  }
}
