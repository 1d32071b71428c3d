package rondo.tasks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import rondo.core.Batch;
import rondo.core.Inputs;
import rondo.core.Noise;
import rondo.core.Task;

/**
 * The usual epoch: like lengths together, steps in a random order, parts of a fixed number of rows.
 */
final class Epochs {
  private static final int ROWS = 32; // that are answered at once
  private static final int MOST = 1 << 13; // places at once, unless one example has more

  private Epochs() {}

  /** Steps of a plan, each encoded when its turn comes. Without noise the data keep their order. */
  static <E> Stream<List<Batch>> byLength(
      List<E> data,
      ToIntFunction<E> length,
      Task.Plan plan,
      Noise order,
      Function<List<E>, Batch> encode) {
    List<List<E>> steps = chunks(order.none() ? data : sorted(data, length, order), plan.rows());
    Stream<List<E>> turns = (order.none() ? steps : shuffled(steps, order.at("steps"))).stream();
    return turns.map(step -> parts(step, length, plan.part()).stream().map(encode).toList());
  }

  /** By length, equal ones in a random order. */
  private static <E> List<E> sorted(List<E> data, ToIntFunction<E> length, Noise order) {
    int[] lengths = data.stream().mapToInt(length).toArray();
    Noise ties = order.at("ties");
    return IntStream.range(0, data.size())
        .boxed()
        .sorted(Comparator.comparingInt((Integer i) -> lengths[i]).thenComparingLong(ties::bits))
        .map(data::get)
        .toList();
  }

  static <E> List<E> shuffled(List<E> list, Noise order) {
    return IntStream.range(0, list.size())
        .boxed()
        .sorted(Comparator.comparingLong((Integer i) -> order.bits(i)))
        .map(list::get)
        .toList();
  }

  /** Lists to be answered at once, of data that are sorted by length. */
  static <E> List<List<E>> together(List<E> list, ToIntFunction<E> length) {
    return parts(list, length, ROWS);
  }

  /**
   * Lists of a size at most, many short ones or fewer long ones, for what a list costs is its size
   * times its greatest length.
   */
  static <E> List<List<E>> parts(List<E> list, ToIntFunction<E> length, int size) {
    List<List<E>> all = new ArrayList<>();
    int from = 0;
    long longest = 0;
    for (int at = 0; at < list.size(); at++) {
      int here = length.applyAsInt(list.get(at));
      boolean full = at - from == size || (at + 1L - from) * Math.max(longest, here) > MOST;
      if (full && at > from) {
        all.add(list.subList(from, at));
        from = at;
        longest = 0;
      }
      longest = Math.max(longest, here);
    }
    if (from < list.size()) {
      all.add(list.subList(from, list.size()));
    }
    return all;
  }

  /** Lists of a size, the last of what is left. */
  static <E> List<List<E>> chunks(List<E> list, int size) {
    List<List<E>> chunks = new ArrayList<>();
    for (int at = 0; at < list.size(); at += size) {
      chunks.add(list.subList(at, Math.min(list.size(), at + size)));
    }
    return chunks;
  }

  /** Rows of ids as a column of their own. */
  static Inputs inputs(String column, List<int[]> rows) {
    int[] lengths = rows.stream().mapToInt(r -> r.length).toArray();
    int time = IntStream.of(lengths).max().orElse(0);
    return Inputs.ids(column, time, lengths, column(rows, time));
  }

  /** Rows of ids as one time-major column; places past a row's end are 0. */
  private static int[] column(List<int[]> rows, int time) {
    int batch = rows.size();
    int[] ids = new int[time * batch];
    for (int b = 0; b < batch; b++) {
      int[] row = rows.get(b);
      for (int t = 0; t < row.length; t++) {
        ids[t * batch + b] = row[t];
      }
    }
    return ids;
  }
}
