package rondo.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import rondo.core.Noise;

/** Parts of a data set, such as 80 to train with, 10 for dev and 10 for test, by their sizes. */
record Shares(List<Double> sizes) {
  private static final List<String> NAMES = List.of("train", "dev", "test");

  /** As {@code 80,10,10}. */
  static Shares of(String text) {
    List<Double> sizes = new ArrayList<>();
    for (String each : text.split(",", -1)) {
      if (!each.strip().matches("\\d{1,9}(\\.\\d{1,9})?") || Double.parseDouble(each) <= 0) {
        throw new UsageException(refusal(text));
      }
      sizes.add(Double.parseDouble(each));
    }
    if (sizes.size() < 2 || sizes.size() > NAMES.size()) {
      throw new UsageException(refusal(text));
    }
    return new Shares(sizes);
  }

  private static String refusal(String text) {
    return "--split must be two or three numbers, such as 80,10,10 (train, dev, test), is '%s'"
        .formatted(text);
  }

  /** Deals so many examples by a seed; each part is in their order, and has one at least. */
  List<List<Integer>> deal(int count, long seed) {
    if (count < sizes.size()) {
      throw new UsageException(
          "%d parts cannot be made of %d example%s"
              .formatted(sizes.size(), count, count == 1 ? "" : "s"));
    }
    Noise noise = Noise.of(seed).at("split");
    List<Integer> drawn =
        IntStream.range(0, count)
            .boxed()
            .sorted(Comparator.comparingLong((Integer i) -> noise.bits(i)).thenComparing(i -> i))
            .toList();
    double sum = sizes.stream().mapToDouble(s -> s).sum();
    List<List<Integer>> parts = new ArrayList<>();
    double done = 0;
    int from = 0;
    for (int p = 0; p < sizes.size(); p++) {
      done += sizes.get(p);
      int others = sizes.size() - 1 - p; // that are left, and need one each
      int due = (int) Math.round(count * done / sum);
      int to = Math.max(from + 1, Math.min(count - others, due));
      parts.add(drawn.subList(from, to).stream().sorted().toList());
      from = to;
    }
    return parts;
  }

  /** The file of a part: {@code all-dev.conll.gz} of {@code all.conll.gz}. */
  Path file(Path all, int part) {
    String name = all.getFileName().toString();
    int point = name.indexOf('.', 1);
    String stem = point < 0 ? name : name.substring(0, point);
    return all.resolveSibling(stem + "-" + NAMES.get(part) + name.substring(stem.length()));
  }
}
